"""Sizing: how large the instalment is that all coming lines share."""

from __future__ import annotations

from loanmath.annuity import equal_instalment
from loanmath.book import Book
from loanmath.dates import Unit
from loanmath.daycount import basis_days, years_of
from loanmath.facts import Instalment
from loanmath.interest import rate_on, whole_days, years
from loanmath.rates import PPM
from loanmath.rounding import round_ratio
from loanmath.schedule import look_ahead
from loanmath.terms import AnnuityFactor, LoanTerms, Method

LEVELLING_PASSES = 3


def set_amounts(book: Book, places: list[int], amount: int) -> None:
    """Plan one size for some lines."""
    book.instalment = amount
    plan = book.plan
    for place in places:
        plan[place] = plan[place].planned(amount)


def factors(book: Book, places: list[int]) -> list[tuple[int, int]]:
    """(numerator, denominator) of rate x part of a year of each line's whole period.

    The rate is that of the first day of the period; of the running one, that of today.
    """
    rows = [book.plan[place] for place in places]
    parts = _parts(book, rows)
    if len(book.rates) == 1:
        ppm = book.rates[0][1]
        return [(ppm * top, PPM * bottom) for top, bottom in parts]
    rates = [rate_on(book.rates, max(row.start, book.today)) for row in rows]
    return [(ppm * top, PPM * bottom) for ppm, (top, bottom) in zip(rates, parts, strict=True)]


def _parts(book: Book, rows: list[Instalment]) -> list[tuple[int, int]]:
    """The part of a year of each line, as numerator and denominator."""
    terms = book.terms
    if terms.annuity_factor is AnnuityFactor.EVEN:
        return [years_of(book.every).as_integer_ratio()] * len(rows)
    year = basis_days(terms.day_count)
    if terms.annuity_factor is AnnuityFactor.THIRTY and year and book.every.unit is Unit.MONTHS:
        return [(30 * book.every.n, year)] * len(rows)
    if year:
        return [(days, year) for days in whole_days(terms.day_count, rows)]
    return [years(terms.day_count, row.start, row.due, row, book.every) for row in rows]


def equal_size(book: Book, paying: list[int]) -> int:
    """The equal instalment of the unasked principal, to the minor unit."""
    terms, principal = book.terms, book.unasked
    each = factors(book, paying)
    if terms.method is Method.FLAT:
        return _flat_size(principal, book.original, each, terms)
    return equal_instalment(principal, each, terms.balloon.of(principal), terms.instalment_rounding)


def _flat_size(principal: int, original: int, each: list[tuple[int, int]], terms: LoanTerms) -> int:
    interest = sum(round_ratio(original * top, bottom, terms.rounding) for top, bottom in each)
    return round_ratio(principal + interest, len(each), terms.instalment_rounding)


def level(book: Book, paying: list[int], unit: int) -> None:
    """Correct the size so that the last instalment differs little; a correction must help, three at most."""
    size = book.instalment
    gap = _last_gap(book)
    for _ in range(LEVELLING_PASSES):
        if abs(gap) <= len(paying) // 2:
            return
        other = size + round_ratio(gap, len(paying) * unit, book.terms.instalment_rounding) * unit
        if other == size:
            return
        set_amounts(book, paying, other)
        new_gap = _last_gap(book)
        if abs(new_gap) >= abs(gap):
            set_amounts(book, paying, size)
            return
        size, gap = other, new_gap


def _last_gap(book: Book) -> int:
    """What the last line asks more than the one before it."""
    asked = list(look_ahead(book).values())[-2:]
    if len(asked) < 2:
        return 0
    before, last = asked
    return last.principal + last.interest - before.principal - before.interest
