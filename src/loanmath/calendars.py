"""Working days: weekends and holidays as data, and rules that move a date.

Weekdays are numbered as in `datetime`: Monday is 0, Sunday is 6. Holidays come
in as dates; the engine knows no country.

Worked example (Poland, art. 115 of the Civil Code): a term that ends on Saturday
31 January 2026 ends on Monday 2 February.

>>> poland = Calendar(weekend=SATURDAY_SUNDAY, holidays=frozenset({date(2026, 1, 1)}))
>>> adjust(date(2026, 1, 31), poland, WorkingDayRule.FOLLOWING)
datetime.date(2026, 2, 2)
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SATURDAY_SUNDAY = frozenset({5, 6})
FRIDAY = frozenset({4})
THURSDAY_FRIDAY = frozenset({3, 4})

_DAY = timedelta(days=1)


class WorkingDayRule(StrEnum):
    """Where a date that is not a working day goes."""

    NONE = "none"
    FOLLOWING = "following"
    MODIFIED_FOLLOWING = "modified_following"  # following, but never into the next (Gregorian) month
    PRECEDING = "preceding"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days on which nobody works: weekdays of the weekend, and dates."""

    weekend: frozenset[int] = SATURDAY_SUNDAY
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekend < frozenset(range(7)):
            raise ValueError("a weekend is a set of weekdays 0 to 6 and leaves one to work on")


def is_working(day: date, calendar: Calendar) -> bool:
    """Whether people work on this day."""
    return day.weekday() not in calendar.weekend and day not in calendar.holidays


def adjust(day: date, calendar: Calendar, rule: WorkingDayRule) -> date:
    """The date itself when it is a working day, else the one the rule names."""
    match rule:
        case WorkingDayRule.NONE:
            return day
        case WorkingDayRule.FOLLOWING:
            return _nearest(day, calendar, _DAY)
        case WorkingDayRule.PRECEDING:
            return _nearest(day, calendar, -_DAY)
        case WorkingDayRule.MODIFIED_FOLLOWING:
            later = _nearest(day, calendar, _DAY)
            return later if later.month == day.month else _nearest(day, calendar, -_DAY)


def _nearest(day: date, calendar: Calendar, step: timedelta) -> date:
    while not is_working(day, calendar):
        day += step
    return day
