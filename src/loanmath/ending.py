"""Standing still and ending: suspension, termination, write-off, sale."""

from __future__ import annotations

from dataclasses import replace

from loanmath.allocation import relieve
from loanmath.book import Book
from loanmath.changing import redate
from loanmath.components import Amounts, Component
from loanmath.dates import nth_date
from loanmath.early import ask_everything
from loanmath.events import Resumed, Sold, Suspended, Terminated, WrittenOff
from loanmath.facts import FindingCode, MovementKind, Pause, Stage
from loanmath.fixing import settle_if_met
from loanmath.penalty import ask_penalty, earn_penalties, watch
from loanmath.replan import replan
from loanmath.schedule import place_after


def suspended(book: Book, e: Suspended) -> None:
    """Due dates stop coming; interest and penalty interest stop unless the event says otherwise."""
    if book.stage is Stage.TO_BE_LAUNCHED:
        book.find(FindingCode.NOTHING_COMING, detail=e.kind)
        return
    earn_penalties(book)
    if book.stage is Stage.ACTIVE:
        book.stage = Stage.SUSPENDED
    book.suspended_on = book.today
    book.penalty_paused = not e.bears_penalty
    if not e.bears_interest:
        book.pauses = (*book.pauses, Pause(book.today, None))


def resumed(book: Book, e: Resumed) -> None:
    """Coming due dates move by the whole periods missed; the plan is made again."""
    if book.stage is Stage.TO_BE_LAUNCHED:
        book.find(FindingCode.NOTHING_COMING, detail=e.kind)
        return
    earn_penalties(book)
    if book.stage is Stage.SUSPENDED:
        book.stage = Stage.ACTIVE
    book.suspended_on, book.penalty_paused = None, False
    book.pauses = tuple(replace(pause, end=pause.end or book.today) for pause in book.pauses)
    places = book.open_coming()
    if not places or book.plan[places[0]].due > book.today:
        return
    seed = book.seed or book.plan[places[0]].due
    k = place_after(book, seed, book.today)
    redate(book, places, [book.adjusted(nth_date(seed, book.every, k + n)) for n in range(len(places))])
    replan(book)


def terminated(book: Book, e: Terminated) -> None:
    """The whole debt falls due today; contract interest stops unless the event says otherwise."""
    ask_everything(book)
    book.stage = Stage.TERMINATED
    if not e.bears_interest:
        book.rates = (*book.rates, (book.today, 0))


def written_off(book: Book, e: WrittenOff) -> None:
    """What is owed leaves the books: principal last, so that a part given takes income first."""
    take_off(book, e.amount, MovementKind.WRITTEN_OFF)
    if e.amount is None:
        book.stage = Stage.WRITTEN_OFF


def sold(book: Book, e: Sold) -> None:
    """The buyer's price is recovered money; everything owed leaves the books."""
    take_off(book, None, MovementKind.SOLD)
    book.recovered += e.price
    book.move(MovementKind.RECOVERED, e.price)
    book.stage = Stage.SOLD


def take_off(book: Book, amount: int | None, kind: MovementKind) -> None:
    """Write off up to an amount (None: everything, asked today first), oldest instalment first."""
    if amount is None:
        ask_everything(book)
        book.rates = (*book.rates, (book.today, 0))
    for place in range(book.oldest, book.next):
        ask_penalty(book, place)
        for component in (Component.FEES, Component.TAX, Component.PENALTY, Component.INTEREST, Component.PRINCIPAL):
            open_amount = book.plan[place].open.of(component)
            part = open_amount if amount is None else min(amount, open_amount)
            amount = None if amount is None else amount - part
            _take_off(book, place, component, part, kind)
        watch(book, place)
        settle_if_met(book, place)


def _take_off(book: Book, place: int, component: Component, part: int, kind: MovementKind) -> None:
    if part <= 0:
        return
    row = book.plan[place]
    book.plan[place] = row._replace(written_off=Amounts.add(row.written_off, component, part))
    if component is Component.PRINCIPAL:
        relieve(book, place, part)
    book.move(kind, part, component, row.number)
