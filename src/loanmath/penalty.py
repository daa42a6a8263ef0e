"""Penalty interest: what an overdue instalment costs from the day after its due date.

Each overdue instalment has one accrual row: base x rate of the day x days / basis,
exact. The rate is the agreed one, never above the legal maximum of the day; where
no maximum is on file that is a finding. It is asked (rounded, once over its whole
life) when money comes.

Worked example: 552.34 ten days late at 4.00 per cent, actual/365:
55234 x 4/100 x 10/365 = 60.5 minor units, 0.61.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from loanmath.book import Book
from loanmath.components import Component
from loanmath.dates import add_months
from loanmath.daycount import DayCount, Period, year_fraction
from loanmath.facts import Accrual, FindingCode, Instalment
from loanmath.rates import PPM, DayRate, rates_between
from loanmath.rounding import round_fraction
from loanmath.terms import Penalty, PenaltyBase
from loanmath.trace import Line, Why


def base_of(row: Instalment, penalty: Penalty) -> int:
    """What of a line bears penalty interest, before compounding."""
    still = row.open
    if penalty.base is PenaltyBase.OVERDUE_PRINCIPAL:
        return still.principal
    return still.principal + still.interest + still.fees + still.tax


def watch(book: Book, place: int) -> None:
    """Open, change or close the accrual of a billed line after what it owes has changed."""
    penalty, row = book.terms.penalty, book.plan[place]
    if penalty is None or place >= book.next:
        return
    base = base_of(row, penalty)
    at = find_accrual(book, row.number)
    if at is None:
        if base > 0:
            book.accruals.append(Accrual(row.number, base, row.due, book.today))
        return
    old = book.accruals[at]
    compounded = min(old.compounded, row.open.penalty)
    if base + compounded > 0:
        book.accruals[at] = old._replace(base=base, compounded=compounded)
    else:
        ask_penalty(book, place)
        del book.accruals[at]


def find_accrual(book: Book, number: int) -> int | None:
    """Where the accrual of a line stands."""
    return next((at for at, accrual in enumerate(book.accruals) if accrual.instalment == number), None)


def accrued_penalty(book: Book, accrual: Accrual) -> int:
    """Earned and not asked, minor units."""
    return round_fraction(accrual.carried, book.terms.rounding) - accrual.asked


def ask_penalty(book: Book, place: int) -> None:
    """What a line has earned in penalty interest becomes part of what it asks."""
    row = book.plan[place]
    at = find_accrual(book, row.number)
    if at is None:
        return
    accrual = book.accruals[at]
    amount = accrued_penalty(book, accrual)
    if amount:
        book.plan[place] = row._replace(owed=row.owed.add(Component.PENALTY, amount), settled_on=None)
        book.accruals[at] = accrual._replace(asked=accrual.asked + amount)
        book.penalty_asked += amount


def earn_penalty(book: Book, to: date) -> None:
    """Count penalty interest of [today, to) of every overdue line."""
    penalty = book.terms.penalty
    if penalty is None:
        return
    for at in range(len(book.accruals)):
        for stop in _stops(book.accruals[at], penalty, to):
            _earn_until(book, at, penalty, stop)
            if penalty.compounds_yearly and _is_anniversary(book.accruals[at], stop):
                _compound(book, at)


def _stops(accrual: Accrual, penalty: Penalty, to: date) -> Iterator[date]:
    if penalty.compounds_yearly:
        years = 1
        while (day := add_months(accrual.overdue_since, 12 * years)) < to:
            if day > accrual.since:
                yield day
            years += 1
    yield to


def _is_anniversary(accrual: Accrual, day: date) -> bool:
    since = accrual.overdue_since
    return day > since and add_months(since, 12 * (day.year - since.year)) == day


def _compound(book: Book, at: int) -> None:
    """What a year has earned bears interest itself from its anniversary on."""
    number = book.accruals[at].instalment
    place = next(place for place, row in enumerate(book.plan) if row.number == number)
    ask_penalty(book, place)
    book.accruals[at] = book.accruals[at]._replace(compounded=book.plan[place].open.penalty)


def _earn_until(book: Book, at: int, penalty: Penalty, to: date) -> None:
    accrual = book.accruals[at]
    earned = accrual.carried
    if not book.penalty_paused:
        for part in rates_between(penalty.rate, book.reference.tables, accrual.since, to):
            earned += _part(book, accrual, penalty.day_count, part)
    book.accruals[at] = accrual._replace(since=to, carried=earned)


def _part(book: Book, accrual: Accrual, basis: DayCount, part: DayRate) -> Fraction:
    for table in part.missing:
        if not any(found.detail == table for found in book.findings):
            book.find(FindingCode.RATE_MISSING, detail=table)
    balance = accrual.base + accrual.compounded
    years = year_fraction(basis, part.start, part.end, Period(part.start, part.end, book.every))
    amount = Fraction(balance * part.ppm, PPM) * years
    if book.trace is not None and amount:
        days = (part.end - part.start).days
        book.trace.append(
            Line(
                Why.PENALTY,
                part.start,
                part.end,
                balance,
                part.ppm,
                days,
                years,
                basis.value,
                amount,
                instalment=accrual.instalment,
                source=part.source,
            )
        )
    return amount
