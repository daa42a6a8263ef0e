"""Dates of whole arrays: the twin of `loanmath.dates`, with the months of `loanmath.jalali`."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from loanmath.dates import Every, Unit
from loanmath.jalali import from_jalali
from loanmath.vector.rounding import Ints

Days = NDArray[np.datetime64]
"""Arrays of datetime64[D]."""

_MONTHS_IN = {Unit.MONTHS: 1, Unit.YEARS: 12}
_DAYS_IN = {Unit.DAYS: 1, Unit.WEEKS: 7}
SHORTEST_MONTH = 28
_EPOCH = date(1970, 1, 1).toordinal()
_YEAR_1400 = from_jalali(1400, 1, 1).toordinal() - _EPOCH
_NOWRUZ_BASE = _YEAR_1400 - 365 * 1400 - (8 * 1400 + 21) // 33


def days_of(dates: list[date]) -> Days:
    """An array of dates."""
    # By way of their numbers: an array of date objects takes eight times as long.
    return (np.array([day.toordinal() for day in dates], dtype=np.int64) - _EPOCH).astype("datetime64[D]")


def nth_dates(seed: Days, every: Every, k: Ints) -> Days:
    """Each seed plus `k` periods; `k` of shape (rows, loans) or (loans)."""
    count = k if every.n == 1 else every.n * k
    if every.unit in _MONTHS_IN:
        return add_months(seed, count * _MONTHS_IN[every.unit])
    if every.unit is Unit.JALALI_MONTHS:
        return add_jalali_months(seed, count)
    moved: Days = seed + (count * _DAYS_IN[every.unit]).astype("timedelta64[D]")
    return moved


def add_months(day: Days, n: Ints) -> Days:
    """The same day `n` months later, clamped to the end of a shorter month."""
    month = day.astype("datetime64[M]")
    aim = (day - month.astype("datetime64[D]")).astype(np.int64)
    target = month.astype(np.int64) + n
    # Months are few and loans are many: look the first days up instead of computing each.
    earliest = target.min(initial=0)
    months = np.arange(earliest, target.max(initial=0) + 2).astype("datetime64[M]")
    first = months.astype("datetime64[D]").astype(np.int64)
    target -= earliest
    number = first.take(target)
    number += aim
    late = aim >= SHORTEST_MONTH
    if late.any():
        number[..., late] = np.minimum(number[..., late], first.take(target[..., late] + 1) - 1)
    moved: Days = number.view("datetime64[D]")
    return moved


def add_jalali_months(day: Days, n: Ints) -> Days:
    """The same day `n` Jalali months later, clamped; exact where `loanmath.jalali` is."""
    number = day.astype(np.int64)
    year = day.astype("datetime64[Y]").astype(np.int64) + 1970 - 621
    year -= number < _nowruz(year)
    elapsed = number - _nowruz(year)
    early = elapsed < 186
    month = np.where(early, elapsed // 31, (elapsed - 186) // 30 + 6)
    aim = np.where(early, elapsed % 31, (elapsed - 186) % 30)
    years, month = np.divmod(month + n, 12)
    year = year + years
    leap = (25 * year + 11) % 33 < 8
    length = np.where(month < 6, 31, np.where((month == 11) & ~leap, 29, 30))
    first = _nowruz(year) + 30 * month + np.minimum(month, 6)
    moved: Days = (first + np.minimum(aim, length - 1)).astype("datetime64[D]")
    return moved


def leap_days(until: Days) -> Ints:
    """Number of 29 Februaries from year 1 to and including each day."""
    year = until.astype("datetime64[Y]")
    reached = until >= (year.astype("datetime64[M]") + 2).astype("datetime64[D]") - 1
    # In a common year the last of February counts as reached; its quotients do not change then.
    years = year.astype(np.int64) + 1969 + reached
    return years // 4 - years // 100 + years // 400


def _nowruz(year: Ints) -> Ints:
    """Days from 1970-01-01 to 1 Farvardin."""
    return _NOWRUZ_BASE + 365 * year + (8 * year + 21) // 33
