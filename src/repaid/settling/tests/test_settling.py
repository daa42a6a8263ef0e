"""A payment finds its contracts by hand: split, scheme, what is left, withdrawal (CC-43 to CC-45, CL-40)."""

from datetime import date

import pytest

from loanmath.components import Component
from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.commands.ground import BeforeLaunch
from repaid.contracts.commands.losses import write_off
from repaid.contracts.commands.reversal import reverse_event
from repaid.contracts.queries.contracts import contract_named, contracts
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.owed import owed
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import ACCOUNT, day_comes, instalment_loan, lender, loan_11, pln
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput
from repaid.ledger.choices import Role
from repaid.ledger.queries import role_codes, trial_balance
from repaid.payments.choices import State
from repaid.payments.commands.entering import register_payment
from repaid.payments.commands.standing import HasSettlements, NotWaiting, park_payment, withdraw_payment
from repaid.payments.queries import payment_named, payments, waiting_total
from repaid.payments.rights import ENTER
from repaid.settling.commands.automatic import settle_matching
from repaid.settling.commands.schemes import BeginsInThePast, archive_scheme, define_scheme
from repaid.settling.commands.settling import (
    ContractTwice,
    Line,
    MoreThanOwed,
    MoreThanPayment,
    NothingToSettle,
    settle_payment,
)
from repaid.settling.commands.withdrawing import WithdrawnBefore, withdraw_settlement
from repaid.settling.matching import CERTAIN, Reason
from repaid.settling.models import Settlement
from repaid.settling.preview import try_settling
from repaid.settling.queries import proposal, settlements_of, suggestions_for

DUE = date(2015, 6, 21)
LATER = date(2015, 7, 10)


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    """Piotr's loan 11 (550,00 and 2,34 interest due 2015-06-21) and two loans of Anna, 77 and 78."""
    found = lender()
    loan_11(found)
    instalment_loan(found, number="77")
    instalment_loan(found, number="78")
    day_comes(found, DUE)
    return found


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


def came(by: Actor, amount: str, *, contract: str = "", day: date = DUE, payer: str = "Piotr Wzorcowy") -> str:
    """Money that was entered by hand; returns its number."""
    return register_payment(by=by, amount=pln(amount), value_date=day, payer=payer, contract=contract).number


def bank_and_waiting(by: Actor) -> tuple[int, int]:
    """What stands on the bank clearing and among the unallocated receipts, as money the lender has and owes."""
    codes = role_codes(by.organisation_id)
    closing = {row.code: row.closing_minor for row in trial_balance(by, date.min, LATER).rows}
    return closing.get(codes[Role.BANK_CLEARING], 0), -closing.get(codes[Role.UNALLOCATED_RECEIPTS], 0)


