"""Spread money over what is owed, by a scheme.

`spread` uses the receipts it is given, oldest first, and nothing else. What no
slot of the scheme claims stays in their hands as credit. Billed instalments are
past or due; coming ones are paid in advance, with interest to today only.
"""

from __future__ import annotations

from loanmath.book import Book
from loanmath.components import NOTHING, PLACE, Amounts, Component
from loanmath.facts import Credit, MovementKind
from loanmath.fixing import fix, settle_if_met
from loanmath.interest import ZERO, Figures, figures
from loanmath.penalty import ask_penalty, watch
from loanmath.rounding import round_fraction, round_ratio
from loanmath.schedule import asking
from loanmath.scheme import Advance, Scheme, Through, Timing

Components = tuple[Component, ...]


class Purse:
    """Money of receipts, oldest first, while it is spread."""

    __slots__ = ("_first", "_money", "left")

    def __init__(self, money: list[Credit]) -> None:
        self._money = money
        self._first = money[0].amount if money else 0  # what is left of the first one
        self.left = sum([credit.amount for credit in money])

    def take(self, amount: int) -> list[tuple[str, int]]:
        """Take an amount there is: (receipt, part) of each receipt it comes from."""
        self.left -= amount
        taken = []
        while amount > self._first:
            taken.append((self._money[0].receipt, self._first))
            amount -= self._first
            self._next()
        if amount:
            taken.append((self._money[0].receipt, amount))
            self._first -= amount
        return taken

    def _next(self) -> None:
        self._money = self._money[1:]
        self._first = self._money[0].amount

    @property
    def credits(self) -> list[Credit]:
        """What nobody took."""
        if not self._first:
            return self._money[1:]
        return [self._money[0]._replace(amount=self._first), *self._money[1:]]


def spread(book: Book, money: list[Credit], scheme: Scheme, *, ahead: bool = True) -> list[Credit]:
    """Pay by the scheme; what is left of the money comes back. `ahead`: coming lines too, where the scheme says so."""
    purse = Purse(money)
    if purse.left <= 0:
        return money
    for timing, components in scheme.groups:
        if timing is not Timing.ADVANCE:
            _pay_billed(book, purse, timing, components, scheme.through)
        elif not ahead:
            continue
        elif scheme.advance is Advance.SPREAD:
            _pay_equal_parts(book, purse, components)
        elif scheme.advance is not Advance.HOLD:
            _pay_coming(book, purse, components, scheme)
    return purse.credits


def use_credit(book: Book) -> None:
    """Waiting credit pays what is billed and unpaid, by the scheme of the terms."""
    if book.credits and book.oldest < book.next:
        book.credits = spread(book, book.credits, book.terms.allocation, ahead=False)


def _pay_billed(book: Book, purse: Purse, timing: Timing, components: Components, through: Through) -> None:
    if not purse.left:
        return
    past = timing is Timing.PAST
    places = [place for place in range(book.oldest, book.next) if (book.plan[place].due < book.today) == past]
    reached = 0
    for place, group in _rounds(places, components, through):
        if not purse.left:
            break
        if Component.PENALTY in group:
            ask_penalty(book, place)
        pay(book, purse, place, group, book.plan[place].open)
        reached = max(reached, place + 1)
    for place in places:
        if place < reached:
            watch(book, place)
            settle_if_met(book, place)


def _rounds(places: list[int], components: Components, through: Through) -> list[tuple[int, Components]]:
    if through is Through.INSTALMENT:
        return [(place, components) for place in places]
    return [(place, (component,)) for component in components for place in places]


def pay(book: Book, purse: Purse, place: int, components: Components, most: Amounts) -> None:
    """Money meets components of one line, in their order, each up to `most`."""
    row = book.plan[place]
    paid = list(row.paid)
    for component in components:
        at = PLACE[component]
        if most[at] <= 0 or not purse.left:
            continue
        amount = min(purse.left, most[at])
        paid[at] += amount
        if component is Component.PRINCIPAL:
            relieve(book, place, amount)
        for receipt, part in purse.take(amount):
            book.move(MovementKind.PAID, part, component, row.number, receipt)
    book.plan[place] = row.with_paid(Amounts._make(paid))
    book.has_prepaid = book.has_prepaid or place >= book.next


def relieve(book: Book, place: int, principal: int) -> None:
    """Principal was met: does it stop bearing contract interest by that?"""
    if not book.on_schedule and (place >= book.next or book.keeps_bearing):
        book.bearing -= principal


