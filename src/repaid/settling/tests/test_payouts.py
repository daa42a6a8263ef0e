"""Money that contracts paid out: listed until it is ordered, never ordered twice, taken back with its event."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.opening import open_contract
from repaid.contracts.commands.payments import refund_credit
from repaid.contracts.commands.reversal import reverse_event
from repaid.contracts.tests.lender import LAUNCH, RATY, instalment_loan, lender, loan_11, pay, person, pln
from repaid.kernel.refusal import MissingRight, NotFound, Refusal
from repaid.payments.choices import OrderState, Purpose
from repaid.payments.commands.entering import AmountNotPositive
from repaid.payments.commands.order_files import make_order_file, reject_order
from repaid.payments.commands.order_steps import MoneyOnItsWay
from repaid.payments.commands.orders import WaitsAgain, approve_orders, repeat_order, withdraw_order
from repaid.payments.models import PaymentOrder
from repaid.payments.queries.orders import order_named, orders
from repaid.payments.tests.sending import OWN, PIOTRS, Senders, senders
from repaid.products.choices import ProductKind
from repaid.products.commands.products import create_product
from repaid.products.commands.versions import draft_version, publish_version
from repaid.products.queries import TermsRequest
from repaid.products.rules import FeeTaken, ProductFee
from repaid.settling.commands.payouts import MoreThanPaidOut, PayoutOrdered, note_paid_elsewhere, order_payout
from repaid.settling.payouts import money_to_send, payout_of


@pytest.fixture
def people(db: None) -> Senders:
    return with_loan(lender())


def with_loan(by: Actor) -> Senders:
    """Contract 11 with 500,00 paid out today, and Anna's from before the day on which orders begin."""
    people = senders(by, LAUNCH)
    loan_11(by)
    return people


def waiting(by: Actor) -> list[tuple[str, str, int]]:
    """Contract, purpose and amount of what nobody ordered."""
    found = map(payout_of, money_to_send(by))
    return [(each.contract.number, each.purpose.value, each.rest.minor) for each in found]


def key_of(by: Actor) -> str:
    """The event of the first payout that waits."""
    return payout_of(money_to_send(by)[0]).key


def order(people: Senders, amount: str = "500.00", **changes: Any) -> PayoutOrdered:
    facts = {
        "contract": "11", "amount": pln(amount), "creditor": "Piotr Wzorcowy", "account": PIOTRS,
        "remittance": "Umowa 11", "execution_day": LAUNCH, **changes,
    }  # fmt: skip
    return order_payout(by=people.clerk, event_key=facts.pop("event_key", None) or key_of(people.by), **facts)


class TestMoneyToSend:
    def test_a_disbursement_waits_until_it_is_ordered(self, people: Senders) -> None:
        assert waiting(people.clerk) == [("11", "disbursement", 50_000)]
        order(people)
        assert waiting(people.clerk) == []

    def test_a_refund_as_well(self, people: Senders) -> None:
        order(people)
        pay(people.by, "11", "600.00", LAUNCH)
        refund_credit(by=people.by, number="11", amount=pln("100.00"), value_date=LAUNCH)
        assert waiting(people.clerk) == [("11", "refund", 10_000)]
        assert order_named(people.by, order(people, "100.00").number).purpose == Purpose.REFUND

    def test_without_the_fees_that_were_kept_back(self, db: None) -> None:
        by = lender()
        fee = ProductFee("prowizja", {"pl": "Prowizja"}, amount=3_000, taken=FeeTaken.DEDUCTED)
        create_product(by=by, code="z-prowizja", names={"pl": "Z prowizją"}, kind=ProductKind.LOAN, currency="PLN")
        drafted = draft_version(by=by, product="z-prowizja", draft=replace(RATY, fees=(fee,)))
        publish_version(by=by, product="z-prowizja", number=drafted.number)
        people = senders(by, LAUNCH)
        request = TermsRequest(amount=pln("1000.00"), count=2, start=LAUNCH)
        opened = open_contract(by=by, product="z-prowizja", request=request, borrowers=[person(by)], number="12")
        for amount in ("600.00", "400.00"):
            disburse(by=by, number=opened.number, amount=pln(amount), value_date=LAUNCH)
        assert waiting(people.clerk) == [("12", "disbursement", 57_000), ("12", "disbursement", 40_000)]

    def test_nothing_of_before_the_day_on_which_orders_begin(self, db: None) -> None:
        by = lender()
        loan_11(by)
        senders(by, date(2015, 5, 22))
        assert waiting(by) == []

    def test_nothing_without_an_own_account(self, db: None) -> None:
        by = lender()
        loan_11(by)
        assert waiting(by) == []

    def test_within_the_scope(self, people: Senders) -> None:
        instalment_loan(people.by, number="77")
        waldek = member(people.by, "Waldek", ("payments.order", "contracts.view"), scope="branch", branch="WA")
        assert waiting(waldek) == []

    @pytest.mark.parametrize("loans", [1, 5])
    def test_one_query_whatever_waits(self, people: Senders, loans: int, django_assert_num_queries: Any) -> None:
        for number in range(loans):
            instalment_loan(people.by, number=str(77 + number))
        with django_assert_num_queries(1):
            assert len(waiting(people.by)) == loans + 1


