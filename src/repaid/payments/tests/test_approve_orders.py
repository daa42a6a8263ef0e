"""Four eyes: who proposes an order never approves it; what is said of orders before that."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from repaid.contracts.tests.lender import LAUNCH, loan_11
from repaid.contracts.tests.lender import lender as lender_with_loans
from repaid.kernel.refusal import MissingRight, NotFound
from repaid.parties.commands.contacts import add_bank_account
from repaid.payments.choices import OrderState
from repaid.payments.commands.order_steps import OrderElsewhere
from repaid.payments.commands.orders import NothingChosen, OwnOrder, approve_orders, decline_order, withdraw_order
from repaid.payments.commands.standing import ReasonMissing
from repaid.payments.models import PaymentOrder
from repaid.payments.queries.orders import order_named, orders, steps_of, to_approve
from repaid.payments.rules import order_findings
from repaid.payments.tests.money import DAY
from repaid.payments.tests.sending import ANNAS, Senders, approved, proposed, senders, sent


@pytest.fixture
def people(db: None) -> Senders:
    return senders()


def findings(people: Senders, number: str) -> list[str]:
    row = order_named(people.by, number)
    return [finding.code for finding in order_findings(people.by, [row])[row.pk]]


class TestApproveOrders:
    def test_a_second_person_approves_several_at_once(self, people: Senders) -> None:
        numbers = [proposed(people.clerk, amount).number for amount in ("500.00", "47.66")]
        done = approve_orders(by=people.manager, orders=numbers)
        assert (done.numbers, [str(money) for money in done.sums]) == (tuple(numbers), ["547.66 PLN"])
        row = order_named(people.by, numbers[0])
        assert (row.state, row.approved_by_id) == (OrderState.APPROVED, people.manager.user_id)
        assert [(each.state, each.by_id) for each in steps_of(row)] == [
            ("approved", people.manager.user_id), ("proposed", people.clerk.user_id),
        ]  # fmt: skip

    def test_nobody_approves_an_order_of_their_own(self, people: Senders) -> None:
        foreign, own = proposed(people.clerk).number, proposed(people.manager).number
        with pytest.raises(OwnOrder, match=f"You proposed payment order {own} yourself. Another person must approve"):
            approve_orders(by=people.manager, orders=[foreign, own])
        assert set(orders(people.by).values_list("state", flat=True)) == {OrderState.PROPOSED}

    def test_not_even_the_database_takes_one_person_twice(self, people: Senders) -> None:
        number = approved(people)[0]
        with pytest.raises(IntegrityError, match="order_by_two_people"), transaction.atomic():
            PaymentOrder.objects.filter(number=number).update(approved_by=people.clerk.user_id)

    def test_a_colleagues_approval_does_not_help_the_author(self, people: Senders) -> None:
        number = proposed(people.manager).number
        with pytest.raises(OwnOrder):
            approve_orders(by=people.manager.approved(people.clerk), orders=[number])

    def test_what_waits_for_me_is_what_others_proposed(self, people: Senders) -> None:
        foreign = proposed(people.clerk).number
        proposed(people.manager)
        assert [row.number for row in to_approve(people.manager)] == [foreign]

    def test_once(self, people: Senders) -> None:
        numbers = approved(people)
        with pytest.raises(OrderElsewhere, match="“approved”"):
            approve_orders(by=people.manager, orders=numbers)

    def test_nothing_chosen_and_nothing_there(self, people: Senders) -> None:
        with pytest.raises(NothingChosen):
            approve_orders(by=people.manager, orders=[])
        with pytest.raises(NotFound):
            approve_orders(by=people.manager, orders=["404"])

    def test_without_the_right(self, people: Senders) -> None:
        with pytest.raises(MissingRight):
            approve_orders(by=people.cashier, orders=[proposed(people.clerk).number])


class TestFindings:
    def test_the_same_amount_to_the_same_account_within_seven_days(self, people: Senders) -> None:
        first = proposed(people.clerk).number
        assert findings(people, first) == []
        near = proposed(people.clerk, execution_day=date(2026, 11, 27)).number
        far = proposed(people.clerk, "500.00", execution_day=date(2026, 12, 4), account=ANNAS).number
        assert (findings(people, first), findings(people, near), findings(people, far)) == (
            ["order_twice"], ["order_twice"], [],
        )  # fmt: skip
        later = proposed(people.clerk, execution_day=date(2026, 12, 7)).number
        assert findings(people, later) == []

    def test_what_was_withdrawn_is_no_double(self, people: Senders) -> None:
        first, second = proposed(people.clerk).number, proposed(people.clerk).number
        withdraw_order(by=people.clerk, number=second, reason="Twice")
        assert findings(people, first) == []

    def test_an_account_that_is_not_the_customers(self, db: None) -> None:
        by = lender_with_loans()
        borrower = loan_11(by).parties.get().party
        add_bank_account(by=by, number=borrower.number, account=ANNAS)
        people = senders(by, LAUNCH)
        foreign = proposed(people.clerk, contract="11", execution_day=LAUNCH).number
        own = proposed(people.clerk, contract="11", account=ANNAS, execution_day=LAUNCH).number
        assert (findings(people, foreign), findings(people, own)) == (["account_unknown"], [])

    def test_a_day_on_which_no_bank_works(self, people: Senders) -> None:
        assert findings(people, proposed(people.clerk, execution_day=date(2026, 11, 21)).number) == ["day_off"]
        assert findings(people, proposed(people.clerk, "1.00", execution_day=date(2026, 12, 25)).number) == ["day_off"]


class TestTakingBack:
    def test_declined_with_a_reason(self, people: Senders) -> None:
        number = proposed(people.clerk).number
        assert decline_order(by=people.manager, number=number, reason="Wrong account").state == OrderState.WITHDRAWN
        assert steps_of(order_named(people.by, number))[0].reason == "Wrong account"

    def test_withdrawn_until_it_stands_in_a_file(self, people: Senders) -> None:
        waiting, agreed = proposed(people.clerk).number, approved(people)[0]
        for number in (waiting, agreed):
            assert withdraw_order(by=people.clerk, number=number, reason="Not needed").state == OrderState.WITHDRAWN
        sent(people, "7.00", execution_day=DAY)
        with pytest.raises(OrderElsewhere, match="“in a file”"):
            withdraw_order(by=people.clerk, number=orders(people.by)[0].number, reason="Too late")

    def test_an_approved_order_is_not_declined(self, people: Senders) -> None:
        with pytest.raises(OrderElsewhere):
            decline_order(by=people.manager, number=approved(people)[0], reason="Late")

    def test_it_needs_a_reason(self, people: Senders) -> None:
        with pytest.raises(ReasonMissing):
            withdraw_order(by=people.clerk, number=proposed(people.clerk).number, reason=" ")
