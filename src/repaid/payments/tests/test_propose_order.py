"""Payment orders proposed: checked, numbered, one however often they are told."""

from datetime import date
from typing import Any

import pytest

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import LAUNCH, loan_11
from repaid.contracts.tests.lender import lender as lender_with_loans
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput
from repaid.payments.choices import OrderState, Purpose
from repaid.payments.commands.entering import AmountNotPositive
from repaid.payments.commands.order_files import reject_order
from repaid.payments.commands.order_steps import OrderElsewhere
from repaid.payments.commands.order_writing import EndToEndTaken, NoOwnAccount, RepeatedAlready
from repaid.payments.commands.orders import repeat_order, withdraw_order
from repaid.payments.commands.own_accounts import add_own_account
from repaid.payments.models import PaymentOrder
from repaid.payments.queries.orders import matching, order_named, orders, steps_of
from repaid.payments.tests.money import DAY, lender, pln
from repaid.payments.tests.sending import ANNAS, OWN, PIOTRS, Senders, proposed, senders, sent


@pytest.fixture
def people(db: None) -> Senders:
    return senders()


class TestProposeOrder:
    def test_it_waits_for_a_second_person(self, people: Senders) -> None:
        done = proposed(people.clerk)
        row = order_named(people.clerk, done.number)
        assert (row.state, row.amount, row.account, row.proposed_by_id) == (
            OrderState.PROPOSED, 50_000, PIOTRS, people.clerk.user_id,
        )  # fmt: skip
        assert (done.end_to_end, row.own_account.iban) == (f"PO20261120-{done.number}", OWN)
        assert [(each.state, each.by_id) for each in steps_of(row)] == [("proposed", people.clerk.user_id)]

    def test_an_nrb_and_persian_digits_are_read(self, people: Senders) -> None:
        for account in (PIOTRS.removeprefix("PL"), "pl61 1090 1014 0000 0712 1981 2874", "۶۱۱۰۹۰۱۰۱۴۰۰۰۰۰۷۱۲۱۹۸۱۲۸۷۴"):
            assert order_named(people.clerk, proposed(people.clerk, account=account).number).account == PIOTRS

    def test_the_same_end_to_end_id_twice_is_one_order(self, people: Senders) -> None:
        first = proposed(people.clerk, end_to_end="K/2026/11")
        again = proposed(people.clerk, end_to_end="K/2026/11")
        assert (again.number, again.is_new) == (first.number, False)
        with pytest.raises(EndToEndTaken, match=f"belongs to payment order {first.number}"):
            proposed(people.clerk, "500.01", end_to_end="K/2026/11")
        assert PaymentOrder.objects.count() == 1

    def test_for_a_contract_of_the_scope(self, db: None) -> None:
        by = lender_with_loans()
        contract = loan_11(by)
        people = senders(by, LAUNCH)
        done = proposed(people.clerk, contract="11", purpose=Purpose.REFUND, execution_day=LAUNCH)
        assert done.subject_id == contract.subject_id
        with pytest.raises(NotFound):
            proposed(people.clerk, contract="404", execution_day=LAUNCH)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"account": PIOTRS.replace("61", "62", 1)}, "account"),
            ({"account": OWN}, "account"),
            ({"execution_day": date(2026, 11, 19)}, "execution_day"),
            ({"purpose": Purpose.DISBURSEMENT}, "contract"),
            ({"creditor": "李"}, "creditor"),
            ({"creditor": " "}, "creditor"),
            ({"remittance": ""}, "remittance"),
            ({"end_to_end": "/K/11"}, "end_to_end"),
            ({"end_to_end": "K//11"}, "end_to_end"),
            ({"end_to_end": "ż11"}, "end_to_end"),
            ({"end_to_end": "K" * 36}, "end_to_end"),
        ],
    )
    def test_what_no_bank_takes_is_refused_at_its_box(
        self, people: Senders, changes: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(WrongInput) as refused:
            proposed(people.clerk, **changes)
        assert refused.value.field == field

    @pytest.mark.parametrize("amount", ["0.00", "-1.00"])
    def test_nothing_or_less(self, people: Senders, amount: str) -> None:
        with pytest.raises(AmountNotPositive):
            proposed(people.clerk, amount)

    def test_without_an_own_account(self, db: None) -> None:
        with pytest.raises(NoOwnAccount, match="in PLN"):
            proposed(lender())

    def test_from_an_account_of_another_currency(self, people: Senders) -> None:
        add_own_account(by=people.by, account="NL91ABNA0417164300", currency="eur", since=DAY)
        with pytest.raises(NoOwnAccount):
            proposed(people.clerk, own_account="NL91ABNA0417164300")

    def test_the_audit_record_names_nobody(self, people: Senders) -> None:
        proposed(people.clerk)
        told = AuditRecord.objects.get(command="payments.propose_order").arguments
        assert (told["creditor"], told["account"], told["remittance"]) == ("•", "•", "•")

    def test_without_the_right(self, people: Senders) -> None:
        with pytest.raises(MissingRight):
            proposed(people.cashier)

    def test_found_by_name_account_and_id(self, people: Senders) -> None:
        number = proposed(people.clerk, creditor="Łukasz Żółć").number
        proposed(people.clerk, account=ANNAS)
        for text in ("zolc", "ŻÓŁĆ łuk", PIOTRS[-8:], f"PO20261120-{number}"):
            assert [row.number for row in orders(people.clerk).filter(matching(text))] == [number]


class TestRepeatOrder:
    def rejected(self, people: Senders) -> str:
        sent(people)
        number = orders(people.by).get().number
        reject_order(by=people.cashier, number=number, reason="Account closed")
        return number

    def test_what_the_bank_rejected_is_proposed_again(self, people: Senders) -> None:
        first = self.rejected(people)
        again = repeat_order(by=people.clerk, number=first, execution_day=DAY, account=ANNAS)
        row = order_named(people.by, again.number)
        assert (row.state, row.amount, row.account, row.again_of.number) == (OrderState.PROPOSED, 50_000, ANNAS, first)
        assert row.end_to_end != order_named(people.by, first).end_to_end

    def test_once_unless_that_one_was_withdrawn(self, people: Senders) -> None:
        first = self.rejected(people)
        again = repeat_order(by=people.clerk, number=first, execution_day=DAY)
        with pytest.raises(RepeatedAlready, match=f"by order {again.number}"):
            repeat_order(by=people.clerk, number=first, execution_day=DAY)
        withdraw_order(by=people.clerk, number=again.number, reason="Wrong account again")
        assert repeat_order(by=people.clerk, number=first, execution_day=DAY).is_new

    def test_no_other_order(self, people: Senders) -> None:
        number = proposed(people.clerk).number
        with pytest.raises(OrderElsewhere, match="“proposed”"):
            repeat_order(by=people.clerk, number=number, execution_day=DAY)


class TestAddOwnAccount:
    def test_it_is_checked_and_named_once(self, people: Senders) -> None:
        done = add_own_account(
            by=people.by, account="NL91 ABNA 0417 1643 00", currency="EUR", bic="abnanl2a", since=DAY
        )
        assert (done.iban, done.currency) == ("NL91ABNA0417164300", "EUR")
        with pytest.raises(WrongInput):
            add_own_account(by=people.by, account="NL92 ABNA 0417 1643 00", since=DAY)

    @pytest.mark.parametrize(("given", "field"), [({"bic": "ABC"}, "bic"), ({"currency": "zł"}, "currency")])
    def test_wrong_parts(self, people: Senders, given: dict[str, str], field: str) -> None:
        with pytest.raises(WrongInput) as refused:
            add_own_account(by=people.by, account=ANNAS, since=DAY, **given)
        assert refused.value.field == field

    def test_without_the_right(self, people: Senders) -> None:
        actor: Actor = member(people.by, "Jan Kowalski", ("payments.view",))
        with pytest.raises(MissingRight):
            add_own_account(by=actor, account=ANNAS, since=DAY)


def test_the_scope_cuts_orders_of_contracts(db: None) -> None:
    by = lender_with_loans()
    loan_11(by)
    people = senders(by, LAUNCH)
    number = proposed(by, contract="11", amount="1.00", execution_day=LAUNCH).number
    elsewhere = member(by, "Waldek", ("payments.view",), scope="branch", branch="WA")
    assert order_named(people.clerk, number).amount == pln("1.00").minor
    with pytest.raises(NotFound):
        order_named(elsewhere, number)
