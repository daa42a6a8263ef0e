"""Standing still and ending: suspension, termination, settlement, write-off, recovery, sale, reversal."""

from datetime import date

import pytest

from loanmath.money import Money, format_minor
from repaid.access.actors import Actor
from repaid.contracts.choices import State
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.commands.ground import ReasonMissing
from repaid.contracts.commands.losses import WritesOffTooMuch, recover, sell, write_off
from repaid.contracts.commands.payments import return_money
from repaid.contracts.commands.reversal import NoSuchEvent, OthersDepend, reverse_event
from repaid.contracts.commands.settlement import QuoteIsOther, settle_early
from repaid.contracts.commands.standing import resume, suspend, terminate
from repaid.contracts.queries.contracts import contract_named, states_of
from repaid.contracts.queries.life import life_of, quote_of
from repaid.contracts.queries.timeline import timeline
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import LAUNCH, day_comes, instalment_loan, lender, loan_11, pay, pln
from repaid.kernel.refusal import Forbidden
from repaid.ledger.choices import Role
from repaid.ledger.queries import balances_of
from repaid.messages.models import Message
from repaid.products.queries import account_codes

FIRST, DAY = date(2015, 6, 21), date(2015, 7, 1)


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return lender()


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


@pytest.fixture
def loan(by: Actor) -> str:
    """Anna's loan ten days after an unpaid due date."""
    number = instalment_loan(by)
    day_comes(by, DAY)
    bill_due(by=by)
    return number


def state(by: Actor, number: str) -> str:
    return contract_named(by, number).state


class TestSuspension:
    def test_cl_44_suspended_and_resumed(self, by: Actor, loan: str) -> None:
        """CL-44: due dates stop while suspended; resumption moves them by the whole periods missed."""
        suspend(by=by, number=loan, value_date=DAY, reason="illness")
        assert state(by, loan) == State.SUSPENDED
        assert_books_balance(by)
        day_comes(by, date(2015, 10, 1))
        bill_due(by=by)
        assert life_of(contract_named(by, loan), date(2015, 10, 1)).arrears.instalments == 1
        assert_books_balance(by)
        resume(by=by, number=loan, value_date=date(2015, 10, 1))
        assert state(by, loan) == State.ACTIVE
        assert contract_named(by, loan).balance.next_due_on == date(2015, 10, 21)
        assert_books_balance(by)

    def test_a_payment_while_suspended(self, by: Actor, loan: str) -> None:
        suspend(by=by, number=loan, value_date=DAY, reason="illness")
        pay(by, loan, "1080.00", DAY)
        assert_books_balance(by)

    def test_without_a_reason(self, by: Actor, loan: str) -> None:
        with pytest.raises(ReasonMissing):
            suspend(by=by, number=loan, value_date=DAY, reason="")

    def test_twice(self, by: Actor, loan: str) -> None:
        suspend(by=by, number=loan, value_date=DAY, reason="illness")
        with pytest.raises(Forbidden, match="Only an active contract"):
            suspend(by=by, number=loan, value_date=DAY, reason="illness")

    def test_resume_what_is_active(self, by: Actor, loan: str) -> None:
        with pytest.raises(Forbidden, match="Only a suspended contract"):
            resume(by=by, number=loan, value_date=DAY)


class TestTerminate:
    def test_cz_44_the_whole_debt_is_due(self, by: Actor, loan: str) -> None:
        """CZ-44: after termination it is "terminated", and everything is due."""
        terminate(by=by, number=loan, value_date=DAY, reason="unpaid")
        assert state(by, loan) == State.TERMINATED
        life = life_of(contract_named(by, loan), DAY)
        assert life.balances.billed.principal == 1_200_000
        assert life.balances.unbilled.total == 0
        assert_books_balance(by)

    def test_paid_in_full_it_is_settled(self, by: Actor, loan: str) -> None:
        terminate(by=by, number=loan, value_date=DAY, reason="unpaid")
        tomorrow = date(2015, 7, 2)
        day_comes(by, tomorrow)
        owed = life_of(contract_named(by, loan), tomorrow).balances.outstanding.total
        pay(by, loan, format_minor(owed, "PLN"), tomorrow)
        assert state(by, loan) == State.SETTLED
        assert_books_balance(by)


class TestSettleEarly:
    def test_it_works(self, by: Actor, loan: str) -> None:
        total = quote_of(contract_named(by, loan), DAY).total
        money = Money(total, "PLN")
        settle_early(by=by, number=loan, amount=money, value_date=DAY, receipt="S-1")
        assert state(by, loan) == State.SETTLED
        assert life_of(contract_named(by, loan), DAY).balances.outstanding.total == 0
        again = settle_early(by=by, number=loan, amount=money, value_date=DAY, receipt="S-1")
        assert again.state == State.SETTLED
        assert_books_balance(by)

    def test_a_financed_fee_is_given_back_for_the_days_not_used(self, by: Actor) -> None:
        contract = loan_11(by)
        day_comes(by, date(2015, 5, 31))
        quote = quote_of(contract, date(2015, 5, 31))
        money = Money(quote.total, "PLN")
        settle_early(by=by, number="11", amount=money, value_date=date(2015, 5, 31), receipt="S-1")
        assert state(by, "11") == State.SETTLED
        codes = account_codes(contract.version)
        fees = balances_of(contract.subject_id)[codes[Role.FEE_INCOME], "fees"]
        assert fees == -5000 + 3387  # 50,00 x 21/31
        assert_books_balance(by)

    def test_another_amount(self, by: Actor, loan: str) -> None:
        with pytest.raises(QuoteIsOther, match="Accept the new quote"):
            settle_early(by=by, number=loan, amount=pln("1.00"), value_date=DAY, receipt="S-1")


