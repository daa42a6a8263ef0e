"""Interest set by law: dated tables of rates in, amounts out.

Nothing here is a rate: every figure of law comes in as a `RateTable` or as a rule
that names one. Days are [start, end), so the first day of delay is `start` and the
day of payment is not counted. One rounding, at the end.

Worked example (Poland, art. 481 of the Civil Code): 1 000,00 from 1 January to
7 April 2026, 63 days at 9.5 and 33 at 9.25 per cent, over 365 in leap years too.

>>> winter, spring = TableStep(date(2025, 12, 4), Decimal("9.5")), TableStep(date(2026, 3, 5), Decimal("9.25"))
>>> table = RateTable("delay", (winter, spring))
>>> rule, tables = RateRule(table="delay"), {"delay": table}
>>> statutory_interest(100_000, rule, tables, date(2026, 1, 1), date(2026, 4, 7))
2476
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from loanmath.calendars import Calendar, WorkingDayRule, adjust
from loanmath.dates import Every, Unit, nth_date
from loanmath.daycount import DayCount, year_fraction
from loanmath.money import Minor
from loanmath.rates import PPM, RateRule, RateTable, Tables, TableStep, rates_between
from loanmath.rounding import Rounding, round_fraction

_YEARLY = Every(1, Unit.YEARS)


class NotOnFile(LookupError):
    """A table of law that does not reach a day it is asked for."""


@dataclass(frozen=True, slots=True)
class InterestLine:
    """Interest of days [start, end) at one rate: `base` x `ppm` x `years`, minor units, exact."""

    start: date
    end: date
    base: Fraction
    ppm: int
    years: Fraction
    exact: Fraction
    source: str
    missing: tuple[str, ...] = ()


def delay_begins(due: date, calendar: Calendar) -> date:
    """The first day of delay: the day after the due date, which moves to a working day (PL: KC 115)."""
    return adjust(due, calendar, WorkingDayRule.FOLLOWING) + timedelta(days=1)


def interest_lines(
    base: Minor | Fraction,
    rule: RateRule,
    tables: Tables,
    start: date,
    end: date,
    *,
    basis: DayCount = DayCount.ACT_365,
) -> list[InterestLine]:
    """Simple interest, cut where a rate changes.

    NotOnFile when the table of the rule does not reach. A missing table of maximum
    rates is named in `missing`, and the rate stands.
    """
    lines = []
    for rate in rates_between(rule, tables, start, end) if start < end else ():
        if rule.table in rate.missing:
            raise NotOnFile(f"{rule.table} has no rate for {rate.start}")
        years = year_fraction(basis, rate.start, rate.end)
        exact = base * years * Fraction(rate.ppm, PPM)
        lines.append(
            InterestLine(rate.start, rate.end, Fraction(base), rate.ppm, years, exact, rate.source, rate.missing)
        )
    return lines


def compound_lines(
    principal: Minor,
    rule: RateRule,
    tables: Tables,
    start: date,
    end: date,
    *,
    default: date | None = None,
    basis: DayCount = DayCount.ACT_365,
) -> list[InterestLine]:
    """Interest that joins the base once a year, on each anniversary of `default` (None: of `start`).

    NL: BW 6:119 (2). The anniversaries are counted from the original day of default, so a
    29 February comes back, and a payment in between does not move them: its caller asks
    again for the rest from the day of payment, with the same `default`.
    """
    lines: list[InterestLine] = []
    base = Fraction(principal)
    for year_start, year_end in _years(default or start, start, end):
        year = interest_lines(base, rule, tables, year_start, year_end, basis=basis)
        base += sum(line.exact for line in year)
        lines += year
    return lines


def statutory_interest(
    base: Minor,
    rule: RateRule,
    tables: Tables,
    start: date,
    end: date,
    *,
    basis: DayCount = DayCount.ACT_365,
    rounding: Rounding = Rounding.HALF_UP,
) -> Minor:
    """Simple interest of [start, end), minor units."""
    return total(interest_lines(base, rule, tables, start, end, basis=basis), rounding)


def compound_interest(
    principal: Minor,
    rule: RateRule,
    tables: Tables,
    start: date,
    end: date,
    *,
    default: date | None = None,
    basis: DayCount = DayCount.ACT_365,
    rounding: Rounding = Rounding.HALF_UP,
) -> Minor:
    """Interest of [start, end) that compounds yearly from the day of default, minor units."""
    return total(compound_lines(principal, rule, tables, start, end, default=default, basis=basis), rounding)


def total(lines: Sequence[InterestLine], rounding: Rounding = Rounding.HALF_UP) -> Minor:
    """The sum of lines, rounded once."""
    return round_fraction(sum((line.exact for line in lines), Fraction(0)), rounding)


def derived_table(reference: RateTable, name: str, *, margin: Decimal, multiple: Decimal) -> RateTable:
    """multiple x (reference + margin) on each of its days.

    PL: statutory interest 1 x (r + 3.5), for delay 1 x (r + 5.5), the most that may be
    agreed 2 x (r + 3.5), for delay 2 x (r + 5.5), r the reference rate (KC 359, 481).

    >>> r = RateTable("reference", (TableStep(date(2026, 3, 5), Decimal("3.75")),))
    >>> [step.percent for step in derived_table(r, "max", margin=Decimal("5.5"), multiple=Decimal(2)).steps]
    [Decimal('18.50')]
    """
    steps = tuple(
        TableStep(step.since, multiple * (step.percent + margin), step.source or reference.name)
        for step in reference.steps
    )
    return RateTable(name, steps, reference.until)


def late_charge(
    overdue: Minor,
    agreed: Decimal,
    surcharge: Decimal,
    start: date,
    end: date,
    *,
    basis: DayCount = DayCount.ACT_365,
    rounding: Rounding = Rounding.HALF_UP,
) -> Minor:
    """IR: overdue x (agreed rate + surcharge) x days over 36 500, never compounded (vajh-e eltezam).

    >>> late_charge(20_000_000, Decimal(23), Decimal(6), date(2026, 1, 1), date(2026, 2, 15))
    715068
    """
    rule = RateRule(percent=agreed + surcharge)
    return statutory_interest(overdue, rule, {}, start, end, basis=basis, rounding=rounding)


def _years(default: date, start: date, end: date) -> Iterator[tuple[date, date]]:
    """[start, end) cut on the anniversaries of `default`."""
    k = start.year - default.year
    while nth_date(default, _YEARLY, k) <= start:
        k += 1
    while start < end:
        until = min(nth_date(default, _YEARLY, k), end)
        yield start, until
        start, k = until, k + 1