class TestSettlePayment:
    def test_it_pays_the_contract_and_books_the_bank_once(self, by: Actor) -> None:
        bank, _waiting = bank_and_waiting(by)
        number = came(by, "552.34", contract="11")
        assert bank_and_waiting(by) == (bank + 55234, 55234)
        done = settle_payment(by=by, number=number, lines=[("11", pln("552.34"))])
        assert (done.lines[0].paid.interest, done.lines[0].paid.principal) == (234, 55000)
        assert done.rest == pln("0.00")
        assert bank_and_waiting(by) == (bank + 55234, 0)
        assert payment_named(by, number).state == State.SETTLED
        assert contract_named(by, "11").state == "settled"
        assert_books_balance(by)

    def test_cl_40_registered_once_it_lowers_the_days_late(self, by: Actor) -> None:
        """CL-40: in the payment search, and the contract is no longer late."""
        day_comes(by, LATER)
        bill_due(by=by)
        assert contracts(by, LATER, text="Wzorcowy").get().days_late == 19
        number = came(by, "600.00", contract="11", day=LATER)
        settle_payment(by=by, number=number, lines=[("11", pln("600.00"))])
        assert contracts(by, LATER, text="Wzorcowy").get().days_late == 0
        assert payments(by, subject=contract_named(by, "11").subject).get().state == State.SETTLED

    def test_a_payment_dated_back_is_replayed_to_its_day(self, by: Actor) -> None:
        day_comes(by, LATER)
        late = owed(life_of(contract_named(by, "11"), LATER))
        assert late.by_component.penalty > 0
        settle_payment(by=by, number=came(by, "552.34", contract="11"), lines=[("11", pln("552.34"))])
        assert contract_named(by, "11").state == "settled"
        assert owed(life_of(contract_named(by, "11"), LATER)).total_indebtedness == 0
        assert_books_balance(by)

    def test_cc_44_split_over_contracts_and_the_rest_stays(self, by: Actor) -> None:
        """CC-44: 1 000,00 is 600,00 for one case and 400,00 for two receivables of another."""
        number = came(by, "1100.00", payer="Anna Kowalska")
        lines = [("11", pln("600.00")), ("77", pln("250.00")), ("78", pln("150.00"))]
        done = settle_payment(by=by, number=number, lines=lines)
        assert [line.amount for line in done.lines] == [pln("600.00"), pln("250.00"), pln("150.00")]
        assert done.rest == pln("100.00")
        assert payment_named(by, number).state == State.PARTLY
        assert bank_and_waiting(by)[1] == 10000 == waiting_total(by.organisation_id, "PLN")
        assert_books_balance(by)

    def test_the_lines_may_not_exceed_the_payment(self, by: Actor) -> None:
        number = came(by, "1000.00")
        with pytest.raises(MoreThanPayment, match=r"come to 1000\.01 PLN, but 1000\.00 PLN"):
            settle_payment(by=by, number=number, lines=[("11", pln("600.00")), ("77", pln("400.01"))])
        assert not Settlement.objects.exists()

    def test_what_cannot_be_settled(self, by: Actor) -> None:
        number = came(by, "552.34")
        with pytest.raises(NothingToSettle):
            settle_payment(by=by, number=number, lines=[])
        with pytest.raises(ContractTwice):
            settle_payment(by=by, number=number, lines=[("11", pln("1.00")), ("11", pln("2.00"))])
        with pytest.raises(NotFound):
            settle_payment(by=by, number=number, lines=[("404", pln("1.00"))])
        settle_payment(by=by, number=number, lines=[("77", pln("552.34"))])
        with pytest.raises(NotWaiting):
            settle_payment(by=by, number=number, lines=[("77", pln("1.00"))])

    def test_money_from_before_the_launch_is_refused(self, by: Actor) -> None:
        number = came(by, "10.00", day=date(2015, 5, 20))
        with pytest.raises(BeforeLaunch):
            settle_payment(by=by, number=number, lines=[("11", pln("10.00"))])
        assert payment_named(by, number).state == State.UNMATCHED

    def test_money_for_a_written_off_contract_is_a_recovery(self, by: Actor) -> None:
        write_off(by=by, number="11", value_date=DUE, reason="Uncollectable")
        number = came(by, "100.00")
        settle_payment(by=by, number=number, lines=[("11", pln("100.00"))])
        assert bank_and_waiting(by)[1] == 0
        withdraw_settlement(by=by, settlement=Settlement.objects.get().pk, reason="Wrong contract")
        assert bank_and_waiting(by)[1] == 10000

    def test_it_needs_the_right_to_book_payments(self, by: Actor) -> None:
        jan = member(by, "Jan Kowalski", (ENTER.code, "payments.view", "contracts.view"))
        with pytest.raises(MissingRight):
            settle_payment(by=jan, number=came(by, "1.00"), lines=[("11", pln("1.00"))])


