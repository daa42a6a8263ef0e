"""Replan: choose the amounts (and number) of the coming instalments.

The principal to plan is what no fixed instalment asks for; the factors are those
of whole periods, also in the middle of one (only interest knows its days).
"""

from __future__ import annotations

from typing import NamedTuple

from loanmath.book import Book
from loanmath.changes import Keep
from loanmath.facts import FindingCode, Instalment, Interest, Origin
from loanmath.rounding import round_ratio, round_to_multiple
from loanmath.schedule import look_ahead, next_due
from loanmath.sizing import equal_size, factors, level, set_amounts
from loanmath.terms import AnnuityFactor, LastInstalment, LoanTerms, Method

LONGEST = 1200
"""Lines up to which a plan grows to keep the size of its instalment: a hundred years of months."""
MOST_LINES = 5000
"""Lines a plan has at most after an extension."""


class Rule(NamedTuple):
    """What stays when the plan is made again, and to how many lines it may grow."""

    keep: Keep
    longest: int


def replan(book: Book, keep: Keep = Keep.TERM, *, longest: int = LONGEST) -> None:
    """Plan the coming instalments again; nothing below what is paid already.

    `longest`: with `Keep.INSTALMENT`, the plan grows to so many lines at most.
    """
    places = book.open_coming()
    if not places:
        if book.unasked:
            book.find(FindingCode.NOTHING_COMING, book.unasked)
        return
    if keep is Keep.BOTH:
        rewrite(book)
        return
    if book.terms.method is not Method.GIVEN:
        unwrite(book, places)
    book.plan[places[-1]] = book.plan[places[-1]]._replace(grace=False)
    for place in places:
        if book.plan[place].grace:
            book.plan[place] = book.plan[place].planned(0)
    _METHODS[book.terms.method](book, places, Rule(keep, longest))
    if book.on_schedule:
        write_figures(book)


def write_figures(book: Book) -> None:
    """Interest on the schedule: what coming lines ask is fixed now."""
    for place, asked in look_ahead(book).items():
        row = book.plan[place]
        owed = row.owed._replace(principal=asked.principal, interest=asked.interest)
        met = row.met
        settled_on = row.settled_on if met == owed else None
        book.plan[place] = row._replace(owed=owed, written=True, settled_on=settled_on)


def rewrite(book: Book) -> None:
    """Figures again for lines of the same size: only the interest to come has changed."""
    if book.on_schedule and not (book.terms.method is Method.GIVEN or _splits_evenly(book.terms)):
        unwrite(book, book.open_coming())
        write_figures(book)


def unwrite(book: Book, places: list[int]) -> None:
    """Figures of these lines may move again; what else they ask stays."""
    for place in places:
        row = book.plan[place]
        if row.written:
            book.plan[place] = row._replace(written=False, owed=row.owed._replace(principal=0, interest=0))


def _splits_evenly(terms: LoanTerms) -> bool:
    return terms.method is Method.FLAT and terms.annuity_factor is not AnnuityFactor.DAYS


# ------------------------------------------------------------------ methods


def _flat(book: Book, places: list[int], rule: Rule) -> None:
    if _splits_evenly(book.terms):
        _split_evenly(book, places)
    else:
        _equal_instalments(book, places, rule)


def _split_evenly(book: Book, places: list[int]) -> None:
    """Flat and even: the interest of the whole term is rounded once and split; the last takes the rest."""
    terms = book.terms
    top, bottom = factors(book, places[:1])[0]
    interest = round_ratio(book.original * top * len(places), bottom, terms.rounding)
    each = round_ratio(interest, len(places), terms.rounding)
    share = round_to_multiple(round_ratio(book.unasked, len(places), terms.rounding), terms.multiple, terms.rounding)
    left, left_interest = book.unasked, interest
    for place in places:
        asked = (left, left_interest) if place == places[-1] else (min(share, left), each)
        left, left_interest = left - asked[0], left_interest - asked[1]
        row = book.plan[place]
        owed = row.owed._replace(principal=asked[0], interest=asked[1])
        book.plan[place] = row._replace(amount=sum(asked), owed=owed, written=True)


def _equal_instalments(book: Book, places: list[int], rule: Rule) -> None:
    deferring = [place for place in places if book.plan[place].interest is Interest.DEFERRED]
    paying = [place for place in places if not book.plan[place].grace]
    for place in places:
        shape = Interest.ON_TOP if book.plan[place].grace else Interest.INSIDE
        if book.plan[place].interest is not shape:
            book.plan[place] = book.plan[place]._replace(interest=shape)
    if rule.keep is Keep.INSTALMENT:
        _keep_size(book, paying, rule.longest)
    else:
        _keep_number(book, paying)
    if deferring:
        _defer(book, places, deferring)