class TestWriteOff:
    def test_everything(self, by: Actor, loan: str) -> None:
        write_off(by=by, number=loan, value_date=DAY, reason="bankrupt")
        assert state(by, loan) == State.WRITTEN_OFF
        assert life_of(contract_named(by, loan), DAY).balances.outstanding.total == 0
        assert_books_balance(by)

    def test_a_part_of_what_is_due(self, by: Actor, loan: str) -> None:
        write_off(by=by, number=loan, value_date=DAY, reason="agreement", amount=pln("100.00"))
        assert state(by, loan) == State.ACTIVE
        assert_books_balance(by)

    def test_more_than_is_due(self, by: Actor, loan: str) -> None:
        with pytest.raises(WritesOffTooMuch):
            write_off(by=by, number=loan, value_date=DAY, reason="agreement", amount=pln("5000.00"))

    def test_recover(self, by: Actor, loan: str) -> None:
        write_off(by=by, number=loan, value_date=DAY, reason="bankrupt")
        recover(by=by, number=loan, amount=pln("250.00"), value_date=DAY, receipt="K-1")
        contract = contract_named(by, loan)
        codes = account_codes(contract.version)
        assert balances_of(contract.subject_id)[codes[Role.RECOVERIES], ""] == -25000
        assert_books_balance(by)

    def test_recover_on_a_living_contract(self, by: Actor, loan: str) -> None:
        with pytest.raises(Forbidden, match="Book the money as a payment"):
            recover(by=by, number=loan, amount=pln("250.00"), value_date=DAY, receipt="K-1")

    def test_sell(self, by: Actor, loan: str) -> None:
        sell(by=by, number=loan, price=pln("3000.00"), value_date=DAY, buyer="Wierzytelności S.A.")
        assert state(by, loan) == State.SOLD
        contract = contract_named(by, loan)
        codes = account_codes(contract.version)
        assert balances_of(contract.subject_id)[codes[Role.SALE_CLEARING], ""] == 300000
        assert_books_balance(by)


class TestReverse:
    def test_a_payment(self, by: Actor, loan: str) -> None:
        before = life_of(contract_named(by, loan), DAY).balances
        pay(by, loan, "500.00", DAY, "R-1")
        reverse_event(by=by, number=loan, of="R-1", reason="another contract")
        assert life_of(contract_named(by, loan), DAY).balances == before
        paid = next(row for row in timeline(contract_named(by, loan)) if row.event.key == "R-1")
        assert (paid.is_live, paid.reversible) == (False, False)
        assert_books_balance(by)

    def test_the_last_payment_makes_it_active_again(self, by: Actor) -> None:
        loan_11(by)
        day_comes(by, FIRST)
        pay(by, "11", "552.34", FIRST, "R-1")
        reverse_event(by=by, number="11", of="R-1", reason="another contract")
        contract = contract_named(by, "11")
        assert contract.state == State.ACTIVE
        assert [each.state for each in states_of(contract)][-2:] == [State.SETTLED, State.ACTIVE]
        assert_books_balance(by)

    def test_the_disbursement(self, by: Actor) -> None:
        contract = loan_11(by)
        (paid_out,) = timeline(contract)
        reverse_event(by=by, number="11", of=paid_out.event.key, reason="wrong account")
        contract = contract_named(by, "11")
        assert (contract.state, contract.launched_on) == (State.TO_BE_LAUNCHED, None)
        assert_books_balance(by)

    def test_a_termination(self, by: Actor, loan: str) -> None:
        done = terminate(by=by, number=loan, value_date=DAY, reason="unpaid")
        reverse_event(by=by, number=loan, of=done.key, reason="agreement")
        assert state(by, loan) == State.ACTIVE
        assert_books_balance(by)

    def test_the_notice_goes_as_a_letter_to_everybody_who_owes(self, by: Actor, loan: str) -> None:
        """CL-46, terminated with notice: a letter is asked for, once; without it none."""
        terminate(by=by, number=loan, value_date=DAY, reason="unpaid", letter=True, key="notice")
        terminate(by=by, number=loan, value_date=DAY, reason="unpaid", letter=True, key="notice")
        asked = Message.objects.filter(kind="contracts.termination").values_list("channel", "recipient")
        assert list(asked) == [("letter", "borrower")]

    def test_what_others_rest_on(self, by: Actor, loan: str) -> None:
        pay(by, loan, "500.00", DAY, "R-1")
        back = return_money(by=by, number=loan, receipt="R-1", value_date=DAY, reason="bounced")
        with pytest.raises(OthersDepend, match=back.key):
            reverse_event(by=by, number=loan, of="R-1", reason="x")
        reverse_event(by=by, number=loan, of=back.key, reason="it came after all")
        reverse_event(by=by, number=loan, of="R-1", reason="another contract")
        assert_books_balance(by)

    def test_twice(self, by: Actor, loan: str) -> None:
        pay(by, loan, "500.00", DAY, "R-1")
        reverse_event(by=by, number=loan, of="R-1", reason="x")
        with pytest.raises(NoSuchEvent, match="R-1"):
            reverse_event(by=by, number=loan, of="R-1", reason="x")

    def test_before_the_launch(self, by: Actor) -> None:
        assert LAUNCH < FIRST
        with pytest.raises(Forbidden):
            loan_11(by)
            (paid_out,) = timeline(contract_named(by, "11"))
            reverse_event(by=by, number="11", of=paid_out.event.key, reason="x")
            pay(by, "11", "1.00", LAUNCH)
