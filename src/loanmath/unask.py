"""Unask: what is billed and unpaid goes back, to be asked again by a new plan."""

from __future__ import annotations

from loanmath.book import Book
from loanmath.changes import Overdue
from loanmath.components import Amounts, Component
from loanmath.facts import MovementKind, Origin
from loanmath.fixing import settle_if_met
from loanmath.penalty import ask_penalty, watch


def unask(book: Book, overdue: Overdue) -> Amounts:
    """Take back what billed instalments ask in vain.

    Principal is unasked again and bears interest; the rest comes back as amounts for
    the caller to ask. With `Overdue.STAYS` nothing happens.
    """
    back = Amounts()
    if overdue is Overdue.STAYS:
        return back
    for place in range(book.oldest, book.next):
        ask_penalty(book, place)
        still = book.plan[place].open
        if any(still):
            back = back.plus(still)
            _take_back(book, place, still)
    _drop_empty(book)
    return back._replace(principal=0)


def _drop_empty(book: Book) -> None:
    """A line made for one charge goes with it."""
    for place in range(book.next - 1, book.oldest - 1, -1):
        row = book.plan[place]
        if row.origin is Origin.AFTER and not any(row.owed):
            del book.plan[place]
            book.next -= 1
    book.oldest = min(book.oldest, book.next)


def _take_back(book: Book, place: int, still: Amounts) -> None:
    row = book.plan[place]
    book.plan[place] = row._replace(owed=row.owed.minus(still))
    book.asked -= still.principal
    if not book.keeps_bearing:
        book.bearing += still.principal
    for component in Component:
        book.move(MovementKind.REOPENED, still.of(component), component, row.number)
    watch(book, place)
    settle_if_met(book, place)


def cut_coming(book: Book) -> Amounts:
    """Drop the coming lines; what was met of one stays, as a line of today. Returns the charges nobody asks now."""
    charges, kept = Amounts(), []
    for row in book.plan[book.next :]:
        if not row.fixed:
            charges = charges.plus(row.open._replace(principal=0, interest=0))
            book.asked += row.met.principal
            book.carried -= row.met.interest
            row = row._replace(owed=row.met, fixed=True)
        if any(row.owed):
            start = min(row.start, book.today)
            kept.append(row._replace(start=start, due=book.today, settled_on=row.settled_on or book.today))
    if book.on_schedule:
        book.bearing -= sum(row.owed.principal for row in kept)
    book.plan[book.next :] = kept
    book.next += len(kept)
    return charges


def ask_again(book: Book, back: Amounts, overdue: Overdue) -> None:
    """Ask interest, penalty, fees and tax taken back: in the next instalment, or as principal."""
    if overdue is Overdue.REPLACED:
        return
    if overdue is Overdue.CAPITALISED:
        capital = back.total
        book.lent += capital
        book.bearing += capital
        book.capitalised = book.capitalised.plus(back)
        book.move(MovementKind.CAPITALISED, capital, Component.PRINCIPAL)
        return
    book.carried += back.interest
    places = book.open_coming()
    if places:
        row = book.plan[places[0]]
        charges = back._replace(principal=0, interest=0)
        book.plan[places[0]] = row._replace(owed=row.owed.plus(charges))
