"""A position in the engine's words: the terms from the day of the take-over on, and the event that opens it.

What fell due before is one open item for each due date that passed since the oldest one, in equal parts; what a
division leaves, and penalty interest, fees and tax, belong to the oldest.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from loanmath.book import Reference
from loanmath.calendars import WorkingDayRule, adjust
from loanmath.components import Amounts
from loanmath.dates import Unit, nth_date
from loanmath.events import Opened, OpenItem
from loanmath.money import Money
from loanmath.schedule import seed_of
from loanmath.terms import LoanTerms, Method, Portion
from repaid.contracts.imports.positions.position import Position
from repaid.products.offer import FeeTaken, fees_of
from repaid.products.queries import TermsRequest, terms_for

KEY: Final = "take-over"
"""The key of the event that opens a position; a contract has one."""

ITEMS_MAX: Final = 1_200


def terms_of_position(version: Any, told: Position, on: date, reference: Reference) -> LoanTerms | None:
    """The terms on which a contract goes on, or None where its dates are not those of the row.

    TermsRefused or DataRefused where the product and the row contradict each other.
    """
    fees = frozenset(fee.code for fee in fees_of(version) if fee.taken is FeeTaken.INSTALMENT)
    count = max(told.remaining or 1, told.instalments or 1)
    request = TermsRequest(
        amount=Money(told.amount, told.currency), count=count, start=told.start,
        first_due=told.next_due or told.start, rate=told.rate, fees=fees,
    )  # fmt: skip
    terms = _from_here(terms_for(version, request), told)
    if not told.left:
        return replace(terms, first_due=None, due_day=None)
    if terms.method is Method.BULLET:
        return _bullet(terms, told)
    tries = (replace(terms, **way) for way in _ways(terms, told))
    return next((each for each in tries if told.next_due in _first_dues(each, on, reference)), None)


def _from_here(terms: LoanTerms, told: Position) -> LoanTerms:
    """The same without what lies behind: as many instalments as remain, what is left of grace, the balloon fixed."""
    count = told.remaining or 1
    left = {
        name: min(max(getattr(terms, name) - told.passed, 0), count - 1)
        for name in ("grace_principal", "grace_interest", "interest_free")
    }
    return replace(terms, count=count, balloon=Portion(terms.balloon.of(told.amount, terms.rounding)), **left)


def _bullet(terms: LoanTerms, told: Position) -> LoanTerms:
    """Everything is due at the end, so many periods after the start as were agreed."""
    assert told.next_due is not None, "a rule asks for it"
    periods = told.instalments or 1
    first = nth_date(told.next_due, terms.every, 1 - periods)
    is_possible = first >= told.start and nth_date(first, terms.every, periods - 1) == told.next_due
    return replace(
        terms, count=periods if is_possible else 1, first_due=first if is_possible else told.next_due, due_day=None
    )


def _ways(terms: LoanTerms, told: Position) -> Iterator[dict[str, Any]]:
    """How due dates may be counted: from the first one ever, by the day of the month, from the next one."""
    if told.first_due is not None:
        yield {"first_due": told.first_due}
        if terms.every.unit is Unit.MONTHS:
            yield {"first_due": told.next_due, "due_day": told.first_due.day}
    yield {"first_due": told.next_due}
    yield {"first_due": told.next_due, "due_day": None}


def _first_dues(terms: LoanTerms, on: date, reference: Reference) -> tuple[date, date]:
    """The first due date of a plan that is laid out on a day, as counted and as moved to a working day."""
    seed, k = seed_of(terms, on)
    due = nth_date(seed, terms.every, k)
    if terms.working_days is WorkingDayRule.NONE:
        return due, due
    return due, adjust(due, reference.calendars[terms.calendar], terms.working_days)


# ----------------------------------------------------------------- opening


def opening(told: Position, terms: LoanTerms, on: date) -> Opened:
    """The event that opens a position on the day of the take-over."""
    agreed = told.instalment if terms.method in (Method.ANNUITY, Method.FLAT) and told.left else 0
    return Opened(
        value_date=on, key=KEY, principal=told.left, interest=told.interest_accrued,
        items=tuple(_items(told, terms, on)), credit=told.credit, repaid=max(told.amount - told.principal, 0),
        instalment=agreed or None,
    )  # fmt: skip


def _items(told: Position, terms: LoanTerms, on: date) -> Iterator[OpenItem]:
    days = list(_days_due(told, terms, on)) if any(told.due) else []
    for place, day in enumerate(days):
        oldest = told.due if place == 0 else Amounts()
        shares = {name: _share(getattr(told.due, name), place, len(days)) for name in ("principal", "interest")}
        yield OpenItem(day, oldest._replace(**shares))


def _share(amount: int, place: int, parts: int) -> int:
    each, rest = divmod(amount, parts)
    return each + (rest if place == 0 else 0)


def _days_due(told: Position, terms: LoanTerms, on: date) -> Iterator[date]:
    """The due dates that passed since the oldest unpaid one: as many as the row says, else those of the plan."""
    oldest = told.oldest_due
    assert oldest is not None, "a rule asks for it"
    yield oldest
    most = told.late_instalments or (ITEMS_MAX if told.next_due else 1)
    for k in range(1, most):
        day = nth_date(oldest, terms.every, k)
        if day > on or (told.next_due and day >= told.next_due):
            return
        yield day