class TestOrderPayout:
    def test_the_order_knows_its_contract(self, people: Senders) -> None:
        row = order_named(people.clerk, order(people).number)
        assert (row.subject.number, row.purpose, row.state) == ("11", Purpose.DISBURSEMENT, OrderState.PROPOSED)

    def test_in_parts_and_never_more(self, people: Senders) -> None:
        key = key_of(people.by)
        order(people, "300.00")
        assert waiting(people.clerk) == [("11", "disbursement", 20_000)]
        with pytest.raises(MoreThanPaidOut, match=r"paid out 500\.00 PLN here; 200\.00 PLN of it"):
            order(people, "200.01", event_key=key)
        order(people, "200.00", event_key=key)
        with pytest.raises(NotFound):
            order(people, "0.01", event_key=key)

    def test_a_part_that_dies_waits_again_although_the_rest_was_ordered(self, people: Senders) -> None:
        key = key_of(people.by)
        first, _second = order(people, "300.00").number, order(people, "200.00", event_key=key)
        assert waiting(people.clerk) == []
        withdraw_order(by=people.clerk, number=first, reason="Wrong account")
        assert waiting(people.clerk) == [("11", "disbursement", 30_000)]
        order(people, "300.00", event_key=key)
        assert waiting(people.clerk) == []

    def test_in_the_currency_of_the_contract(self, people: Senders) -> None:
        with pytest.raises(MoreThanPaidOut):
            order_payout(
                by=people.clerk, contract="11", event_key=key_of(people.by), amount=Money(1, "EUR"), creditor="P",
                account=PIOTRS, remittance="x", execution_day=LAUNCH,
            )  # fmt: skip

    def test_what_the_bank_rejected_or_a_person_withdrew_waits_again(self, people: Senders) -> None:
        number = order(people).number
        approve_orders(by=people.manager, orders=[number])
        make_order_file(by=people.cashier, own_account=OWN, execution_day=LAUNCH, orders=[number])
        assert waiting(people.clerk) == []
        reject_order(by=people.cashier, number=number, reason="Account closed")
        with pytest.raises(WaitsAgain, match="for contract 11"):
            repeat_order(by=people.clerk, number=number, execution_day=LAUNCH)
        again = order(people).number
        withdraw_order(by=people.clerk, number=again, reason="Wrong account")
        assert waiting(people.clerk) == [("11", "disbursement", 50_000)]

    def test_without_the_right(self, people: Senders) -> None:
        with pytest.raises(MissingRight):
            order(people._replace(clerk=people.cashier))


class TestNotePaidElsewhere:
    def test_it_waits_no_more_and_nothing_is_sent(self, people: Senders) -> None:
        done = note_paid_elsewhere(
            by=people.clerk, contract="11", event_key=key_of(people.by), amount=pln("500.00"), reason="Cash in Kraków"
        )
        row = order_named(people.clerk, done.number)
        assert (row.state, row.account, row.steps.get().reason) == (OrderState.ELSEWHERE, "", "Cash in Kraków")
        assert waiting(people.clerk) == []
        withdraw_order(by=people.clerk, number=done.number, reason="It was another loan")
        assert waiting(people.clerk) == [("11", "disbursement", 50_000)]

    def test_not_nothing(self, people: Senders) -> None:
        with pytest.raises(AmountNotPositive):
            note_paid_elsewhere(
                by=people.clerk, contract="11", event_key=key_of(people.by), amount=pln("0.00"), reason="x"
            )


class TestReversal:
    def test_of_the_event_takes_its_orders_back(self, people: Senders) -> None:
        key = key_of(people.by)
        number = order(people).number
        reverse_event(by=people.by, number="11", of=key, reason="Never signed")
        row = order_named(people.by, number)
        assert (row.state, row.steps.last().reason) == (OrderState.WITHDRAWN, "Never signed")
        assert waiting(people.by) == []

    def test_not_while_the_money_is_on_its_way(self, people: Senders) -> None:
        key = key_of(people.by)
        number = order(people).number
        approve_orders(by=people.manager, orders=[number])
        make_order_file(by=people.cashier, own_account=OWN, execution_day=LAUNCH, orders=[number])
        with pytest.raises(MoneyOnItsWay, match="“in a file”"):
            reverse_event(by=people.by, number="11", of=key, reason="Never signed")
        reject_order(by=people.cashier, number=number, reason="Account closed")
        reverse_event(by=people.by, number="11", of=key, reason="Never signed")


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_order_the_money_once() -> None:
    people = with_loan(lender())
    key = key_of(people.by)

    def act() -> bool:
        try:
            order(people, event_key=key)
        except Refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        done = [each.result() for each in [pool.submit(act) for _person in range(2)]]
    assert sorted(done) == [False, True]
    assert PaymentOrder.objects.count() == 1 == orders(people.by).count()
