"""Time: the only functions that know days pass.

`count_days` earns contract and penalty interest of the days before `to`, bills
every instalment whose due date comes, and lets waiting credit pay what is billed
(all of it first in a day, before the events of that day).
"""

from __future__ import annotations

from datetime import date

from loanmath.allocation import use_credit
from loanmath.book import Book, freeze
from loanmath.dates import DAY
from loanmath.facts import Facts
from loanmath.fixing import fix, settle_if_met
from loanmath.interest import add_interest, figures
from loanmath.penalty import earn_penalties, watch


def count_days(book: Book, to: date) -> None:
    """Earn the days before `to` and bill what is due until `to`, that day included."""
    book.cause = ""
    _bill_due(book)
    while book.today < to:
        stop = min(to, _next_cut(book))
        earn(book, stop)
        book.today = stop
        _bill_due(book)
        use_credit(book)


def _next_cut(book: Book) -> date:
    """The next day on which something happens by itself."""
    if book.credits and book.oldest < book.next:
        return book.today + DAY
    if book.next < len(book.plan) and book.suspended_on is None:
        return book.plan[book.next].due
    return date.max


def earn(book: Book, to: date) -> None:
    """Count contract interest of [today, to), which holds no due date."""
    if not book.plan:
        return
    if book.next < len(book.plan):
        row = book.plan[book.next]
    elif book.terms.bears_after_last_due:
        row = book.plan[-1]
    else:
        return
    book.carried = add_interest(book, book.carried, book.bears, row, book.today, to, book.trace)


def _bill_due(book: Book) -> None:
    while book.suspended_on is None and book.next < len(book.plan) and book.plan[book.next].due <= book.today:
        bill(book)


def bill(book: Book) -> None:
    """The next instalment falls due: its figures are fixed, and what is unpaid of it may bear penalty interest."""
    place = book.next
    if not book.plan[place].fixed:
        row = book.plan[place]
        prepaid = book.prepaid - row.met.principal
        last = book.is_last_open(place)
        fix(book, place, figures(row, book.carried, book.unasked - prepaid, last, book.terms))
    row = book.plan[place]
    if book.on_schedule:
        book.bearing -= row.owed.principal
    elif not book.keeps_bearing:
        book.bearing -= row.open.principal
    book.next += 1
    settle_if_met(book, place)
    watch(book, place)


def facts_of(book: Book) -> Facts:
    """The facts a book has become, everything counted to its day."""
    earn_penalties(book)
    return freeze(book)
