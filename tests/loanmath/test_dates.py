"""Months that clamp, series counted from their seed, whole months between two days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmath.dates import Every, Unit, add_months, has_leap_day, leap_days, nth_date, whole_months

DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("every", "seed", "expected"),
    [
        (Every(14, Unit.DAYS), "2026-02-20", ["2026-03-06", "2026-03-20", "2026-04-03"]),
        (Every(2, Unit.WEEKS), "2026-02-20", ["2026-03-06", "2026-03-20", "2026-04-03"]),
        (Every(1, Unit.MONTHS), "2026-01-31", ["2026-02-28", "2026-03-31", "2026-04-30"]),
        (Every(1, Unit.MONTHS), "2024-01-30", ["2024-02-29", "2024-03-30", "2024-04-30"]),
        (Every(3, Unit.MONTHS), "2025-11-30", ["2026-02-28", "2026-05-30", "2026-08-30"]),
        (Every(1, Unit.YEARS), "2024-02-29", ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        # 31 Shahrivar 1404, then the 30th of shorter months, and 29 Esfand of a common year.
        (Every(1, Unit.JALALI_MONTHS), "2025-09-22", ["2025-10-22", "2025-11-21", "2025-12-21"]),
        (Every(6, Unit.JALALI_MONTHS), "2025-09-22", ["2026-03-20", "2026-09-22"]),
    ],
)
def test_a_series_is_counted_from_its_seed(every: Every, seed: str, expected: list[str]) -> None:
    start = date.fromisoformat(seed)
    assert [nth_date(start, every, k).isoformat() for k in range(1, len(expected) + 1)] == expected
    assert nth_date(start, every, 0) == start


def test_a_period_is_at_least_one_unit() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Every(0, Unit.MONTHS)


def test_months_go_backwards_over_a_year() -> None:
    assert add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert add_months(date(2025, 2, 28), 1, anchor_day=31) == date(2025, 3, 31)


@given(DAYS, st.integers(-600, 600))
def test_a_month_step_never_leaves_its_month(day: date, n: int) -> None:
    moved = add_months(day, n)
    assert 12 * moved.year + moved.month == 12 * day.year + day.month + n
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(1)).day == 1)


@pytest.mark.parametrize(
    ("start", "end", "months", "begin"),
    [
        ("2026-01-12", "2026-03-15", 2, "2026-01-15"),
        ("2026-01-31", "2026-02-28", 1, "2026-01-31"),
        ("2026-02-28", "2026-03-31", 1, "2026-02-28"),
        ("2026-01-30", "2026-02-28", 1, "2026-01-30"),  # a monthly series from the 30th
        ("2026-01-30", "2026-02-27", 0, "2026-02-27"),
        ("2023-12-15", "2024-02-29", 2, "2023-12-29"),
    ],
)
def test_whole_months_between_two_days(start: str, end: str, months: int, begin: str) -> None:
    found = whole_months(date.fromisoformat(start), date.fromisoformat(end))
    assert found == (months, date.fromisoformat(begin))


@given(DAYS, st.integers(0, 3000))
def test_whole_months_leave_less_than_a_month(start: date, length: int) -> None:
    end = start + timedelta(length)
    months, begin = whole_months(start, end)
    assert start <= begin <= add_months(start, 1)
    assert months == 0 or add_months(end, -months) in (begin, add_months(begin, 0, anchor_day=end.day))


@given(DAYS, st.integers(0, 3000))
def test_leap_days_are_the_29_februaries_gone_by(start: date, length: int) -> None:
    end = start + timedelta(length)
    counted = sum((start + timedelta(n)).strftime("%m-%d") == "02-29" for n in range(1, length + 1))
    assert leap_days(end) - leap_days(start) == counted
    assert has_leap_day(start, end) == (counted > 0)
