"""What changes of a plan do: money out, new rates, new dates, new numbers."""

from decimal import Decimal

import pytest

from loanmath.changes import (
    BorrowerChanged,
    DueDatesMoved,
    Extended,
    GracePeriods,
    InstalmentSet,
    InterestPause,
    Keep,
    NewPlan,
    Overdue,
    Postponed,
    RateChange,
    Reamortised,
    Restructured,
)
from loanmath.components import Amounts
from loanmath.daycount import DayCount
from loanmath.events import (
    Capitalised,
    Event,
    Opened,
    OpenItem,
)
from loanmath.facts import FindingCode
from loanmath.replay import replay
from loanmath.terms import AnnuityFactor, GivenInstalment, Method
from tests.loanmath.loans import changed, day, life, loan, rows

THIRDS = loan(300, "0", "2024-01-01", 3)
YEAR = loan(1200, "12", "2024-01-01", 12, day_count=DayCount.PERIOD, annuity_factor=AnnuityFactor.EVEN)
SHARES = loan(
    1200,
    "12",
    "2024-01-01",
    4,
    method=Method.EQUAL_PRINCIPAL,
    day_count=DayCount.PERIOD,
    annuity_factor=AnnuityFactor.EVEN,
)


def principals(terms, *events: Event, on: str) -> list[int]:
    return [row.owed.principal for row in life(terms, *events, on=on).schedule]


def test_opened_takes_a_position_over():
    terms = loan(200, "12", "2024-01-01", 2, day_count=DayCount.THIRTY_E_360)
    items = (OpenItem(day("2023-12-01"), Amounts(100_00, 3_00, 0, 1_00)),)
    opened = Opened(
        value_date=day("2024-01-01"), key="old system", principal=200_00, interest=50, items=items, credit=4_00
    )
    seen = replay(terms, [opened], day("2024-01-01"))
    assert seen.balances.billed == Amounts(100_00, 3_00, 0, 1_00)
    assert seen.balances.unbilled == Amounts(200_00, 50)
    assert seen.balances.credit == 4_00
    assert seen.arrears.days_past_due == 31
    next_day = replay(terms, [opened], day("2024-01-02"))
    assert next_day.balances.credit == 0
    assert next_day.balances.billed.total == 100_00


def test_capitalised_principal_grows_without_a_payment_out():
    seen = life(THIRDS, Capitalised(value_date=day("2024-02-05"), key="c", amount=50_00), on="2024-02-05")
    assert [row.owed.principal for row in seen.schedule] == [100_00, 125_00, 125_00]
    assert seen.view.disbursed == 300_00


@pytest.mark.parametrize("keep", [Keep.TERM, Keep.INSTALMENT])
def test_rate_change_keeps_the_term_or_the_instalment(keep):
    before = life(YEAR, on="2024-01-01").schedule
    after = life(YEAR, changed("2024-03-01", RateChange(percent=Decimal(36), keep=keep)), on="2024-03-01").schedule
    assert after[2].owed.interest > 2 * before[2].owed.interest
    if keep is Keep.TERM:
        assert len(after) == 12 and after[2].owed.total > before[2].owed.total
    else:
        assert len(after) == 14 and after[2].owed.total == before[2].owed.total


def test_rate_change_inside_a_period_counts_the_days_of_each_rate():
    terms = loan(1000, "36.5", "2024-01-01", 1)
    seen = life(terms, changed("2024-01-11", RateChange(percent=Decimal("3.65"))), on="2024-01-11")
    assert seen.schedule[0].owed.interest == 10 * 1_00 + 21 * 10


def test_interest_pause():
    terms = loan(1000, "36.5", "2024-01-01", 1)
    pause = InterestPause(start=day("2024-01-11"), until=day("2024-01-21"))
    assert life(terms, changed("2024-01-05", pause), on="2024-01-05").schedule[0].owed.interest == 21_00


