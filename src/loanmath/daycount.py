"""Day counts: which part of a year lies between two dates, as an exact fraction.

Interest of days [start, end) is principal x annual rate x `year_fraction`.

Sources: ISDA 2006 Definitions 4.16 for the 30/360 family and actual/actual
ISDA; FBF master agreement for AFB; the other names are as in OpenGamma Strata.

>>> year_fraction(DayCount.ACT_365, date(2025, 1, 31), date(2025, 2, 28))
Fraction(28, 365)
>>> year_fraction(DayCount.THIRTY_E_360, date(2025, 1, 31), date(2025, 2, 28))
Fraction(7, 90)
>>> january = Period(date(2025, 1, 15), date(2025, 2, 15), Every(1, Unit.MONTHS))
>>> year_fraction(DayCount.PERIOD, date(2025, 1, 29), date(2025, 2, 15), january)
Fraction(17, 372)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from loanmath.dates import DAY, Every, Unit, add_months, has_leap_day, is_last_of_february, leap_days


class DayCount(StrEnum):
    """How days are counted and what a year is."""

    ACT_365 = "act_365"  # actual days, a year of 365 (fixed)
    ACT_360 = "act_360"
    ACT_364 = "act_364"
    ACT_365_25 = "act_365_25"
    NL_365 = "nl_365"  # actual days without 29 February
    NL_360 = "nl_360"
    ACT_ACT_ISDA = "act_act_isda"  # days in leap years over 366, the others over 365
    ACT_ACT_AFB = "act_act_afb"  # whole years back from the end, the rest over 366 if it holds a 29 February
    ACT_ACT_FEB29 = "act_act_feb29"  # over 366 when the nominal period holds a 29 February, else over 365
    THIRTY_E_360 = "thirty_e_360"  # 31st counts as 30th (Eurobond basis)
    THIRTY_E_360_ISDA = "thirty_e_360_isda"  # and the end of February too, unless it is the maturity (German)
    THIRTY_E_365 = "thirty_e_365"  # the same days over 365
    THIRTY_E_PLUS_360 = "thirty_e_plus_360"
    THIRTY_360 = "thirty_360"  # bond basis
    THIRTY_360_PSA = "thirty_360_psa"
    THIRTY_360_US = "thirty_360_us"  # NASD: bond basis with the end-of-February rule
    PERIOD = "period"  # a month is 1/12 of a year; a part of it in proportion to its days


ADDITIVE: frozenset[DayCount] = frozenset(
    {
        DayCount.ACT_365,
        DayCount.ACT_360,
        DayCount.ACT_364,
        DayCount.ACT_365_25,
        DayCount.NL_365,
        DayCount.NL_360,
        DayCount.ACT_ACT_ISDA,
        DayCount.ACT_ACT_FEB29,
        DayCount.THIRTY_E_360,
        DayCount.THIRTY_E_360_ISDA,
        DayCount.THIRTY_E_365,
        DayCount.PERIOD,
    }
)
"""Day counts of which adjoining parts add up; only these are offered for accrual."""


@dataclass(frozen=True, slots=True)
class Period:
    """A nominal period [start, end): what a stub is measured by."""

    start: date
    end: date
    every: Every


def year_fraction(
    basis: DayCount, start: date, end: date, period: Period | None = None, *, maturity: date | None = None
) -> Fraction:
    """The part of a year in [start, end), start not after end.

    `period` is needed by PERIOD and ACT_ACT_FEB29 alone, `maturity` is looked at by
    30E/360 ISDA and 30E/365 alone: their last February keeps its real length.
    """
    year = basis_days(basis)
    if year is not None:
        return Fraction(days_between(basis, start, end, maturity=maturity), year)
    if basis is DayCount.ACT_365_25:
        return Fraction(4 * (end - start).days, 1461)
    if basis is DayCount.ACT_ACT_ISDA:
        return _years(end) - _years(start)
    if basis is DayCount.ACT_ACT_AFB:
        return _afb(start, end)
    if period is None:
        raise ValueError(f"{basis} needs the nominal period")
    if basis is DayCount.ACT_ACT_FEB29:
        return Fraction((end - start).days, 366 if has_leap_day(period.start, period.end) else 365)
    return Fraction((end - start).days, (period.end - period.start).days) * years_of(period.every)


def basis_days(basis: DayCount) -> int | None:
    """The fixed number of days of a year, so that `year_fraction` is `days_between` over it; None if not fixed."""
    return _FIXED_YEAR.get(basis)


def days_between(basis: DayCount, start: date, end: date, *, maturity: date | None = None) -> int:
    """Days from start to end as the basis counts them."""
    assert start <= end, "a day count runs forward"
    if basis in _ACTUAL:
        return (end - start).days
    if basis in _WITHOUT_LEAP_DAYS:
        return (end - start).days - leap_days(end) + leap_days(start)
    first, last = _THIRTY[basis](start, end, maturity)
    return 360 * (end.year - start.year) + 30 * (end.month - start.month) + last - first


def days_of_periods(basis: DayCount, ends: Sequence[date]) -> list[int]:
    """`days_between` of each day and the next."""
    if basis not in _ACTUAL:
        return [days_between(basis, start, end) for start, end in pairwise(ends)]
    numbers = [day.toordinal() for day in ends]
    return [end - start for start, end in pairwise(numbers)]


def years_of(every: Every) -> Fraction:
    """A nominal period in years: 12 equal months, 52 weeks, 365 days.

    >>> years_of(Every(3, Unit.MONTHS))
    Fraction(1, 4)
    """
    return Fraction(every.n, _PER_YEAR[every.unit])


@lru_cache(maxsize=1 << 12)
def _years(day: date) -> Fraction:
    """Years since year 0, each day of a year weighing 1/365 or 1/366 (ISDA 4.16 b)."""
    first = date(day.year, 1, 1)
    length = 366 if has_leap_day(first, date(day.year, 12, 31)) else 365
    return day.year + Fraction((day - first).days, length)


def _afb(start: date, end: date) -> Fraction:
    """Whole years are taken off backwards from the end; an end on the last of February meets the 29th again."""
    whole, until = 0, end
    while (earlier := _years_before(end, whole + 1)) >= start:
        whole, until = whole + 1, earlier
    return whole + Fraction((until - start).days, 366 if has_leap_day(start - DAY, until - DAY) else 365)


def _years_before(end: date, years: int) -> date:
    return add_months(end, -12 * years, anchor_day=29 if is_last_of_february(end) else None)


_PER_YEAR = {Unit.DAYS: 365, Unit.WEEKS: 52, Unit.MONTHS: 12, Unit.YEARS: 1, Unit.JALALI_MONTHS: 12}
_WITHOUT_LEAP_DAYS = frozenset({DayCount.NL_365, DayCount.NL_360})
_FIXED_YEAR = {
    DayCount.ACT_365: 365,
    DayCount.ACT_360: 360,
    DayCount.ACT_364: 364,
    DayCount.NL_365: 365,
    DayCount.NL_360: 360,
    DayCount.THIRTY_E_360: 360,
    DayCount.THIRTY_E_360_ISDA: 360,
    DayCount.THIRTY_E_365: 365,
    DayCount.THIRTY_E_PLUS_360: 360,
    DayCount.THIRTY_360: 360,
    DayCount.THIRTY_360_PSA: 360,
    DayCount.THIRTY_360_US: 360,
}


def _eurobond(start: date, end: date, _: date | None) -> tuple[int, int]:
    return min(start.day, 30), min(end.day, 30)


def _german(start: date, end: date, maturity: date | None) -> tuple[int, int]:
    first = 30 if is_last_of_february(start) else min(start.day, 30)
    last = 30 if is_last_of_february(end) and end != maturity else min(end.day, 30)
    return first, last


def _plus(start: date, end: date, _: date | None) -> tuple[int, int]:
    return min(start.day, 30), end.day  # the 31st is the 1st of the next month, which is 31 days too


def _bond(start: date, end: date, _: date | None) -> tuple[int, int]:
    first = min(start.day, 30)
    return first, min(end.day, 30) if first == 30 else end.day


def _psa(start: date, end: date, _: date | None) -> tuple[int, int]:
    first = 30 if is_last_of_february(start) else min(start.day, 30)
    return first, min(end.day, 30) if first == 30 else end.day


def _us(start: date, end: date, maturity: date | None) -> tuple[int, int]:
    if is_last_of_february(start) and is_last_of_february(end):
        return 30, 30
    return _psa(start, end, maturity)


_THIRTY: dict[DayCount, Callable[[date, date, date | None], tuple[int, int]]] = {
    DayCount.THIRTY_E_360: _eurobond,
    DayCount.THIRTY_E_360_ISDA: _german,
    DayCount.THIRTY_E_365: _german,
    DayCount.THIRTY_E_PLUS_360: _plus,
    DayCount.THIRTY_360: _bond,
    DayCount.THIRTY_360_PSA: _psa,
    DayCount.THIRTY_360_US: _us,
}
_ACTUAL = frozenset(DayCount) - _WITHOUT_LEAP_DAYS - frozenset(_THIRTY)
