"""An instalment asks: its figures are fixed, and it is settled when everything is met."""

from __future__ import annotations

from datetime import date

from loanmath.book import Book
from loanmath.components import Amounts, Component
from loanmath.daycount import Period
from loanmath.facts import MovementKind, Origin
from loanmath.interest import Figures
from loanmath.penalty import watch
from loanmath.schedule import instalment_fees


def fix(book: Book, place: int, asked: Figures) -> None:
    """From now on the line asks exactly this; what it leaves of interest is carried on."""
    row = book.plan[place]
    fees = instalment_fees(book.terms, asked) if book.terms.instalment_fees else 0
    _, _, penalty, other_fees, tax = row.owed
    book.plan[place] = row.fix(Amounts(asked.principal, asked.interest, penalty, other_fees + fees, tax))
    book.asked += asked.principal
    book.carried = asked.moved
    book.move(MovementKind.CHARGED, fees, Component.FEES, row.number)


def ask_apart(book: Book, owed: Amounts, due: date, origin: Origin, nominal: Period | None = None) -> int:
    """A line of its own that asks exactly this; due today or before it is billed at once. Returns its place.

    Inside a period that earns interest, `nominal` is that period: the days before the line are measured by it.
    """
    row = book.row(due, origin=origin, nominal=nominal)
    place = book.insert(row.fix(owed))
    book.asked += owed.principal
    if place < book.next:
        book.next += 1
        if not book.keeps_bearing:
            book.bearing -= owed.principal
        watch(book, place)
    return place


def settle_if_met(book: Book, place: int) -> None:
    """Note the day a line is settled, and step over settled lines at the front."""
    row = book.plan[place]
    if not row.is_settled:
        return
    if row.settled_on is None:
        book.plan[place] = row.settled(book.today)
    while book.oldest < book.next and book.plan[book.oldest].is_settled:
        book.oldest += 1
