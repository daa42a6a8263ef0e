"""Steps of time: months that clamp, and the k-th date of a series.

Every date of a series is counted from its *seed*, never from the date before
it, so the 31st comes back after February and a 29 February after four years:

>>> monthly = Every(1, Unit.MONTHS)
>>> [nth_date(date(2025, 1, 31), monthly, k).isoformat() for k in range(4)]
['2025-01-31', '2025-02-28', '2025-03-31', '2025-04-30']
>>> yearly = Every(1, Unit.YEARS)
>>> [nth_date(date(2024, 2, 29), yearly, k).isoformat() for k in (1, 2, 3, 4)]
['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from loanmath.jalali import add_jalali_months


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    JALALI_MONTHS = "jalali_months"


DAY = timedelta(days=1)
_MONTHS_IN = {Unit.MONTHS: 1, Unit.YEARS: 12}
_DAYS_IN = {Unit.DAYS: 1, Unit.WEEKS: 7}
LONGEST_UNIT = {**_DAYS_IN, Unit.MONTHS: 31, Unit.YEARS: 366, Unit.JALALI_MONTHS: 31}
"""Days of a unit, at most."""


@dataclass(frozen=True, slots=True)
class Every:
    """A period length: every `n` units, `n` at least 1."""

    n: int = 1
    unit: Unit = Unit.MONTHS

    def __post_init__(self) -> None:
        if self.n < 1:
            raise ValueError("a period is at least one unit long")


def add_months(day: date, n: int, anchor_day: int | None = None) -> date:
    """The same day `n` months later (earlier when negative), clamped to the month end.

    `anchor_day` is the day of the month to aim at; by default that of `day`.

    >>> add_months(date(2025, 1, 31), 1)
    datetime.date(2025, 2, 28)
    >>> add_months(date(2025, 2, 28), 1, anchor_day=31)
    datetime.date(2025, 3, 31)
    """
    return _day_of_month(12 * day.year + day.month - 1 + n, day.day if anchor_day is None else anchor_day)


@lru_cache(maxsize=1 << 14)
def _day_of_month(month: int, aim: int) -> date:
    """A day of a month, or its last one; months are counted from January of the year 0.

    Kept, because all loans fall due on the same few days.
    """
    year, place = divmod(month, 12)
    return date(year, place + 1, min(aim, monthrange(year, place + 1)[1]))


def nth_date(seed: date, every: Every, k: int) -> date:
    """The seed plus `k` periods; `k` may be negative or 0."""
    count, unit = every.n * k, every.unit
    if unit in _MONTHS_IN:
        return add_months(seed, count * _MONTHS_IN[unit])
    if unit is Unit.JALALI_MONTHS:
        return add_jalali_months(seed, count)
    return seed + timedelta(days=count * _DAYS_IN[unit])


def nth_dates(seed: date, every: Every, k: range) -> list[date]:
    """`nth_date` of every `k`.

    >>> nth_dates(date(2025, 1, 31), Every(1, Unit.MONTHS), range(1, 3))
    [datetime.date(2025, 2, 28), datetime.date(2025, 3, 31)]
    """
    if every.unit not in _MONTHS_IN:
        return [nth_date(seed, every, each) for each in k]
    step, begin = every.n * _MONTHS_IN[every.unit], 12 * seed.year + seed.month - 1
    return [_day_of_month(begin + step * each, seed.day) for each in k]


def whole_months(start: date, end: date) -> tuple[int, date]:
    """How many full months fit between two days, counted back from the end, and the day where they begin.

    From one month end to another, and to a day that a shorter month clamped, it is a whole number.

    >>> whole_months(date(2026, 1, 12), date(2026, 3, 15))
    (2, datetime.date(2026, 1, 15))
    >>> whole_months(date(2026, 1, 31), date(2026, 2, 28))
    (1, datetime.date(2026, 1, 31))
    """
    months = 12 * (end.year - start.year) + end.month - start.month
    if add_months(start, months) == end or (is_month_end(start) and is_month_end(end)):
        return months, start
    begin = add_months(end, -months)
    if begin < start:
        months -= 1
        begin = add_months(end, -months)
    return months, begin


def is_month_end(day: date) -> bool:
    """Whether the next day belongs to another month."""
    return (day + timedelta(days=1)).day == 1


def is_last_of_february(day: date) -> bool:
    """28 February of a common year, 29 February of a leap year."""
    return day.month == 2 and is_month_end(day)


def has_leap_day(after: date, until: date) -> bool:
    """Whether a 29 February lies in (after, until].

    >>> has_leap_day(date(2024, 2, 29), date(2025, 2, 28))
    False
    >>> has_leap_day(date(2024, 2, 28), date(2024, 2, 29))
    True
    """
    return leap_days(until) > leap_days(after)


def leap_days(until: date) -> int:
    """Number of 29 Februaries from year 1 to and including `until`."""
    years = until.year if (until.month, until.day) >= (2, 29) else until.year - 1
    return years // 4 - years // 100 + years // 400
