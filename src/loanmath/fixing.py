"""An instalment asks: its figures are fixed, and it is settled when everything is met."""

from __future__ import annotations

from loanmath.book import Book
from loanmath.components import Amounts, Component
from loanmath.facts import MovementKind
from loanmath.interest import Figures
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


def settle_if_met(book: Book, place: int) -> None:
    """Note the day a line is settled, and step over settled lines at the front."""
    row = book.plan[place]
    if not row.is_settled:
        return
    if row.settled_on is None:
        book.plan[place] = row.settled(book.today)
    while book.oldest < book.next and book.plan[book.oldest].is_settled:
        book.oldest += 1
