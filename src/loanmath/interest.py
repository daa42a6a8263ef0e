"""Interest of days: exact factors, the segments of one rate, and the one rounding.

interest of [start, end) = balance x rate x year fraction, an exact fraction.
`figures` is the only function that rounds contract interest: it is asked when an
instalment falls due, when money comes before that, and when somebody looks ahead.

Worked example: 550.00 at 5 per cent for the 31 days of 2015-05-21 to 2015-06-21,
actual/365: 55000 x 5/100 x 31/365 = 233.56 minor units, 2.34.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Final, NamedTuple

from loanmath.book import Book
from loanmath.dates import Every, nth_date
from loanmath.daycount import DayCount, Period, basis_days, days_between, year_fraction
from loanmath.facts import Instalment, Interest, Pause
from loanmath.rates import PPM
from loanmath.rounding import plus_ratio, round_fraction, rounding_over
from loanmath.terms import LoanTerms, Method, Remainder
from loanmath.trace import Line, Why

Rates = Sequence[tuple[date, int]]
ZERO: Final = Fraction(0)


class Segment(NamedTuple):
    """Days [start, end) of one rate (parts per million a year)."""

    start: date
    end: date
    ppm: int


class Figures(NamedTuple):
    """What an instalment asks, minor units, and the exact interest it leaves for the next."""

    principal: int
    interest: int
    moved: Fraction


def years(basis: DayCount, start: date, end: date, row: Instalment, every: Every) -> tuple[int, int]:
    """The part of a year in [start, end) of an instalment, as numerator and denominator."""
    year = basis_days(basis)
    if year is not None:
        return days_between(basis, start, end), year
    part = year_fraction(basis, start, end, row.nominal or _own_period(row, every))
    return part.numerator, part.denominator


def _own_period(row: Instalment, every: Every) -> Period:
    """A whole line is its own period; a line of one day is measured by the period that begins there."""
    return Period(row.start, row.due if row.due > row.start else nth_date(row.start, every, 1), every)


def segments(rates: Rates, pauses: Sequence[Pause], start: date, end: date) -> list[Segment]:
    """[start, end) cut where the rate changes or a pause begins or ends."""
    if len(rates) == 1 and not pauses:
        return [Segment(start, end, rates[0][1])]
    cuts = {start, end, *(since for since, _ in rates)}
    for pause in pauses:
        cuts.update((pause.start, pause.end or end))
    days = sorted(day for day in cuts if start <= day <= end)
    return [Segment(a, b, _ppm_on(rates, pauses, a)) for a, b in pairwise(days)]


def _ppm_on(rates: Rates, pauses: Sequence[Pause], day: date) -> int:
    if any(pause.start <= day and (pause.end is None or day < pause.end) for pause in pauses):
        return 0
    return rate_on(rates, day)


def rate_on(rates: Rates, day: date) -> int:
    """The agreed rate of a day, parts per million: the last one said holds from its day on."""
    return next((ppm for since, ppm in reversed(rates) if since <= day), 0)


def add_interest(
    book: Book, total: Fraction, balance: int, row: Instalment, start: date, end: date, trace: list[Line] | None = None
) -> Fraction:
    """`total` and the exact interest of [start, end), which lies inside one period, in minor units.

    `trace` records how.
    """
    if balance == 0 or end <= start:
        return total
    terms = book.terms
    for part in segments(book.rates, book.pauses, start, end):
        top, bottom = years(terms.day_count, part.start, part.end, row, book.every)
        amount = balance * part.ppm * top
        total = plus_ratio(total, amount, bottom * PPM)
        if trace is not None and amount:
            trace.append(
                Line(
                    Why.INTEREST,
                    part.start,
                    part.end,
                    balance,
                    part.ppm,
                    (part.end - part.start).days,
                    Fraction(top, bottom),
                    terms.day_count.value,
                    Fraction(amount, bottom * PPM),
                    instalment=row.number,
                    event=book.cause,
                )
            )
    return total


def figures(row: Instalment, exact: Fraction, room: int, last: bool, terms: LoanTerms) -> Figures:
    """Principal and interest of an instalment: the one rounding of interest.

    `exact` is the interest earned and not asked, `room` the principal nobody else asks
    for, `last` whether no later instalment can ask. Nothing is asked below what is paid.
    """
    if row.written:
        return _as_written(row, exact, terms)
    if row.interest is Interest.DEFERRED and not last:
        return Figures(min(row.amount, room), 0, exact)
    interest = round_fraction(exact, terms.rounding)
    rest = exact - interest if terms.remainder is Remainder.CARRY else ZERO
    least = row.met.interest
    if interest < least:
        interest, rest = least, exact - least
    if last:
        return Figures(room, interest, ZERO)
    if row.interest is not Interest.INSIDE:
        return Figures(max(min(row.amount + row.returned, room), row.met.principal), interest, rest)
    return _inside(row, exact, Figures(0, interest, rest), room)


def _as_written(row: Instalment, exact: Fraction, terms: LoanTerms) -> Figures:
    """What was planned stands. (Flat interest is of whole periods: the days count for nothing but a settlement.)"""
    carries = terms.remainder is Remainder.CARRY and terms.method is not Method.FLAT
    rest = exact - row.owed.interest if carries else ZERO
    return Figures(row.owed.principal, row.owed.interest, rest)


def _inside(row: Instalment, exact: Fraction, asked: Figures, room: int) -> Figures:
    """Principal + interest = amount; interest that does not fit moves on, exactly."""
    floor = row.met.principal
    least = row.met.interest
    interest, rest, amount = asked.interest, asked.moved, row.amount + row.returned
    if floor and interest > amount - floor:
        interest, rest = least, exact - least
    elif interest > amount:
        interest, rest = max(amount, least), exact - max(amount, least)
    return Figures(min(max(amount - interest, floor, 0), room), interest, rest)


def whole_days(basis: DayCount, rows: Sequence[Instalment]) -> list[int]:
    """Days of each line's whole period, for a basis with a fixed year."""
    if basis in _ACTUAL:
        return [(row.due - row.start).days for row in rows]
    return [days_between(basis, row.start, row.due) for row in rows]


_ACTUAL: Final = frozenset({DayCount.ACT_365, DayCount.ACT_360, DayCount.ACT_364})


def amortise(
    balance: int, amounts: Iterable[int], days: Iterable[int], ppm: int, terms: LoanTerms
) -> tuple[list[int], list[int]] | None:
    """Principal and interest of untouched lines of one rate, in whole numbers: the kernel of a plain schedule.

    interest = balance x rate x days over basis x 10^6, divided and rounded once; the last line
    takes the rest. None where interest does not fit an amount: `figures` knows what then.
    """
    rounded = rounding_over((basis_days(terms.day_count) or 1) * PPM, terms.rounding)
    principals, interests = [], []
    for amount, n in zip(amounts, days, strict=False):
        interest = rounded(balance * ppm * n)
        principal = amount - interest
        if principal < 0:
            return None
        if principal > balance:
            principal = balance
        principals.append(principal)
        interests.append(interest)
        balance -= principal
    principals[-1] += balance
    return principals, interests
