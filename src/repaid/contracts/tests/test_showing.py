"""What is shown of a contract: what is owed, the schedule, lists, what may be done, what would happen."""

from datetime import date
from decimal import Decimal

import pytest

from loanmath.components import Component
from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.access.tests.people import member
from repaid.contracts.choices import RowState, State
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.commands.charges import waive
from repaid.contracts.commands.payments import receive_payment
from repaid.contracts.commands.standing import suspend
from repaid.contracts.models import Event
from repaid.contracts.preview import preview
from repaid.contracts.queries.contracts import contract_named, contracts
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.owed import owed
from repaid.contracts.queries.payments import direct_payments
from repaid.contracts.queries.schedule import schedule_rows, totals
from repaid.contracts.rules import Action, is_payable, needs_second_person, possible_actions
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import LAUNCH, day_comes, instalment_loan, lender, loan_11, pay, pln
from repaid.kernel.refusal import Forbidden

DUE = date(2015, 6, 21)


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return lender()


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


class TestOwed:
    def test_cz_58_before_the_due_date(self, by: Actor) -> None:
        """CZ-58: before the due date both amounts are 0,00 and the penalty rate is 4,00."""
        found = owed(life_of(loan_11(by), date(2015, 6, 20)))
        assert (found.total_indebtedness, found.current_arrears) == (0, 0)
        assert found.penalty_rate == Decimal("4.00")
        assert found.rate == Decimal("5.00")
        assert (found.next_due_on, found.next_amount) == (DUE, 55234)

    def test_cz_58_the_day_after(self, by: Actor) -> None:
        """CZ-58: the day after an unpaid due date the arrears are the instalment, and penalty interest accrues."""
        found = owed(life_of(loan_11(by), date(2015, 6, 22)))
        assert found.current_arrears == 55234
        assert found.total_indebtedness == 55234 + 6  # 552,34 x 4 % x 1/365 = 0,0605
        assert found.days_late == 1

    def test_cz_58_ten_days_late(self, by: Actor) -> None:
        """CL-43: ten days cost 0,61."""
        found = owed(life_of(loan_11(by), date(2015, 7, 1)))
        assert (found.current_arrears, found.total_indebtedness) == (55234, 55295)
        assert found.to_repay_everything == 55295

    def test_on_the_due_date_it_is_due_and_not_in_arrears(self, by: Actor) -> None:
        found = owed(life_of(loan_11(by), DUE))
        assert (found.total_indebtedness, found.current_arrears, found.days_late) == (55234, 0, 0)


class TestSchedule:
    def test_cz_59_rows(self, by: Actor) -> None:
        """CZ-59: 1 | 2015-06-21 | 550 | 2,34 | 552,34."""
        (row,) = schedule_rows(life_of(loan_11(by), LAUNCH))
        assert (row.number, row.due, row.owed.principal, row.owed.interest, row.owed.total) == (
            1, DUE, 55000, 234, 55234,
        )  # fmt: skip
        assert row.state == RowState.NEXT

    def test_cz_59_several_rows_are_in_order_and_add_up(self, by: Actor) -> None:
        """CZ-59: rows are in date order, total = principal + interest on each."""
        rows = schedule_rows(life_of(contract_named(by, instalment_loan(by)), LAUNCH))
        assert [row.due for row in rows] == sorted(row.due for row in rows)
        assert all(row.owed.total == row.owed.principal + row.owed.interest for row in rows)
        assert totals(rows).principal == 1_200_000
        assert rows[-1].balance == 0

    def test_states(self, by: Actor) -> None:
        number = instalment_loan(by)
        for day, amount in ((DUE, "1066.57"), (date(2015, 8, 1), "1078.00"), (date(2015, 9, 1), "100.00")):
            day_comes(by, day)
            pay(by, number, amount, day)
        day_comes(by, date(2015, 10, 1))
        bill_due(by=by)
        rows = schedule_rows(life_of(contract_named(by, number), date(2015, 10, 1)))
        assert [row.state for row in rows][:6] == [
            RowState.PAID, RowState.PAID_LATE, RowState.PARTLY_PAID, RowState.OVERDUE, RowState.NEXT, RowState.TO_COME,
        ]  # fmt: skip