# ------------------------------------------------------------------ in advance


def _pay_coming(book: Book, purse: Purse, components: Components, scheme: Scheme) -> None:
    places = [place for place in range(book.next, len(book.plan)) if not book.plan[place].is_settled]
    if scheme.advance is Advance.LAST:
        places.reverse()
    for place, group in _rounds(places, components, scheme.through):
        if not purse.left:
            break
        pay_in_advance(book, purse, place, group)
    _settle_the_rest(book)


def _settle_the_rest(book: Book) -> None:
    """When all principal is paid and no interest is waiting, no coming line has anything to ask."""
    if book.on_schedule or book.unasked != book.prepaid or round_fraction(book.carried, book.terms.rounding):
        return
    for place in book.open_coming():
        row = book.plan[place]
        met = row.met
        if row.owed.fees <= met.fees and not book.terms.instalment_fees:
            fix(book, place, Figures(met.principal, met.interest, book.carried))
            book.plan[place] = book.plan[place]._replace(settled_on=book.today)


def pay_in_advance(book: Book, purse: Purse, place: int, components: Components) -> None:
    """Pay a coming line with interest to today; one that is met in full asks nothing more."""
    if not purse.left:
        return
    asked = asked_today(book, place)
    row = book.plan[place]
    owed = row.owed if row.fixed else asking(row, asked, book.terms)
    pay(book, purse, place, components, owed.minus(row.met))
    _close_if_met(book, place, asked, owed)


def _close_if_met(book: Book, place: int, asked: Figures, owed: Amounts) -> None:
    row = book.plan[place]
    met = row.met
    if met != owed or not any(owed):
        return
    if not row.fixed and not book.on_schedule:
        fix(book, place, asked)
    book.plan[place] = book.plan[place]._replace(settled_on=book.today)


def asked_today(book: Book, place: int) -> Figures:
    """What a coming line asks if it is paid today: interest earned so far, if no line before it asks for it."""
    row = book.plan[place]
    if book.on_schedule or row.fixed:
        return Figures(row.owed.principal, row.owed.interest, book.carried)
    first = next(at for at in range(book.next, len(book.plan)) if not book.plan[at].fixed)
    last = book.is_last_open(place)
    room = book.unasked - book.prepaid + row.met.principal
    if place == first:
        return figures(row, book.carried, room, last, book.terms)
    if last:
        return Figures(min(row.amount + row.returned, room), 0, book.carried)
    return figures(row, ZERO, room, last=False, terms=book.terms)._replace(moved=book.carried)


def _pay_equal_parts(book: Book, purse: Purse, components: Components) -> None:
    """All coming lines in equal parts, component after component.

    A line that needs less than its part leaves the rest to the next component; what a
    division leaves goes to the last line.
    """
    asked = {place: asked_today(book, place) for place in _unsettled(book)}
    before = purse.left + 1
    while purse.left < before:
        before = purse.left
        for component in components:
            _equal_parts(book, purse, asked, component)
    for place, figures_today in asked.items():
        row = book.plan[place]
        owed = row.owed if row.fixed else asking(row, figures_today, book.terms)
        _close_if_met(book, place, figures_today, owed)
    _settle_the_rest(book)


def _unsettled(book: Book) -> list[int]:
    return [place for place in range(book.next, len(book.plan)) if not book.plan[place].is_settled]


def _equal_parts(book: Book, purse: Purse, asked: dict[int, Figures], component: Component) -> None:
    still = {place: amount for place in asked if (amount := _still(book, place, asked[place]).of(component)) > 0}
    if not still:
        return
    money, lines = purse.left, len(still)
    part = round_ratio(money, lines, book.terms.rounding)
    last = max(still)
    for place, amount in still.items():
        share = money - part * (lines - 1) if place == last else part
        most = min(amount, share, _left_to_ask(book, place, component))
        pay(book, purse, place, (component,), NOTHING.add(component, most))


def _left_to_ask(book: Book, place: int, component: Component) -> int:
    """All coming lines together ask no more than the principal there is."""
    if component is not Component.PRINCIPAL or book.on_schedule or book.plan[place].fixed:
        return book.lent
    return book.unasked - book.prepaid


def _still(book: Book, place: int, asked: Figures) -> Amounts:
    row = book.plan[place]
    owed = row.owed if row.fixed else asking(row, asked, book.terms)
    return owed.minus(row.met)
