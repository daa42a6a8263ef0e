"""The annual percentage rate of charge of the European Union.

Directive (EU) 2023/2225, Annex III (and 2008/48/EC Annex I, 2014/17/EU Annex I,
which use the same words): sum of advances C / (1 + X)^t = sum of payments
D / (1 + X)^s, with t and s in years from the first advance. A year has 365 days
(366 in leap years), 52 weeks or 12 equal months. What is no whole number of
periods is whole periods and days, counted backwards to the first advance; the
days are divided by the days of the year that ends with them.

Worked example: 1 000,00 lent for 30 days at a cost of 50,00.

>>> lent = [Flow(date(2026, 1, 10), Decimal(1000))]
>>> apr_eu(lent, [Flow(date(2026, 2, 9), Decimal(1050))])
Decimal('81.051922')
>>> apr_eu([Flow(years_of_text("0"), Decimal(1000))], [Flow(years_of_text("18/12"), Decimal(1200))])
Decimal('12.924323')
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from loanmath.dates import Unit, add_months, whole_months
from loanmath.irr import NoRate, per_cent, rate_of_return


@dataclass(frozen=True, slots=True)
class Flow:
    """Money on a date, or exact years after the first advance. Amounts: one unit for all, never negative."""

    at: date | Fraction
    amount: Decimal


def apr_eu(advances: Sequence[Flow], payments: Sequence[Flow], *, unit: Unit | None = None) -> Decimal:
    """The rate in per cent, six decimals, half up.

    Flows carry either dates or years. Of dates, `unit` names the periods that are
    counted (WEEKS or MONTHS); left out, it is weeks where every flow lies whole
    weeks after the first advance and not every one whole months, else months.
    NoRate: no advance or no payment, all at one time, or no rate solves the equation.
    ValueError: a negative amount, dates and years mixed.
    """
    check_flows(advances, payments)
    signed = [(flow.at, flow.amount) for flow in advances] + [(flow.at, -flow.amount) for flow in payments]
    dated = [(at, amount) for at, amount in signed if isinstance(at, date)]
    if not dated:
        return per_cent(rate_of_return((at, amount) for at, amount in signed if isinstance(at, Fraction)))
    if len(dated) < len(signed):
        raise ValueError("flows carry either dates or years")
    first = min(flow.at for flow in advances if isinstance(flow.at, date))
    counted_in = unit or _counted_in(first, [at for at, _ in dated])
    return per_cent(rate_of_return((years_between(first, at, counted_in), amount) for at, amount in dated))


def check_flows(advances: Sequence[Flow], payments: Sequence[Flow]) -> None:
    """NoRate when a side is empty, ValueError for a negative amount."""
    if not advances or not payments:
        raise NoRate("a rate needs an advance and a payment")
    if any(flow.amount < 0 for flow in (*advances, *payments)):
        raise ValueError("amounts of advances and payments are not negative")


def years_between(first: date, day: date, unit: Unit = Unit.MONTHS) -> Fraction:
    """Annex III remark (c): whole weeks or months and days, counted back from `day` to `first`, in years.

    >>> years_between(date(2013, 1, 12), date(2013, 2, 15)) == Fraction(1, 12) + Fraction(3, 366)
    True
    >>> years_between(date(2019, 1, 1), date(2019, 1, 8), Unit.WEEKS)
    Fraction(1, 52)
    """
    if day < first:
        return -years_between(day, first, unit)
    if unit is Unit.WEEKS:
        weeks = (day - first).days // 7
        whole, begin = Fraction(weeks, 52), day - timedelta(weeks=weeks)
    else:
        months, begin = whole_months(first, day)
        whole = Fraction(months, 12)
    return whole + Fraction((begin - first).days, (begin - add_months(begin, -12)).days)


def years_of_text(text: str) -> Fraction:
    """Read years written as an exact sum of fractions, such as "3/365+1/12", "-1" or "0.5"; ValueError otherwise."""
    try:
        return sum((Fraction(part.strip()) for part in text.split("+")), Fraction(0))
    except (ValueError, ZeroDivisionError) as wrong:
        raise ValueError(f"not a number of years: {text!r}") from wrong


def _counted_in(first: date, days: Sequence[date]) -> Unit:
    in_weeks = all((day - first).days % 7 == 0 for day in days)
    in_months = all(whole_months(min(first, day), max(first, day))[1] == min(first, day) for day in days)
    return Unit.WEEKS if in_weeks and not in_months else Unit.MONTHS