class TestWithdrawal:
    def test_cc_43_the_debt_rises_and_both_operations_stay(self, by: Actor) -> None:
        """CC-43: after withdrawal the debt is as before, the payment unsettled, both visible with user and reason."""
        ewa = member(by, "Ewa Przykładowa", tuple(all_rights()))
        before = owed(life_of(contract_named(by, "11"), DUE))
        number = came(by, "552.34", contract="11")
        settled = settle_payment(by=ewa, number=number, lines=[("11", pln("552.34"))]).lines[0]
        withdraw_settlement(by=ewa, settlement=settled.settlement_id, reason="Belongs to his brother")
        assert owed(life_of(contract_named(by, "11"), DUE)) == before
        assert payment_named(by, number).state == State.UNSETTLED
        row = settlements_of([payment_named(by, number).pk]).get()
        assert (row.settled_by_id, row.withdrawn_by_id) == (ewa.user_id, ewa.user_id)
        assert row.withdrawn_reason == "Belongs to his brother"
        done = AuditRecord.objects.filter(user=ewa.user_id).values_list("command", flat=True)
        assert {"settling.settle_payment", "settling.withdraw_settlement"} <= set(done)
        assert bank_and_waiting(by)[1] == 55234
        assert_books_balance(by)

    def test_it_can_be_settled_again(self, by: Actor) -> None:
        number = came(by, "552.34")
        first = settle_payment(by=by, number=number, lines=[("11", pln("552.34"))]).lines[0]
        withdraw_settlement(by=by, settlement=first.settlement_id, reason="Once more")
        settle_payment(by=by, number=number, lines=[("11", pln("552.34"))])
        keys = Settlement.objects.order_by("pk").values_list("event_key", flat=True)
        assert list(keys) == [f"P-{number}", f"P-{number}.2"]
        assert_books_balance(by)

    def test_what_was_withdrawn_is_not_suggested_as_if_it_belonged_there(self, by: Actor) -> None:
        """A wrong match by the very account of contract 11: the machine leaves it to a person from now on."""
        number = register_payment(
            by=by, amount=pln("552.34"), value_date=DUE, payer="Anna Kowalska", title=f"rata {ACCOUNT}"
        ).number
        payment = payment_named(by, number)
        assert next(each.confidence for each in suggestions_for(by, payment)) == CERTAIN
        assert settle_matching(by=by, payments=[payment.pk]).settled == 1
        withdraw_settlement(by=by, settlement=Settlement.objects.get().pk, reason="Anna took the wrong account")
        found = {each.target.number: each for each in suggestions_for(by, payment_named(by, number))}
        assert Reason.WITHDRAWN in found["11"].reasons
        assert Reason.KNOWN_OWNER not in found["11"].reasons
        assert found["11"].confidence < CERTAIN
        assert settle_matching(by=by, payments=[payment.pk]).settled == 0
        assert payment_named(by, number).state == State.UNSETTLED

    def test_a_reversal_on_the_contract_withdraws_too(self, by: Actor) -> None:
        number = came(by, "552.34")
        settle_payment(by=by, number=number, lines=[("11", pln("552.34"))])
        reverse_event(by=by, number="11", of=f"P-{number}", reason="Wrong contract")
        assert Settlement.objects.get().withdrawn_reason == "Wrong contract"
        assert payment_named(by, number).rest == 55234
        assert bank_and_waiting(by)[1] == 55234

    def test_twice(self, by: Actor) -> None:
        settled = settle_payment(by=by, number=came(by, "5.00"), lines=[("77", pln("5.00"))]).lines[0]
        withdraw_settlement(by=by, settlement=settled.settlement_id, reason="Wrong")
        with pytest.raises(WithdrawnBefore):
            withdraw_settlement(by=by, settlement=settled.settlement_id, reason="Wrong")

    def test_a_settled_payment_cannot_be_taken_back(self, by: Actor) -> None:
        number = came(by, "5.00")
        settle_payment(by=by, number=number, lines=[("77", pln("5.00"))])
        with pytest.raises(HasSettlements):
            withdraw_payment(by=by, number=number, reason="Sent back")


