"""The annual percentage rate of the United States: Regulation Z, Appendix J, actuarial method.

12 CFR 1026, Appendix J (b): sum of A / ((1 + e i)(1 + i)^q) = sum of
P / ((1 + f i)(1 + i)^t), where q and t are full unit-periods since the first
advance, e and f the rest of one; APR = i x unit-periods in a year. The
unit-period is the interval that occurs most often; that of a single advance with
a single payment is the term, one year at most.

Worked example, (c)(5)(i): 1 000 on 3 January 1978, 1 080 on 15 September, 255 days.

>>> apr_us([Flow(date(1978, 1, 3), Decimal(1000))], [Flow(date(1978, 9, 15), Decimal(1080))])
Decimal('11.450980')
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction

from loanmath.apr import Flow, check_flows
from loanmath.dates import add_months, whole_months
from loanmath.irr import DIGITS, NoRate, find_log_rate, per_cent


class Standard(StrEnum):
    """The standard intervals of time of (b)(3)."""

    DAY = "day"
    WEEK = "week"
    SEMIMONTH = "semimonth"
    MONTH = "month"


_DAYS = {Standard.DAY: 1, Standard.WEEK: 7, Standard.SEMIMONTH: 15, Standard.MONTH: 30}
_PER_YEAR = {Standard.DAY: 365, Standard.WEEK: 52, Standard.SEMIMONTH: 24, Standard.MONTH: 12}


@dataclass(frozen=True, slots=True)
class UnitPeriod:
    """`n` standard intervals; twelve months are a year."""

    n: int
    standard: Standard

    @property
    def days(self) -> int:
        """Length with months of 30 days."""
        return self.n * _DAYS[self.standard]

    @property
    def per_year(self) -> Fraction:
        """How many make a year."""
        return Fraction(_PER_YEAR[self.standard], self.n)


_YEAR = UnitPeriod(12, Standard.MONTH)
_STANDARD_INTERVALS = [
    UnitPeriod(1, Standard.DAY),
    *(UnitPeriod(n, Standard.WEEK) for n in range(1, 53)),
    UnitPeriod(1, Standard.SEMIMONTH),
    *(UnitPeriod(n, Standard.MONTH) for n in range(1, 13)),
]


def apr_us(advances: Sequence[Flow], payments: Sequence[Flow]) -> Decimal:
    """The rate in per cent, six decimals, half up. All flows carry dates.

    NoRate: no advance or no payment, all on one day, or no rate solves the equation.
    ValueError: a negative amount, a flow without a date or before the first advance.
    """
    check_flows(advances, payments)
    first = min(_day(flow) for flow in advances)
    days = sorted({_day(flow) for flow in (*advances, *payments) if flow.amount})
    if len(days) < 2:
        raise NoRate("money has to flow both ways, at two different times")
    if days[0] < first:
        raise ValueError("no payment comes before the first advance")
    unit = unit_period(days, single=len(days) == 2)
    terms = [(*periods_between(first, _day(flow), unit), flow.amount) for flow in advances]
    terms += [(*periods_between(first, _day(flow), unit), -flow.amount) for flow in payments]
    with localcontext(prec=DIGITS):
        i = find_log_rate(lambda d: _present_value(terms, d.exp() - 1)).exp() - 1
        return per_cent(i * unit.per_year.numerator / unit.per_year.denominator)


def unit_period(days: Sequence[date], *, single: bool) -> UnitPeriod:
    """The unit-period (b)(4) of distinct days, rising; `single`: one advance and one payment."""
    if single:
        return _term(days[0], days[-1])
    kinds = Counter(kind for n in range(len(days) - 1) for kind in _kinds(days, n))
    common = [kind for kind, times in kinds.items() if times > 1 and times == max(kinds.values())]
    if common:
        return min(common, key=lambda kind: kind.days)
    average = Fraction((days[-1] - days[0]).days, len(days) - 1)
    return min(_STANDARD_INTERVALS, key=lambda kind: (abs(kind.days - average), kind.days))


def periods_between(first: date, day: date, unit: UnitPeriod) -> tuple[int, Fraction]:
    """Full unit-periods counted back from `day`, and the rest as a part of one (b)(5).

    >>> periods_between(date(1978, 2, 10), date(1978, 4, 1), UnitPeriod(1, Standard.MONTH))
    (1, Fraction(19, 30))
    """
    if unit.standard in (Standard.DAY, Standard.WEEK):
        full, rest = divmod((day - first).days, unit.days)
        return full, Fraction(rest, unit.days)
    months, begin = whole_months(first, day)
    rest = (begin - first).days
    if unit == UnitPeriod(1, Standard.MONTH):
        return months, Fraction(rest, 30)
    if unit == _YEAR:
        years, months = divmod(months, 12)
        return years, Fraction((add_months(day, -12 * years) - first).days, 365) if rest else Fraction(months, 12)
    full, rest = divmod(30 * months + rest, unit.days)
    return full, Fraction(rest, unit.days)


def _term(first: date, last: date) -> UnitPeriod:
    months, begin = whole_months(first, last)
    if months >= 12:
        return _YEAR
    return UnitPeriod(months, Standard.MONTH) if begin == first else UnitPeriod((last - first).days, Standard.DAY)


def _kinds(days: Sequence[date], n: int) -> list[UnitPeriod]:
    """What the n-th interval may be called; half a month can also be two weeks."""
    start, end = days[n], days[n + 1]
    months, begin = whole_months(start, end)
    if begin == start:
        return [UnitPeriod(min(months, 12), Standard.MONTH)]
    length = (end - start).days
    found = [UnitPeriod(min(length // 7, 52), Standard.WEEK)] if length % 7 == 0 else []
    pairs = [days[n : n + 3], days[n - 1 : n + 2] if n else ()]
    if 13 <= length <= 16 and any(_is_month(pair) for pair in pairs):
        found.append(UnitPeriod(1, Standard.SEMIMONTH))
    return found or ([UnitPeriod(1, Standard.DAY)] if length == 1 else [])


def _is_month(days: Sequence[date]) -> bool:
    return len(days) == 3 and whole_months(days[0], days[2]) == (1, days[0])


def _present_value(terms: Sequence[tuple[int, Fraction, Decimal]], i: Decimal) -> Decimal:
    discount = 1 / (1 + i)
    return sum(
        (amount * discount**full / (1 + i * rest.numerator / rest.denominator) for full, rest, amount in terms),
        Decimal(0),
    )


def _day(flow: Flow) -> date:
    if not isinstance(flow.at, date):
        raise ValueError("the rate of the United States is counted from dates")
    return flow.at
