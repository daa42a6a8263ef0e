"""Penalty interest: what an overdue instalment costs from the day after its due date.

Each overdue instalment has one accrual row: base x rate of the day x days / basis,
exact. The rate is the agreed one, never above the legal maximum of the day; where
no maximum is on file that is a finding. It is asked (rounded, once over its whole
life) when money comes. An accrual is counted when somebody touches it, not day by day:
between two touches neither its base nor what is open of it changes.

Worked example: 552.34 ten days late at 4.00 per cent, actual/365:
55234 x 4/100 x 10/365 = 60.5 minor units, 0.61.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from loanmath.book import Book
from loanmath.components import Component
from loanmath.dates import Every, add_months
from loanmath.daycount import DayCount, Period, basis_days, days_between, year_fraction
from loanmath.facts import Accrual, Finding, FindingCode, Instalment
from loanmath.rates import PPM, DayRate, rates_between
from loanmath.rounding import plus_ratio, round_fraction
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
    old = earn_penalty(book, row.number)
    if old is None:
        if base > 0:
            book.accruals[row.number] = Accrual(row.number, base, row.due, book.today)
        return
    compounded = min(old.compounded, row.open.penalty) if old.compounded else 0
    if base + compounded > 0:
        book.accruals[row.number] = old.bearing(base, compounded)
    else:
        ask_penalty(book, place)
        del book.accruals[row.number]


def ask_penalty(book: Book, place: int) -> None:
    """What a line has earned in penalty interest becomes part of what it asks."""
    if not book.accruals:
        return
    accrual = earn_penalty(book, book.plan[place].number)
    if accrual is not None:
        _ask(book, place, accrual)


def _ask(book: Book, place: int, accrual: Accrual) -> None:
    amount = round_fraction(accrual.carried, book.terms.rounding) - accrual.asked
    if not amount:
        return
    row = book.plan[place]
    book.plan[place] = row.asking(row.owed.add(Component.PENALTY, amount))
    if row.settled_on is not None:
        book.plan[place] = book.plan[place].settled(None)
    book.accruals[row.number] = accrual._replace(asked=accrual.asked + amount)
    book.penalty_asked += amount


def earn_penalties(book: Book) -> None:
    """Count the penalty interest of every overdue line up to today."""
    for number in book.accruals:
        earn_penalty(book, number)


def earn_penalty(book: Book, number: int) -> Accrual | None:
    """Count the penalty interest of one line up to today; None when it earns none."""
    accrual, penalty = book.accruals.get(number), book.terms.penalty
    if accrual is None or penalty is None or accrual.since >= book.today:
        return accrual
    if penalty.compounds_yearly:
        for anniversary in _anniversaries(accrual, book.today):
            _earn_until(book, accrual, penalty, anniversary)
            accrual = _compound(book, number)
    return _earn_until(book, accrual, penalty, book.today)


def _anniversaries(accrual: Accrual, to: date) -> Iterator[date]:
    """The anniversaries of the due date in (since, to]."""
    years = 1
    while (day := add_months(accrual.overdue_since, 12 * years)) <= to:
        if day > accrual.since:
            yield day
        years += 1


def _compound(book: Book, number: int) -> Accrual:
    """What a year has earned bears interest itself from its anniversary on."""
    place = next(place for place, row in enumerate(book.plan) if row.number == number)
    _ask(book, place, book.accruals[number])
    accrual = book.accruals[number]._replace(compounded=book.plan[place].open.penalty)
    book.accruals[number] = accrual
    return accrual


def _earn_until(book: Book, accrual: Accrual, penalty: Penalty, to: date) -> Accrual:
    """The accrual counted to a day, and put down so."""
    earned = accrual.carried
    if not book.penalty_paused:
        for part in rates_between(penalty.rate, book.reference.tables, accrual.since, to):
            top, bottom = _part(book, accrual, penalty.day_count, part)
            earned = plus_ratio(earned, top, bottom)
    accrual = book.accruals[accrual.instalment] = accrual.counted(to, earned)
    return accrual


def _part(book: Book, accrual: Accrual, basis: DayCount, part: DayRate) -> tuple[int, int]:
    """What some days of one rate earn, as numerator and denominator."""
    for table in part.missing:
        _tell_missing(book, table, part.start)
    balance = accrual.base + accrual.compounded
    top, bottom = _years(basis, part, book.every)
    amount = balance * part.ppm * top
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
                Fraction(top, bottom),
                basis.value,
                Fraction(amount, PPM * bottom),
                instalment=accrual.instalment,
                source=part.source,
            )
        )
    return amount, PPM * bottom


def _years(basis: DayCount, part: DayRate, every: Every) -> tuple[int, int]:
    """The part of a year of some overdue days, which are a period of their own, as numerator and denominator."""
    year = basis_days(basis)
    if year is not None:
        return days_between(basis, part.start, part.end), year
    years = year_fraction(basis, part.start, part.end, Period(part.start, part.end, every))
    return years.numerator, years.denominator


def _tell_missing(book: Book, table: str, on: date) -> None:
    """Once is enough. No event is to blame."""
    if not any(found.detail == table for found in book.findings):
        book.findings.append(Finding(FindingCode.RATE_MISSING, on, detail=table))