class TestSchemes:
    def test_cc_45_proposal(self, by: Actor) -> None:
        """CC-45: 552,34 against principal 550 and interest 2,34 is 2,34 interest and 550 principal."""
        define_scheme(
            by=by, code="costs-first", names={"en": "Costs, penalty interest, interest, principal"},
            components=[Component.FEES, Component.PENALTY, Component.INTEREST, Component.PRINCIPAL],
        )  # fmt: skip
        payment = payment_named(by, came(by, "552.34", contract="11"))
        lines = proposal(by, payment)
        assert lines == {"11": pln("552.34")}
        tried = try_settling(by=by, number=payment.number, lines=list(lines.items()), scheme="costs-first")
        assert tried.contracts["11"].after.state == "settled"
        assert (tried.done.lines[0].paid.interest, tried.done.lines[0].paid.principal) == (234, 55000)
        assert not Settlement.objects.exists()
        assert payment_named(by, payment.number).state == State.UNSETTLED

    def test_cc_45_the_parts_may_be_changed_by_hand(self, by: Actor) -> None:
        """CC-45: the proposal is 2,34 interest and 550 principal; the user can change it before saving."""
        number = came(by, "552.34", contract="11")
        lines = [Line("11", pln("1.34"), Component.INTEREST), Line("11", pln("550.00"), Component.PRINCIPAL)]
        done = settle_payment(by=by, number=number, lines=lines)
        assert [(line.paid.interest, line.paid.principal) for line in done.lines] == [(134, 0), (0, 55000)]
        assert done.rest == pln("1.00")
        assert owed(life_of(contract_named(by, "11"), DUE)).by_component.interest == 100
        assert [row.scheme for row in Settlement.objects.order_by("pk")] == ["part:interest", "part:principal"]
        assert_books_balance(by)

    def test_no_more_than_is_owed_of_a_part(self, by: Actor) -> None:
        number = came(by, "552.34", contract="11")
        with pytest.raises(MoreThanOwed, match=r"takes only 2\.34 PLN of 2\.35 PLN"):
            settle_payment(by=by, number=number, lines=[Line("11", pln("2.35"), Component.INTEREST)])
        assert not Settlement.objects.exists()
        with pytest.raises(ContractTwice):
            lines = [Line("11", pln("1.00"), Component.INTEREST), Line("11", pln("1.00"))]
            settle_payment(by=by, number=number, lines=lines)

    def test_a_scheme_holds_from_its_day_until_it_is_archived(self, by: Actor) -> None:
        order = [Component.PRINCIPAL]
        with pytest.raises(BeginsInThePast):
            define_scheme(by=by, code="p", names={"en": "P"}, components=order, valid_from=date(2015, 6, 20))
        define_scheme(by=by, code="p", names={"en": "P"}, components=order, valid_from=LATER)
        number = came(by, "100.00", contract="11")
        with pytest.raises(NotFound):
            settle_payment(by=by, number=number, lines=[("11", pln("100.00"))], scheme="p")
        day_comes(by, LATER)
        assert archive_scheme(by=by, code="p").valid_from == LATER
        with pytest.raises(NotFound):
            archive_scheme(by=by, code="p")

    def test_components_stand_once(self, by: Actor) -> None:
        for order in ([], [Component.FEES, Component.FEES]):
            with pytest.raises(WrongInput):
                define_scheme(by=by, code="p", names={"en": "P"}, components=order)
        with pytest.raises(MissingRight):
            define_scheme(by=member(by, "Jan Kowalski", ()), code="p", names={"en": "P"}, components=[Component.FEES])

    def test_another_scheme_pays_in_another_order(self, by: Actor) -> None:
        define_scheme(
            by=by, code="principal-first", names={"en": "Principal first"},
            components=[Component.PRINCIPAL, Component.INTEREST],
        )  # fmt: skip
        number = came(by, "100.00")
        done = settle_payment(by=by, number=number, lines=[("11", pln("100.00"))], scheme="principal-first")
        assert (done.lines[0].paid.principal, done.lines[0].paid.interest) == (10000, 0)
        assert_books_balance(by)

    def test_over_the_contracts_of_a_customer_the_longest_overdue_first(self, by: Actor) -> None:
        other = contract_named(by, "77")
        instalment_loan(by, number="79")
        payment = payment_named(by, came(by, "2500.00", contract="77"))
        lines = proposal(by, payment, ["77", "78", "79"])
        instalment = owed(life_of(other, DUE)).total_indebtedness
        assert {number: amount.minor for number, amount in lines.items()} == {
            "77": instalment, "78": instalment, "79": 0,
        }  # fmt: skip


class TestSuggestions:
    def test_cc_41_ranked_candidates(self, by: Actor) -> None:
        """CC-41: by account number, title, amount and payer name, ranked; choosing one assigns the payment."""
        register = register_payment(
            by=by, amount=pln("552.34"), value_date=DUE, payer="WZORCOWY PIOTR", title="rata umowa nr 11"
        )
        found = suggestions_for(by, payment_named(by, register.number))
        assert found[0].target.number == "11"
        assert {"number", "name", "amount_due"} <= set(found[0].reasons)
        settle_payment(by=by, number=register.number, lines=[("11", pln("552.34"))])
        row = Settlement.objects.get()
        assert (row.confidence, row.reasons) == (found[0].confidence, list(found[0].reasons))
        assert payment_named(by, register.number).subject == contract_named(by, "11").subject

    def test_a_name_alone_suggests_every_contract_of_it(self, by: Actor) -> None:
        number = came(by, "33.00", payer="Anna Kowalska")
        found = suggestions_for(by, payment_named(by, number))
        assert {each.target.number for each in found} == {"77", "78"}
        assert all(each.confidence < 50 for each in found)

    def test_whoever_paid_from_the_account_before(self, by: Actor) -> None:
        for amount in ("10.00", "20.00"):
            done = register_payment(
                by=by,
                amount=pln(amount),
                value_date=DUE,
                payer="Firma",
                payer_account="61 1090 1014 0000 0712 1981 2874",
            )
            found = suggestions_for(by, payment_named(by, done.number))
            if amount == "10.00":
                assert found == []
                settle_payment(by=by, number=done.number, lines=[("78", pln(amount))])
        assert [each.target.number for each in found] == ["78"]
        assert "paid_before" in found[0].reasons

    def test_parked_money_is_off_the_desk(self, by: Actor) -> None:
        number = came(by, "10.00")
        park_payment(by=by, number=number, reason="We wait for the bank")
        assert payment_named(by, number).state == State.PARKED
        settle_payment(by=by, number=number, lines=[("11", pln("10.00"))])
        assert payment_named(by, number).state == State.SETTLED
