"""Changes of terms: each is a composition of unask, new periods and replan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from loanmath.book import Book
from loanmath.changes import (
    BorrowerChanged,
    DueDatesMoved,
    Extended,
    GracePeriods,
    InstalmentSet,
    InterestPause,
    Keep,
    NewPlan,
    Postponed,
    RateChange,
    Reamortised,
    Restructured,
)
from loanmath.dates import DAY, nth_date
from loanmath.daycount import Period
from loanmath.events import TermsChanged
from loanmath.facts import FindingCode, Instalment, Interest, Pause
from loanmath.rates import ppm
from loanmath.replan import MOST_LINES, add_line, replan, rewrite
from loanmath.schedule import given_line, place_after
from loanmath.unask import ask_again, cut_coming, unask


def terms_changed(book: Book, e: TermsChanged) -> None:
    """Apply the change on its value date."""
    if isinstance(e.change, (InterestPause, Restructured, NewPlan)):
        possible = bool(book.rates)  # launched once: a contract may be suspended before that
    else:
        possible = isinstance(e.change, BorrowerChanged) or bool(book.open_coming())
    if not possible:
        book.find(FindingCode.NOTHING_COMING, detail=e.change.kind)
        return
    _CHANGES[type(e.change)](book, e.change)


def _rate(book: Book, change: RateChange) -> None:
    book.rates = (*book.rates, (book.today, ppm(change.percent)))
    replan(book, change.keep)


def _interest_pause(book: Book, change: InterestPause) -> None:
    book.pauses = (*book.pauses, Pause(max(change.start, book.today), change.until))
    rewrite(book)


def _postponed(book: Book, change: Postponed) -> None:
    places = [place for place in book.open_coming() if book.plan[place].due >= change.due]
    if not places:
        book.find(FindingCode.NO_SUCH_INSTALMENT, detail=change.due.isoformat())
        return
    first = book.plan[places[0]]
    dues = _series(book, first.due, change.periods, len(places))
    if not change.bears_interest:
        book.pauses = (*book.pauses, Pause(max(first.start, book.today), dues[0]))
    redate(book, places, dues)
    replan(book, change.keep)


def _due_dates_moved(book: Book, change: DueDatesMoved) -> None:
    places = [place for place in book.open_coming() if book.plan[place].due >= change.due]
    if not places or book.plan[places[0]].due != change.due:
        book.find(FindingCode.NO_SUCH_INSTALMENT, detail=change.due.isoformat())
        return
    book.seed = change.to
    redate(book, places, _series(book, change.to, 0, len(places)))
    replan(book, change.keep)


def _series(book: Book, first: date, later: int, count: int) -> list[date]:
    """Due dates from the seed: the first one `later` periods after `first`."""
    seed = book.seed or first
    k = place_after(book, seed, first - DAY)
    return [book.adjusted(nth_date(seed, book.every, k + later + n)) for n in range(count)]


def redate(book: Book, places: list[int], dues: list[date]) -> None:
    """New due dates for some lines; each begins where the one before it ends."""
    start = book.plan[places[0]].start
    for place, due in zip(places, dues, strict=True):
        book.plan[place] = book.plan[place]._replace(start=start, due=due, nominal=None)
        start = due
    book.plan[book.next :] = sorted(book.plan[book.next :], key=lambda row: row.due)


def _extended(book: Book, change: Extended) -> None:
    room = MOST_LINES - len(book.plan)
    if change.periods > room:
        book.find(FindingCode.PLAN_TOO_LONG, detail=str(MOST_LINES))
    for _ in range(min(change.periods, room)):
        add_line(book)
    for _ in range(-change.periods):
        *others, last = book.open_coming()
        row = book.plan[last]
        if others and not any(row.met) and not any(row.owed[2:]):
            del book.plan[last]
    replan(book)


def _instalment_set(book: Book, change: InstalmentSet) -> None:
    book.instalment = change.amount
    replan(book, Keep.INSTALMENT)


def _grace(book: Book, change: GracePeriods) -> None:
    places = book.open_coming()
    for k, place in enumerate(places[:-1]):
        row = book.plan[place]
        interest = Interest.DEFERRED if k < change.interest else row.interest
        book.plan[place] = row._replace(grace=row.grace or k < change.principal, interest=interest)
    replan(book)


def _restructured(book: Book, change: Restructured) -> None:
    back = unask(book, change.overdue)
    start = book.plan[book.next - 1].due if book.next else book.plan[0].start if book.plan else book.today
    back = back.plus(cut_coming(book))
    book.seed, book.every = change.first_due, change.every
    for k in range(change.count):
        due = book.adjusted(nth_date(change.first_due, change.every, k))
        nominal = Period(nth_date(change.first_due, change.every, k - 1), due, change.every) if k == 0 else None
        book.plan.append(Instalment(book.number(), start, due, nominal))
        start = due
    ask_again(book, back, change.overdue)
    replan(book)


def _reamortised(book: Book, change: Reamortised) -> None:
    back = unask(book, change.overdue)
    ask_again(book, back, change.overdue)
    replan(book)


def _new_plan(book: Book, change: NewPlan) -> None:
    back = unask(book, change.overdue)
    start = book.plan[book.next - 1].due if book.next else book.plan[0].start if book.plan else book.today
    back = back.plus(cut_coming(book))
    for given in sorted(change.given, key=lambda row: row.due):
        book.plan.append(given_line(book, start, given))
        start = book.plan[-1].due
    ask_again(book, back, change.overdue)


def _borrower(book: Book, change: BorrowerChanged) -> None:
    """No figure moves; the event itself says who owes from now on."""


_CHANGES: dict[type, Callable[[Book, Any], None]] = {
    RateChange: _rate,
    InterestPause: _interest_pause,
    Postponed: _postponed,
    DueDatesMoved: _due_dates_moved,
    Extended: _extended,
    InstalmentSet: _instalment_set,
    GracePeriods: _grace,
    Restructured: _restructured,
    Reamortised: _reamortised,
    NewPlan: _new_plan,
    BorrowerChanged: _borrower,
}
