"""Opening, cancelling, paying out."""

from datetime import date
from decimal import Decimal

import pytest

from repaid.access.actors import Actor, customer_actor
from repaid.access.models import User
from repaid.access.subjects import search
from repaid.contracts.choices import PartyRole, State
from repaid.contracts.commands.disbursement import MoreThanAgreed, disburse
from repaid.contracts.commands.ground import LaterThanToday, ReasonMissing
from repaid.contracts.commands.opening import (
    AccountTaken,
    BorrowerMissing,
    NumberTaken,
    cancel_contract,
    open_contract,
)
from repaid.contracts.commands.repayment_account import AccountInvalid, account_number, checked_account
from repaid.contracts.models import Event
from repaid.contracts.queries.contracts import contract_named, loans_of_customer, parties_of, states_of
from repaid.contracts.queries.life import life_of
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import ACCOUNT, LAUNCH, lender, loan_11, person, pln
from repaid.kernel.refusal import Forbidden, NotFound
from repaid.ledger.choices import Role
from repaid.ledger.queries import balances_of
from repaid.parties.commands.client_zone import open_client_zone
from repaid.products.queries import TermsRequest, account_codes
from repaid.products.tests import offers

REQUEST = TermsRequest(amount=pln("1200.00"), count=12, start=LAUNCH)


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return lender()


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


def opened(by: Actor, **changes: object) -> str:
    given = {"product": "na-raty", "request": REQUEST, "borrowers": [person(by)], **changes}
    return open_contract(by=by, **given).number  # type: ignore[arg-type]


class TestOpenContract:
    def test_cz_44_it_waits_to_be_launched(self, by: Actor) -> None:
        """CZ-44: a signed, undisbursed loan is "to be launched"."""
        contract = contract_named(by, opened(by))
        assert contract.state == State.TO_BE_LAUNCHED
        assert contract.launched_on is None
        assert [(each.state, each.since) for each in states_of(contract)] == [(State.TO_BE_LAUNCHED, LAUNCH)]
        assert_books_balance(by)

    def test_cz_57_every_account_has_valid_check_digits(self, by: Actor) -> None:
        """CZ-57: a made account number is valid, and is found by a search."""
        contract = contract_named(by, opened(by))
        assert checked_account(contract.account, country="PL") == contract.account
        assert contract.account[2:10] == "99990001"
        assert search(by, contract.account[-8:]).get() == contract.subject

    def test_numbers_follow_each_other_around_given_ones(self, by: Actor) -> None:
        assert [opened(by, number="2"), opened(by), opened(by)] == ["2", "1", "3"]

    def test_borrowers_own_it_and_guarantors_do_not(self, by: Actor) -> None:
        piotr, anna = person(by), person(by, "Anna", "Kowalska")
        number = opened(by, borrowers=[piotr], guarantors=[anna])
        contract = contract_named(by, number)
        assert [(each.party.name, each.role) for each in parties_of(contract)] == [
            ("Piotr Wzorcowy", PartyRole.BORROWER),
            ("Anna Kowalska", PartyRole.GUARANTOR),
        ]
        for who, login, seen in ((piotr, "90010112349", 1), (anna, "85051522226", 0)):
            open_client_zone(by=by, number=who, login=login, password="Wisla-2026-krakow")
            user = User.objects.get(name="Piotr Wzorcowy" if who == piotr else "Anna Kowalska")
            assert loans_of_customer(customer_actor(user, channel="portal")).count() == seen

    def test_without_a_borrower(self, by: Actor) -> None:
        with pytest.raises(BorrowerMissing):
            opened(by, borrowers=[])

    def test_an_unknown_borrower(self, by: Actor) -> None:
        with pytest.raises(NotFound):
            opened(by, borrowers=["404"])

    def test_outside_the_limits_of_the_product(self, by: Actor) -> None:
        with pytest.raises(Forbidden, match="interest rate must lie between"):
            opened(by, request=TermsRequest(amount=pln("1200.00"), count=12, start=LAUNCH, rate=Decimal(25)))

    def test_a_number_that_is_taken(self, by: Actor) -> None:
        opened(by, number="7")
        with pytest.raises(NumberTaken, match="7"):
            opened(by, number="7")

    def test_an_account_that_is_taken(self, by: Actor) -> None:
        opened(by, account=ACCOUNT)
        with pytest.raises(AccountTaken):
            opened(by, account=ACCOUNT)

    def test_an_account_with_wrong_check_digits(self, by: Actor) -> None:
        with pytest.raises(AccountInvalid):
            opened(by, account="73 9999 0001 0000 0000 0000 1234")


