"""The Jalali (Solar Hijri) calendar: civil arithmetic, exact for years 1178 to 1633.

The year begins at the March equinox in Tehran. Between 1178 and 1633 the
observed leap years are those of the 33-year cycle with eight leap years, so
one congruence replaces the astronomy (R. H. van Gent, "The Persian Calendar";
the same rule stands behind ICU's Persian calendar). Months 1 to 6 have 31 days,
7 to 11 have 30, the twelfth has 29, in a leap year 30.

Worked example: Nowruz 1404 was 21 March 2025, and 1403 was a leap year.

>>> to_jalali(date(2025, 3, 20))
JalaliDate(year=1403, month=12, day=30)
>>> from_jalali(1404, 1, 1)
datetime.date(2025, 3, 21)
"""

from datetime import date
from typing import NamedTuple

FIRST_YEAR = 1178
LAST_YEAR = 1633

_EPOCH = date(2025, 3, 21).toordinal() - 1404 * 365 - (1404 * 8 + 21) // 33
_LONG_MONTHS_DAYS = 6 * 31


class JalaliDate(NamedTuple):
    """A day of the Jalali calendar; month 1 is Farvardin, 12 is Esfand."""

    year: int
    month: int
    day: int


def is_leap(year: int) -> bool:
    """Whether Esfand of this Jalali year has 30 days."""
    return (25 * year + 11) % 33 < 8


def days_in_month(year: int, month: int) -> int:
    """Length of a Jalali month in days: 29, 30 or 31."""
    if month <= 6:
        return 31
    return 29 if month == 12 and not is_leap(year) else 30


def to_jalali(day: date) -> JalaliDate:
    """The Jalali date of a Gregorian day; ValueError outside 1178 to 1633."""
    year = day.year - 621
    if day.toordinal() < _nowruz(year):
        year -= 1
    _check_year(year)
    elapsed = day.toordinal() - _nowruz(year)
    if elapsed < _LONG_MONTHS_DAYS:
        return JalaliDate(year, elapsed // 31 + 1, elapsed % 31 + 1)
    elapsed -= _LONG_MONTHS_DAYS
    return JalaliDate(year, elapsed // 30 + 7, elapsed % 30 + 1)


def from_jalali(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Jalali date; ValueError when there is no such day."""
    _check_year(year)
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        raise ValueError(f"no such Jalali date: {year}-{month}-{day}")
    return date.fromordinal(_nowruz(year) + (month - 1) * 30 + min(month - 1, 6) + day - 1)


def add_jalali_months(day: date, n: int, anchor_day: int | None = None) -> date:
    """The same day `n` Jalali months later, clamped to the end of a shorter month.

    `anchor_day` is the day of the month to aim at; by default that of `day`.

    >>> add_jalali_months(from_jalali(1403, 6, 31), 6) == from_jalali(1403, 12, 30)
    True
    """
    start = to_jalali(day)
    years, month = divmod(start.month - 1 + n, 12)
    year = start.year + years
    _check_year(year)
    aim = start.day if anchor_day is None else anchor_day
    return from_jalali(year, month + 1, min(aim, days_in_month(year, month + 1)))


def _nowruz(year: int) -> int:
    """Proleptic ordinal of 1 Farvardin."""
    return _EPOCH + 365 * year + (8 * year + 21) // 33


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Jalali year {year} is outside {FIRST_YEAR} to {LAST_YEAR}")
