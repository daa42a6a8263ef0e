"""The working copy of Facts while events are applied to it.

Facts go in and Facts come out; in between one `Book` is changed in place, so a
long history costs no copies. Nobody outside the fold holds a Book.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from fractions import Fraction
from typing import Final

from loanmath.calendars import SATURDAY_SUNDAY, Calendar, WorkingDayRule, adjust
from loanmath.components import NOTHING, Amounts, Component
from loanmath.dates import Every
from loanmath.daycount import Period
from loanmath.facts import (
    Accrual,
    Credit,
    Facts,
    Finding,
    FindingCode,
    Instalment,
    Movement,
    MovementKind,
    Origin,
    Pause,
    Stage,
)
from loanmath.rates import Tables
from loanmath.terms import InterestOn, LoanTerms, Method, OverduePrincipal
from loanmath.trace import Line

WEEKEND: Final = Calendar(weekend=SATURDAY_SUNDAY, holidays=frozenset())


@dataclass(frozen=True, slots=True)
class Reference:
    """What terms only name: tables of rates and calendars."""

    tables: Tables = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)


NO_REFERENCE: Final = Reference()


@dataclass(slots=True, kw_only=True)
class Book:
    """Facts, thawed, with what the fold needs at hand. Fields as in Facts, `accruals` by number of the instalment.

    has_prepaid    something may be met of a coming line
    on_schedule    figures are fixed when planned; paying early or late changes no interest
    keeps_bearing  billed principal goes on bearing contract interest until it is paid
    """

    terms: LoanTerms
    reference: Reference
    trace: list[Line] | None = None
    cause: str = ""
    has_prepaid: bool = False
    on_schedule: bool
    keeps_bearing: bool

    today: date
    plan: list[Instalment]
    next: int
    oldest: int
    stage: Stage
    lent: int
    repaid_before: int
    disbursed: int
    asked: int
    bearing: int
    carried: Fraction
    received: int
    refunded: int
    recovered: int
    returned: int
    credits: list[Credit]
    accruals: dict[int, Accrual]
    rates: tuple[tuple[date, int], ...]
    pauses: tuple[Pause, ...]
    suspended_on: date | None
    penalty_paused: bool
    capitalised: Amounts
    penalty_asked: int
    instalment: int
    seed: date | None
    every: Every
    last_number: int
    movements: list[Movement]
    findings: list[Finding]

    @property
    def bears(self) -> int:
        """Principal contract interest is counted on today."""
        return self.original if self.terms.method is Method.FLAT else self.bearing

    @property
    def original(self) -> int:
        """The original amount, which flat interest is counted on whatever was repaid."""
        return self.lent + self.repaid_before

    @property
    def unasked(self) -> int:
        """Principal no fixed instalment asks for."""
        return self.lent - self.asked

    @property
    def prepaid(self) -> int:
        """Principal met of coming instalments that are not fixed."""
        if not self.has_prepaid:
            return 0
        return sum(row.met.principal for row in self.plan[self.next :] if not row.fixed)

    def is_last_open(self, place: int) -> bool:
        """No later instalment can ask anything."""
        return all(self.plan[later].fixed for later in range(place + 1, len(self.plan)))

    def open_coming(self) -> list[int]:
        """Places of coming instalments whose figures may still move."""
        return [place for place in range(self.next, len(self.plan)) if not self.plan[place].fixed]

    def move(
        self,
        kind: MovementKind,
        amount: int,
        component: Component | None = None,
        instalment: int | None = None,
        receipt: str = "",
    ) -> None:
        """Write down an amount that changed; nothing is written for nothing."""
        if amount:
            self.movements.append(
                Movement(self.today, self.cause, kind, component, amount, instalment, receipt),
            )

    def find(self, code: FindingCode, amount: int = 0, detail: str = "") -> None:
        """Tell something about the event at hand."""
        self.findings.append(Finding(code, self.today, self.cause, amount, detail))

    def number(self) -> int:
        """The next free number of an instalment."""
        self.last_number += 1
        return self.last_number

    def insert(self, row: Instalment) -> int:
        """Put a line at its place by due date, after lines of the same day; returns the place."""
        place = len(self.plan)
        while place and self.plan[place - 1].due > row.due:
            place -= 1
        self.plan.insert(place, row)
        self.oldest = min(self.oldest, place)
        return place

    def adjusted(self, day: date) -> date:
        """A due date moved by the working-day rule of the terms."""
        if self.terms.working_days is WorkingDayRule.NONE:
            return day
        calendar = self.reference.calendars.get(self.terms.calendar, WEEKEND)
        return adjust(day, calendar, self.terms.working_days)

    def row(self, due: date, *, origin: Origin, start: date | None = None, nominal: Period | None = None) -> Instalment:
        """A new, empty line of the plan."""
        return Instalment(self.number(), start or due, due, nominal, origin=origin)


_FROZEN: Final = [f.name for f in fields(Facts)]
_LISTS: Final = frozenset({"plan", "credits", "movements", "findings"})


def thaw(facts: Facts, terms: LoanTerms, reference: Reference, trace: list[Line] | None = None) -> Book:
    """A Book to work on. Movements and findings of earlier steps stay behind."""
    values = {name: getattr(facts, name) for name in _FROZEN}
    for name in _LISTS:
        values[name] = list(values[name])
    values["movements"], values["findings"] = [], []
    values["accruals"] = {accrual.instalment: accrual for accrual in facts.accruals}
    on_schedule = terms.interest_on is InterestOn.SCHEDULE or terms.method is Method.FLAT
    book = Book(
        terms=terms,
        reference=reference,
        trace=trace,
        on_schedule=on_schedule,
        keeps_bearing=not on_schedule and terms.overdue_principal is not OverduePrincipal.STOPS,
        **values,
    )
    book.has_prepaid = any(row.met is not NOTHING for row in book.plan[book.next :])
    return book


def freeze(book: Book) -> Facts:
    """The Facts a Book has become."""
    values = {name: getattr(book, name) for name in _FROZEN}
    for name in _LISTS:
        values[name] = tuple(values[name])
    values["accruals"] = tuple(book.accruals.values())
    return Facts(**values)
