"""One row as a position: what was agreed, what is owed on the day, how it goes on. Rules that need no engine."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from loanmath.components import Amounts
from loanmath.money import Money
from repaid.contracts.imports.positions.cells import Cells

Broken = tuple[str, str, dict[str, Any]]
"""A rule that does not hold: the field, the code, the facts of its sentence."""

COMPONENTS = ("principal", "interest", "penalty", "fees", "tax")


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Amounts are minor units, the rate per cent a year. `principal` is all that is outstanding, `due` the part of
    everything that is billed and unpaid. Dates and counts that the row does not give are None."""

    line: int
    number: str
    product: str
    currency: str
    amount: int
    start: date
    rate: Decimal
    instalments: int | None
    first_due: date | None
    principal: int
    due: Amounts
    oldest_due: date | None
    late_instalments: int | None
    interest_accrued: int
    credit: int
    next_due: date | None
    remaining: int | None
    instalment: int
    last_paid_on: date | None
    last_paid: int

    @property
    def left(self) -> int:
        """Principal that is not due yet."""
        return self.principal - self.due.principal

    @property
    def passed(self) -> int:
        """Instalments of the agreed number that have fallen due."""
        return max((self.instalments or 0) - (self.remaining or 0), 0)

    def money(self, minor: int) -> Money:
        """Minor units in the currency of the contract."""
        return Money(minor, self.currency)


def read_position(cells: Cells, number: str, currency: str) -> Position | None:
    """The position in the row of a contract; None, with notes, when it lacks what every row must have."""
    start, told = cells.day("start"), _told(cells, currency)
    due = Amounts(*(cells.amount(f"{component}_due", currency) for component in COMPONENTS))
    if start is None or cells.is_wrong:
        return None
    return Position(line=cells.line, number=number, currency=currency, start=start, due=due, **told)


def _told(cells: Cells, currency: str) -> dict[str, Any]:
    days = ("first_due", "oldest_due", "next_due", "last_paid_on")
    amounts = ("principal", "interest_accrued", "credit", "instalment", "last_paid")
    return {
        "product": cells.text("product"),
        "amount": cells.amount("amount", currency, above_zero=True),
        "rate": cells.rate("rate"),
        "remaining": cells.count("remaining"),
        **{name: cells.day(name) for name in days},
        **{name: cells.count(name, least=1) for name in ("instalments", "late_instalments")},
        **{name: cells.amount(name, currency) for name in amounts},
    }


def broken_rules(position: Position, on: date) -> Iterator[Broken]:
    """What in a position contradicts itself or the day of the take-over."""
    yield from _days(position, on)
    yield from _due(position)
    yield from _plan(position, on)


def _days(told: Position, on: date) -> Iterator[Broken]:
    for name in ("start", "oldest_due", "last_paid_on"):
        day: date | None = getattr(told, name)
        if day is not None and day > on:
            yield name, "after_the_day", {"day": day, "on": on}
    for name in ("first_due", "oldest_due", "next_due"):
        day = getattr(told, name)
        if day is not None and day < told.start:
            yield name, "due_before_start", {"day": day, "start": told.start}


def _due(told: Position) -> Iterator[Broken]:
    if told.due.principal > told.principal:
        facts = {"due": told.money(told.due.principal), "left": told.money(told.principal)}
        yield "principal_due", "more_due_than_left", facts
    if any(told.due) and told.oldest_due is None:
        yield "oldest_due", "overdue_since_needed", {}
    if told.oldest_due is not None and not any(told.due):
        yield "oldest_due", "nothing_overdue", {}
    if not told.principal and not any(told.due):
        yield "principal", "nothing_left", {}
    if told.principal > told.amount:
        yield "principal", "more_than_paid_out", {}


def _plan(told: Position, on: date) -> Iterator[Broken]:
    if told.next_due is not None and told.next_due < on:
        yield "next_due", "next_due_passed", {"day": told.next_due, "on": on}
    if told.left > 0 and not (told.next_due and told.remaining):
        yield "next_due" if told.next_due is None else "remaining", "next_due_needed", {}
    if told.instalments and told.remaining and told.remaining > told.instalments:
        yield "remaining", "more_left_than_agreed", {"left": told.remaining, "count": told.instalments}