class TestLists:
    @pytest.fixture
    def late(self, by: Actor) -> Actor:
        instalment_loan(by, number="A-1")
        loan_11(by)
        day_comes(by, date(2015, 7, 1))
        bill_due(by=by)
        pay(by, "A-1", "66.19", date(2015, 7, 1), "R-77")
        return by

    def test_contracts_with_their_arrears(self, late: Actor) -> None:
        day = date(2015, 7, 1)
        rows = {row.number: row for row in contracts(late, day)}
        for number, row in rows.items():
            arrears = life_of(contract_named(late, number), day).arrears
            assert row.overdue == arrears.overdue.total - arrears.overdue.penalty  # type: ignore[attr-defined]
            assert row.days_late == arrears.days_past_due == 10  # type: ignore[attr-defined]
        assert [row.number for row in contracts(late, day)] == ["11", "A-1"]
        assert [row.number for row in contracts(late, day, text="kowal")] == ["A-1"]
        assert [row.number for row in contracts(late, day, text="72999900")] == ["11"]
        assert not contracts(late, day, states=(State.SETTLED,)).exists()

    def test_one_query(self, late: Actor, django_assert_num_queries: object) -> None:
        with django_assert_num_queries(1):  # type: ignore[operator]
            assert [row.subject.title for row in contracts(late, date(2015, 7, 1))]

    def test_payments_search(self, late: Actor) -> None:
        for asked in ({"text": "R-77"}, {"text": "-77"}, {"least": 6619, "most": 6619}, {"text": "kowalska"}):
            (row,) = direct_payments(late, **asked)
            assert (row.key, row.amount, row.contract.number) == ("R-77", 6619, "A-1")
        assert not direct_payments(late, text="R-78").exists()
        assert not direct_payments(late, until=date(2015, 6, 30)).exists()

    def test_another_branch_sees_nothing(self, late: Actor) -> None:
        olga = member(late, "Olga", ("contracts.view",), scope="branch", branch="WA")  # type: ignore[arg-type]
        assert not contracts(olga, date(2015, 7, 1)).exists()
        assert not direct_payments(olga).exists()


class TestRules:
    def test_a_missing_button_says_why(self, by: Actor) -> None:
        contract = loan_11(by)
        clerk = member(by, "Olga", ("contracts.book_payments",))
        actions = possible_actions(clerk, contract)
        assert actions[Action.RECEIVE] == []
        assert [finding.code for finding in actions[Action.RESUME]] == ["missing_right", "resume_in_this_state"]
        assert "Only a suspended contract" in str(actions[Action.RESUME][1])
        assert is_payable(contract)
        assert needs_second_person(Action.WAIVE)

    def test_a_suspended_contract(self, by: Actor) -> None:
        loan_11(by)
        suspend(by=by, number="11", value_date=LAUNCH, reason="illness")
        actions = possible_actions(by, contract_named(by, "11"))
        assert actions[Action.RESUME] == []
        assert actions[Action.SUSPEND] != []


class TestPreview:
    def test_a_payment(self, by: Actor) -> None:
        loan_11(by)
        day_comes(by, DUE)
        shown = preview(receive_payment, by=by, number="11", amount=pln("600.00"), value_date=DUE, receipt="R-1")
        assert (shown.before.state, shown.after.state) == (State.ACTIVE, State.SETTLED)
        assert (shown.before.owed.total_indebtedness, shown.after.owed.total_indebtedness) == (55234, 0)
        assert (shown.before.owed.to_repay_everything, shown.after.owed.to_repay_everything) == (55234, -4766)
        ((before, after),) = shown.changed
        assert (before.state, after.state) == (RowState.NEXT, RowState.PAID)  # type: ignore[union-attr]
        assert sum(line.amount for line in shown.transfers if line.credit_names["en"].startswith("Credit")) == 4766
        assert not Event.objects.filter(key="R-1").exists()
        assert not AuditRecord.objects.filter(command="contracts.receive_payment").exists()
        assert_books_balance(by)

    def test_what_needs_a_second_person_can_be_tried_alone(self, by: Actor) -> None:
        loan_11(by)
        day_comes(by, date(2015, 7, 1))
        clerk = member(by, "Olga", ("contracts.waive",))
        shown = preview(
            waive, by=clerk, number="11", component=Component.PENALTY, amount=pln("0.61"),
            value_date=date(2015, 7, 1), reason="goodwill",
        )  # fmt: skip
        assert shown.before.owed.by_component.penalty - shown.after.owed.by_component.penalty == 61

    def test_a_refusal(self, by: Actor) -> None:
        loan_11(by)
        with pytest.raises(Forbidden, match="Only an active"):
            suspend(by=by, number="11", value_date=LAUNCH, reason="illness")
            preview(suspend, by=by, number="11", value_date=LAUNCH, reason="illness")