def _keep_number(book: Book, paying: list[int]) -> None:
    terms = book.terms
    if terms.instalment is not None:
        set_amounts(book, paying, terms.instalment)
        return
    exact = equal_size(book, paying)
    size = round_to_multiple(exact, terms.multiple, terms.instalment_rounding)
    set_amounts(book, paying, size)
    _add_balloon(book, paying)
    if terms.last_instalment is LastInstalment.LEVELLED:
        level(book, paying, terms.multiple if size % terms.multiple == 0 else 1)


def _keep_size(book: Book, paying: list[int], longest: int) -> None:
    """The number of lines follows: added while the last would ask more, dropped when it asks nothing.

    The last takes the rest where a balloon is agreed and where no more lines may be added.
    """
    last_number = book.last_number
    set_amounts(book, paying, book.instalment)
    if len(book.plan) < longest and not _has_balloon(book.terms):
        _lengthen(book, longest)
    drop_empty_tail(book)
    book.last_number = max(last_number, *(row.number for row in book.plan))


def _lengthen(book: Book, longest: int) -> None:
    """Add lines, twice as many each time, until the last asks no more than the others.

    An instalment that hardly covers its interest would never come to an end: no line is added, and that is told.
    """
    size, last_number, more = book.instalment, book.last_number, 1
    while _last_asks(book) > size:
        if len(book.plan) >= longest:
            book.plan = [row for row in book.plan if row.number <= last_number]
            book.find(FindingCode.INSTALMENT_TOO_LOW, size)
            return
        set_amounts(book, [add_line(book) for _ in range(min(more, longest - len(book.plan)))], size)
        more *= 2


def _has_balloon(terms: LoanTerms) -> bool:
    return bool(terms.balloon.amount or terms.balloon.share)


def _last_asks(book: Book) -> int:
    last = list(look_ahead(book).values())[-1]
    return last.principal + last.interest


def _equal_principal(book: Book, places: list[int], rule: Rule) -> None:
    terms = book.terms
    paying = [place for place in places if not book.plan[place].grace]
    if rule.keep is Keep.INSTALMENT and book.instalment:
        _keep_size(book, paying, rule.longest)
        return
    principal = book.unasked - terms.balloon.of(book.unasked)
    share = round_to_multiple(
        round_ratio(principal, len(paying), terms.instalment_rounding), terms.multiple, terms.instalment_rounding
    )
    set_amounts(book, paying, share)
    _add_balloon(book, paying)


def _all_at_the_end(book: Book, places: list[int], rule: Rule) -> None:
    """Interest only and bullet: the last line takes the principal by itself."""
    set_amounts(book, places[:-1], 0)
    set_amounts(book, places[-1:], book.unasked)
    if rule.keep is Keep.INSTALMENT:
        drop_empty_tail(book)


def _given(book: Book, places: list[int], rule: Rule) -> None:
    """A typed table asks what is left, in order; the last line takes the difference, which is told."""
    left = book.unasked
    for place in places:
        row = book.plan[place]
        principal = left if place == places[-1] else min(row.amount, left)
        if place == places[-1] and principal != row.amount and rule.keep is Keep.TERM:
            book.find(FindingCode.LEFT_OVER, principal - row.amount)
        left -= principal
        owed = row.owed._replace(principal=principal) if row.written else row.owed
        book.plan[place] = row._replace(amount=principal, owed=owed)


_METHODS = {
    Method.ANNUITY: _equal_instalments,
    Method.FLAT: _flat,
    Method.EQUAL_PRINCIPAL: _equal_principal,
    Method.INTEREST_ONLY: _all_at_the_end,
    Method.BULLET: _all_at_the_end,
    Method.GIVEN: _given,
}


# ------------------------------------------------------------------ parts


def _add_balloon(book: Book, paying: list[int]) -> None:
    row = book.plan[paying[-1]]
    book.plan[paying[-1]] = row._replace(amount=row.amount + book.terms.balloon.of(book.unasked))


def add_line(book: Book) -> int:
    """One more period at the end, after the last regular line or, where none is left, the last of all; its place."""
    last = next((row for row in reversed(book.plan) if row.origin is Origin.REGULAR), book.plan[-1])
    return book.insert(Instalment(book.number(), last.due, next_due(book, last.due), interest=last.interest))


def drop_empty_tail(book: Book) -> None:
    """Drop last lines that have nothing to ask and of which nothing was paid."""
    ahead = look_ahead(book)
    for place in sorted(ahead, reverse=True)[:-1]:
        row = book.plan[place]
        if any(row.met) or any(row.owed) or ahead[place].principal or ahead[place].interest:
            return
        del book.plan[place]


def _defer(book: Book, places: list[int], deferring: list[int]) -> None:
    """Grace on interest: the first lines ask their principal alone, the next collects the interest on top."""
    ahead = look_ahead(book)
    collecting = next((place for place in places if place > deferring[-1]), None)
    for place in [*deferring, *([] if collecting is None else [collecting])]:
        shape = Interest.DEFERRED if place in deferring else Interest.ON_TOP
        book.plan[place] = book.plan[place]._replace(amount=ahead[place].principal, interest=shape)
