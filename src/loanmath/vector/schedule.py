"""Schedules of many loans at once: the twin of `loanmath.schedule`, equal to the minor unit.

Whole rows are computed for all loans of a batch: interest exactly in int64, the equal
instalment as `annuity` says. What the arrays cannot hold (an amount beyond int64, an
instalment below its interest) is marked, and the scalar engine answers for it.

A column has the shape (rows, loans); beyond its own number of rows a loan has zeros.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from loanmath.book import NO_REFERENCE, WEEKEND, Reference
from loanmath.daycount import DayCount, basis_days, years_of
from loanmath.rates import PPM
from loanmath.terms import AnnuityFactor, Method
from loanmath.vector.annuity import Part, equal_instalments
from loanmath.vector.calendars import adjust
from loanmath.vector.dates import Days, leap_days, nth_dates
from loanmath.vector.daycount import day_numbers
from loanmath.vector.loans import Kind, Loans
from loanmath.vector.rounding import Bools, Ints, fits, is_narrow, round_product, round_ratio, round_to_multiple


@dataclass(frozen=True, slots=True)
class Schedules:
    """Columns (rows, loans) of a batch; minor units. `sure`: loans whose figures hold."""

    due: Days
    principal: Ints
    interest: Ints
    sure: Bools


def schedule(loans: Loans, reference: Reference = NO_REFERENCE) -> Schedules:
    """Due dates, principal and interest of every row of a batch."""
    due, nominal = _dates(loans, reference)
    parts = year_parts(loans, due, nominal)
    factors = _factors(loans, parts)
    narrow = is_narrow(loans.principal, (top for top, _ in factors))
    sure = np.ones(len(loans.places), dtype=np.bool_) if narrow else _fitting(loans, factors)
    amount, lowest = _amounts(loans, parts), np.zeros_like(loans.principal)
    principal, interest = np.zeros(due.shape, np.int64), np.zeros(due.shape, np.int64)
    room = loans.principal.copy()
    for row, (factor, bottom) in enumerate(factors):
        alive, staying = len(factor), len(factors[row + 1][0]) if row + 1 < len(factors) else 0
        base = (loans.principal if loans.kind.method is Method.FLAT else room)[:alive]
        if narrow:
            asked = round_ratio(base * factor, bottom, loans.kind.rounding)
        else:
            asked = round_product(base, factor, bottom, loans.kind.rounding)
        paid = amount[:alive] - asked if loans.kind.method in _INSIDE else amount[:alive]
        np.minimum(lowest[:staying], paid[:staying], out=lowest[:staying])
        paid = np.minimum(paid, room[:alive])
        paid[staying:] = room[staying:alive]
        principal[row, :alive], interest[row, :alive] = paid, asked
        room[:alive] -= paid
    return Schedules(due, principal, interest, sure & (lowest >= 0))


_INSIDE: Final = (Method.ANNUITY, Method.FLAT)
"""Methods whose planned amount holds the interest; interest that does not fit it is beyond the twin."""


def _fitting(loans: Loans, factors: Sequence[Part]) -> Bools:
    """Loans of which no product leaves int64."""
    sure = np.ones(len(loans.places), dtype=np.bool_)
    for factor, bottom in factors:
        sure[: len(factor)] &= fits(loans.principal[: len(factor)], factor, bottom)
    return sure


def _dates(loans: Loans, reference: Reference) -> tuple[Days, tuple[Days, Days]]:
    """Due dates (rows, loans) after the working-day rule; start and end of the first nominal period."""
    kind = loans.kind
    rows = loans.first + np.arange(loans.rows)[:, np.newaxis]
    calendar = reference.calendars.get(kind.calendar, WEEKEND)
    due = adjust(nth_dates(loans.seed, kind.every, rows), calendar, kind.working_days)
    return due, (nth_dates(loans.seed, kind.every, loans.first - 1), due[0])


def year_parts(loans: Loans, due: Days, nominal: tuple[Days, Days]) -> list[Part]:
    """The part of a year of each row, for the loans that have the row."""
    alive = np.searchsorted(-loans.count, -np.arange(loans.rows), side="left")
    days = np.vstack([loans.start, due])
    basis = loans.kind.day_count
    if basis is DayCount.PERIOD:
        return _whole_periods(loans, days, nominal, alive)
    tops = np.diff(day_numbers(basis, days), axis=0)
    year = basis_days(basis)
    if year is not None:
        return [Part(tops[row, :n], year) for row, n in enumerate(alive)]
    leaps = leap_days(days)
    long = np.diff(leaps, axis=0) > 0
    long[0] = leap_days(nominal[1]) > leap_days(nominal[0])
    return [Part(tops[row, :n], np.where(long[row, :n], 366, 365)) for row, n in enumerate(alive)]


def _whole_periods(loans: Loans, days: Days, nominal: tuple[Days, Days], alive: Ints) -> list[Part]:
    """Every row is one period; the first, when it is a stub, counts by its days."""
    one = years_of(loans.kind.every)
    stub = nominal[0] != loans.start
    length = np.where(stub, (nominal[1] - nominal[0]).astype(np.int64), 1)
    counted = np.where(stub, (days[1] - days[0]).astype(np.int64), 1)
    whole = [Part(np.full(n, one.numerator), one.denominator) for n in alive[1:]]
    return [Part(one.numerator * counted, one.denominator * length), *whole]


def _amounts(loans: Loans, parts: Sequence[Part]) -> Ints:
    """What is planned of each loan: the equal instalment, or the share of principal."""
    kind = loans.kind
    if kind.method is Method.INTEREST_ONLY:
        return np.zeros_like(loans.principal)
    if kind.method is Method.EQUAL_PRINCIPAL:
        exact = round_ratio(loans.principal - loans.balloon, loans.count, kind.instalment_rounding)
    elif kind.method is Method.FLAT:
        exact = _flat(loans, parts)
    else:
        if kind.factor is not AnnuityFactor.DAYS:
            top, bottom = _nominal(kind)
            parts = [Part(np.full(len(part.top), top), bottom) for part in parts]
        exact = equal_instalments(loans.principal, loans.balloon, loans.ppm, parts, kind.instalment_rounding)
    computed = round_to_multiple(exact, kind.multiple, kind.instalment_rounding)
    return np.where(loans.instalment > 0, loans.instalment, computed)


def _nominal(kind: Kind) -> tuple[int, int]:
    """The part of a year every period counts as in the equal instalment."""
    year = basis_days(kind.day_count)
    if kind.factor is AnnuityFactor.THIRTY and year is not None:
        return 30 * kind.every.n, year
    even = years_of(kind.every)
    return even.numerator, even.denominator


def _flat(loans: Loans, parts: Sequence[Part]) -> Ints:
    total = loans.principal.copy()
    for factor, bottom in _factors(loans, parts):
        total[: len(factor)] += round_product(loans.principal[: len(factor)], factor, bottom, loans.kind.rounding)
    return round_ratio(total, loans.count, loans.kind.instalment_rounding)


def _factors(loans: Loans, parts: Sequence[Part]) -> list[Part]:
    """Rate x part of a year of each row: interest is balance x top / bottom."""
    return [Part(loans.ppm[: len(top)] * top, bottom * PPM) for top, bottom in parts]
