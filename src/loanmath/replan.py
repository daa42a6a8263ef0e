"""Replan: choose the amounts (and number) of the coming instalments.

The principal to plan is what no fixed instalment asks for; the factors are those
of whole periods, also in the middle of one (only interest knows its days).
"""

from __future__ import annotations

from loanmath.annuity import equal_instalment
from loanmath.book import Book
from loanmath.changes import Keep
from loanmath.dates import Unit
from loanmath.daycount import basis_days, years_of
from loanmath.facts import FindingCode, Instalment, Interest, Origin
from loanmath.interest import whole_days, years
from loanmath.rates import PPM
from loanmath.rounding import round_ratio, round_to_multiple
from loanmath.schedule import look_ahead, next_due
from loanmath.terms import AnnuityFactor, LastInstalment, LoanTerms, Method

LONGEST = 1200
LEVELLING_PASSES = 3


def replan(book: Book, keep: Keep = Keep.TERM) -> None:
    """Plan the coming instalments again; nothing below what is paid already."""
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
    _METHODS[book.terms.method](book, places, keep)
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


def _flat(book: Book, places: list[int], keep: Keep) -> None:
    if _splits_evenly(book.terms):
        _split_evenly(book, places)
    else:
        _equal_instalments(book, places, keep)


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


def _equal_instalments(book: Book, places: list[int], keep: Keep) -> None:
    deferring = [place for place in places if book.plan[place].interest is Interest.DEFERRED]
    paying = [place for place in places if not book.plan[place].grace]
    for place in places:
        shape = Interest.ON_TOP if book.plan[place].grace else Interest.INSIDE
        if book.plan[place].interest is not shape:
            book.plan[place] = book.plan[place]._replace(interest=shape)
    if keep is Keep.INSTALMENT:
        _keep_size(book, paying)
    else:
        _keep_number(book, paying)
    if deferring:
        _defer(book, places, deferring)


def _keep_number(book: Book, paying: list[int]) -> None:
    terms = book.terms
    if terms.instalment is not None:
        set_amounts(book, paying, terms.instalment)
        return
    exact = _size(book, paying)
    size = round_to_multiple(exact, terms.multiple, terms.instalment_rounding)
    set_amounts(book, paying, size)
    _add_balloon(book, paying)
    if terms.last_instalment is LastInstalment.LEVELLED:
        _level(book, paying, terms.multiple if size % terms.multiple == 0 else 1)


def _keep_size(book: Book, paying: list[int]) -> None:
    """The number of lines follows: added while the last would ask more, dropped when it asks nothing."""
    size = book.instalment
    set_amounts(book, paying, size)
    while len(book.plan) < LONGEST and _last_asks(book) > size:
        set_amounts(book, [add_line(book)], size)
    drop_empty_tail(book)


def _last_asks(book: Book) -> int:
    last = list(look_ahead(book).values())[-1]
    return last.principal + last.interest


def _equal_principal(book: Book, places: list[int], keep: Keep) -> None:
    terms = book.terms
    paying = [place for place in places if not book.plan[place].grace]
    if keep is Keep.INSTALMENT and book.instalment:
        _keep_size(book, paying)
        return
    principal = book.unasked - terms.balloon.of(book.unasked)
    share = round_to_multiple(
        round_ratio(principal, len(paying), terms.instalment_rounding), terms.multiple, terms.instalment_rounding
    )
    set_amounts(book, paying, share)
    _add_balloon(book, paying)


def _all_at_the_end(book: Book, places: list[int], keep: Keep) -> None:
    """Interest only and bullet: the last line takes the principal by itself."""
    set_amounts(book, places[:-1], 0)
    set_amounts(book, places[-1:], book.unasked)
    if keep is Keep.INSTALMENT:
        drop_empty_tail(book)


def _given(book: Book, places: list[int], keep: Keep) -> None:
    """A typed table asks what is left, in order; the last line takes the difference, which is told."""
    left = book.unasked
    for place in places:
        row = book.plan[place]
        principal = left if place == places[-1] else min(row.amount, left)
        if place == places[-1] and principal != row.amount and keep is Keep.TERM:
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


def set_amounts(book: Book, places: list[int], amount: int) -> None:
    """Plan one size for some lines."""
    book.instalment = amount
    plan = book.plan
    for place in places:
        plan[place] = plan[place].planned(amount)


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


def factors(book: Book, places: list[int]) -> list[tuple[int, int]]:
    """(numerator, denominator) of rate x part of a year of each line's whole period."""
    terms, ppm = book.terms, book.rates[-1][1]
    if terms.annuity_factor is AnnuityFactor.EVEN:
        part = years_of(book.every)
        return [(ppm * part.numerator, PPM * part.denominator)] * len(places)
    year = basis_days(terms.day_count)
    if terms.annuity_factor is AnnuityFactor.THIRTY and year and book.every.unit is Unit.MONTHS:
        return [(ppm * 30 * book.every.n, PPM * year)] * len(places)
    if year:
        days = whole_days(terms.day_count, [book.plan[place] for place in places])
        return [(ppm * n, PPM * year) for n in days]
    found = []
    for place in places:
        row = book.plan[place]
        top, bottom = years(terms.day_count, row.start, row.due, row, book.every)
        found.append((ppm * top, PPM * bottom))
    return found


def _size(book: Book, paying: list[int]) -> int:
    """The equal instalment of the unasked principal, to the minor unit."""
    terms, principal = book.terms, book.unasked
    each = factors(book, paying)
    if terms.method is Method.FLAT:
        return _flat_size(principal, book.original, each, terms)
    return equal_instalment(principal, each, terms.balloon.of(principal), terms.instalment_rounding)


def _flat_size(principal: int, original: int, each: list[tuple[int, int]], terms: LoanTerms) -> int:
    interest = sum(round_ratio(original * top, bottom, terms.rounding) for top, bottom in each)
    return round_ratio(principal + interest, len(each), terms.instalment_rounding)


def _level(book: Book, paying: list[int], unit: int) -> None:
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


def _defer(book: Book, places: list[int], deferring: list[int]) -> None:
    """Grace on interest: the first lines ask their principal alone, the next collects the interest on top."""
    ahead = look_ahead(book)
    collecting = next((place for place in places if place > deferring[-1]), None)
    for place in [*deferring, *([] if collecting is None else [collecting])]:
        shape = Interest.DEFERRED if place in deferring else Interest.ON_TOP
        book.plan[place] = book.plan[place]._replace(amount=ahead[place].principal, interest=shape)