def test_postponed_instalments_move_by_whole_periods():
    seen = life(THIRDS, changed("2024-02-10", Postponed(due=day("2024-03-01"), periods=2)), on="2024-02-10")
    assert [str(row.due) for row in seen.schedule] == ["2024-02-01", "2024-05-01", "2024-06-01"]


def test_holiday_without_interest_costs_nothing():
    holiday = Postponed(due=day("2024-02-01"), periods=3, bears_interest=False)
    with_it = life(SHARES, changed("2024-01-01", holiday), on="2024-01-01")
    without = life(SHARES, on="2024-01-01")
    assert [r.owed.interest for r in with_it.schedule][1:] == [r.owed.interest for r in without.schedule][1:]
    assert with_it.schedule[0].owed.interest == 0


def test_due_day_moves():
    change = DueDatesMoved(due=day("2024-03-01"), to=day("2024-03-15"))
    seen = life(THIRDS, changed("2024-02-10", change), on="2024-02-10")
    assert [str(row.due) for row in seen.schedule] == ["2024-02-01", "2024-03-15", "2024-04-15"]


def test_extended_and_shortened():
    assert len(principals(THIRDS, changed("2024-01-05", Extended(periods=3)), on="2024-01-05")) == 6
    assert principals(THIRDS, changed("2024-01-05", Extended(periods=-1)), on="2024-01-05") == [150_00, 150_00]


def test_another_instalment_changes_the_number():
    assert principals(THIRDS, changed("2024-01-05", InstalmentSet(amount=60_00)), on="2024-01-05") == [60_00] * 5


def test_grace_from_now_on():
    assert principals(THIRDS, changed("2024-01-05", GracePeriods(principal=1)), on="2024-01-05") == [0, 150_00, 150_00]


def test_restructured_debt_gets_new_dates_and_number():
    change = Restructured(first_due=day("2024-06-01"), count=4)
    seen = life(THIRDS, changed("2024-03-10", change), on="2024-03-10")
    assert [(str(r.due), r.owed.principal) for r in seen.schedule if r.owed.principal] == [
        ("2024-06-01", 75_00),
        ("2024-07-01", 75_00),
        ("2024-08-01", 75_00),
        ("2024-09-01", 75_00),
    ]
    assert seen.arrears.days_past_due == 0


def test_restructured_interest_can_become_principal():
    terms = loan(1200, "12", "2024-01-01", 4, method=Method.EQUAL_PRINCIPAL, day_count=DayCount.PERIOD)
    change = Restructured(first_due=day("2024-05-01"), count=2, overdue=Overdue.CAPITALISED)
    seen = life(terms, changed("2024-03-01", change), on="2024-03-01")
    assert seen.view.lent == 1200_00 + 12_00 + 9_00
    assert seen.view.capitalised.interest == 21_00


def test_reamortised_debt_joins_the_coming_instalments():
    seen = life(THIRDS, changed("2024-02-10", Reamortised()), on="2024-02-10")
    assert [row.owed.principal for row in seen.schedule] == [0, 150_00, 150_00]
    assert not any(seen.balances.overdue)


def test_a_new_plan_as_a_table():
    table = (GivenInstalment(day("2024-04-01"), 120_00, 1_00), GivenInstalment(day("2024-05-01"), 180_00, 0))
    seen = life(THIRDS, changed("2024-01-10", NewPlan(given=table)), on="2024-01-10")
    assert rows(seen) == [("2024-04-01", 120_00, 1_00), ("2024-05-01", 180_00, 0)]


def test_another_borrower_moves_no_figure():
    change = changed("2024-01-10", BorrowerChanged(party="Ewa Lis"))
    assert life(THIRDS, change, on="2024-01-10").view.plan == life(THIRDS, on="2024-01-10").view.plan


def test_a_change_after_the_last_instalment_is_told():
    seen = life(THIRDS, changed("2024-06-01", Extended(periods=1)), on="2024-06-01")
    assert [found.code for found in seen.findings] == [FindingCode.NOTHING_COMING]