@pytest.mark.parametrize(
    ("country", "bank_code", "number"),
    [
        ("PL", "99990001", "72999900010000000000001234"),
        ("NL", "RPAD", "NL47RPAD0000001234"),
        ("IR", "099", "IR540990000000000000001234"),
        ("US", "REPD", "RF14REPD00000000000001234"),
    ],
)
def test_cz_57_account_numbers_by_country(country: str, bank_code: str, number: str) -> None:
    """CZ-57: account numbers have valid check digits in every country."""
    assert account_number(country=country, bank_code=bank_code, serial=1234) == number
    assert checked_account(number, country=country) == number


class TestCancelContract:
    def test_it_works(self, by: Actor) -> None:
        number = opened(by)
        cancel_contract(by=by, number=number, reason="withdrawn")
        assert contract_named(by, number).state == State.CANCELLED

    def test_after_the_launch(self, by: Actor) -> None:
        loan_11(by)
        with pytest.raises(Forbidden, match="never paid out"):
            cancel_contract(by=by, number="11", reason="withdrawn")

    def test_without_a_reason(self, by: Actor) -> None:
        with pytest.raises(ReasonMissing):
            cancel_contract(by=by, number=opened(by), reason=" ")


class TestDisburse:
    def test_cz_60_the_financed_fee_is_principal(self, by: Actor) -> None:
        """CZ-60, decision 4: 500,00 is paid out, 550,00 is owed."""
        contract = loan_11(by)
        codes = account_codes(contract.version)
        found = balances_of(contract.subject_id)
        assert found[codes[Role.LOANS_PRINCIPAL], "principal"] == 55000
        assert found[codes[Role.BANK_CLEARING], ""] == -50000
        assert found[codes[Role.FEE_INCOME], "fees"] == -5000
        assert contract.state == State.ACTIVE
        assert contract.launched_on == LAUNCH

    def test_in_tranches(self, by: Actor) -> None:
        number = opened(by)
        disburse(by=by, number=number, amount=pln("700.00"), value_date=LAUNCH)
        second = disburse(by=by, number=number, amount=pln("500.00"), value_date=LAUNCH)
        assert not second.launched
        assert life_of(contract_named(by, number), LAUNCH).balances.outstanding.principal == 120000
        assert_books_balance(by)

    def test_fees_of_the_first_day(self, by: Actor) -> None:
        deducted = offers.replace(offers.UPFRONT, code="commission", taken=offers.FeeTaken.DEDUCTED, amount=3000)
        offers.published(by, fees=(offers.UPFRONT, deducted), valid_from=date(2015, 2, 1))
        request = TermsRequest(amount=pln("500.00"), count=1, start=LAUNCH)
        number = opened(by, product=offers.CODE, request=request)
        done = disburse(by=by, number=number, amount=pln("500.00"), value_date=LAUNCH)
        assert (done.amount, done.to_customer) == (pln("500.00"), pln("470.00"))
        contract = contract_named(by, number)
        assert life_of(contract, LAUNCH).balances.billed.fees == 1000
        assert sorted(Event.objects.filter(contract=contract).values_list("key", flat=True)) == [
            "disbursed-0001",
            "fee-commission",
            "fee-review",
            "kept-back-commission",
        ]
        assert_books_balance(by)

    def test_more_than_agreed(self, by: Actor) -> None:
        number = opened(by)
        disburse(by=by, number=number, amount=pln("700.00"), value_date=LAUNCH)
        with pytest.raises(MoreThanAgreed, match=r"Pay out 500\.00 PLN at most"):
            disburse(by=by, number=number, amount=pln("500.01"), value_date=LAUNCH)

    def test_told_twice_it_is_paid_out_once(self, by: Actor) -> None:
        number = opened(by)
        for _ in range(2):
            disburse(by=by, number=number, amount=pln("1200.00"), value_date=LAUNCH, key="transfer-9")
        assert life_of(contract_named(by, number), LAUNCH).view.disbursed == 120000

    def test_tomorrow(self, by: Actor) -> None:
        with pytest.raises(LaterThanToday):
            disburse(by=by, number=opened(by), amount=pln("1200.00"), value_date=date(2015, 5, 22))

    def test_a_cancelled_contract(self, by: Actor) -> None:
        number = opened(by)
        cancel_contract(by=by, number=number, reason="withdrawn")
        with pytest.raises(Forbidden, match="Nothing can be paid out"):
            disburse(by=by, number=number, amount=pln("1200.00"), value_date=LAUNCH)
