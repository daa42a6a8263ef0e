"""Working days and the rules that move a date; holidays are data, here those of Poland, the Netherlands and Iran."""

from datetime import date

import holidays
import pytest

from loanmath.calendars import (
    FRIDAY,
    SATURDAY_SUNDAY,
    THURSDAY_FRIDAY,
    Calendar,
    WorkingDayRule,
    adjust,
    is_working,
)
from tests.loanmath.shared_data import rows

POLAND = Calendar(SATURDAY_SUNDAY, frozenset({date(2026, 1, 1), date(2026, 1, 6), date(2026, 4, 6)}))


@pytest.mark.parametrize(
    ("day", "rule", "moved"),
    [
        ("2026-01-31", WorkingDayRule.NONE, "2026-01-31"),
        ("2026-01-31", WorkingDayRule.FOLLOWING, "2026-02-02"),
        ("2026-01-31", WorkingDayRule.MODIFIED_FOLLOWING, "2026-01-30"),
        ("2026-01-31", WorkingDayRule.PRECEDING, "2026-01-30"),
        ("2026-01-30", WorkingDayRule.FOLLOWING, "2026-01-30"),
        ("2026-01-30", WorkingDayRule.PRECEDING, "2026-01-30"),
        ("2026-04-04", WorkingDayRule.FOLLOWING, "2026-04-07"),  # over Easter Monday
        ("2026-04-04", WorkingDayRule.MODIFIED_FOLLOWING, "2026-04-07"),
    ],
)
def test_a_date_goes_where_the_rule_says(day: str, rule: WorkingDayRule, moved: str) -> None:
    assert adjust(date.fromisoformat(day), POLAND, rule) == date.fromisoformat(moved)


@pytest.mark.parametrize(
    ("weekend", "thursday", "friday", "saturday"),
    [(FRIDAY, True, False, True), (THURSDAY_FRIDAY, False, False, True), (SATURDAY_SUNDAY, True, True, False)],
)
def test_weekends_differ(weekend: frozenset[int], thursday: bool, friday: bool, saturday: bool) -> None:
    calendar = Calendar(weekend)
    week = [is_working(date(2026, 1, day), calendar) for day in (8, 9, 10)]
    assert week == [thursday, friday, saturday]


def test_a_thursday_in_tehran_moves_to_saturday_over_a_holiday_friday() -> None:
    tehran = Calendar(THURSDAY_FRIDAY, frozenset({date(2026, 1, 3)}))
    assert adjust(date(2026, 1, 1), tehran, WorkingDayRule.FOLLOWING) == date(2026, 1, 4)


@pytest.mark.parametrize("weekend", [frozenset(range(7)), frozenset({7})])
def test_a_weekend_that_cannot_be_is_refused(weekend: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="weekend"):
        Calendar(weekend)


@pytest.mark.parametrize("country", ["PL", "NL", "IR"])
def test_the_holidays_that_are_fed_in(country: str) -> None:
    table = rows("vectors", f"holidays_{country}")
    expected = {date.fromisoformat(row["date"]) for row in table}
    years = {day.year for day in expected}
    assert expected <= set(holidays.country_holidays(country, years=years, language="en_US"))
    calendar = Calendar(FRIDAY, frozenset(expected))
    assert not any(is_working(day, calendar) for day in expected)
