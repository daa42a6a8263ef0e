"""Life: what a contract is on a day, for whoever asks.

Made of the folded facts and of a view of them counted to the day. The view is
looked at and thrown away; only `facts` may be folded on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from loanmath.accrual import count_days
from loanmath.arrears import Arrears, arrears
from loanmath.book import NO_REFERENCE, Reference, freeze, thaw
from loanmath.components import Amounts, Component
from loanmath.events import Event
from loanmath.facts import Facts, Finding, Instalment, Movement, MovementKind, Stage
from loanmath.money import Minor
from loanmath.penalty import ask_penalty
from loanmath.rounding import round_fraction
from loanmath.schedule import project
from loanmath.terms import LoanTerms
from loanmath.trace import Line


@dataclass(frozen=True, slots=True)
class Part:
    """What of a receipt met one component of one instalment, and when."""

    instalment: int
    component: Component
    amount: Minor
    on: date


@dataclass(frozen=True, slots=True)
class Allocation:
    """Where the money of a receipt went; parts + refunded + rest = amount."""

    receipt: str
    amount: Minor
    parts: tuple[Part, ...]
    refunded: Minor
    rest: Minor

    def of(self, component: Component) -> int:
        """What met one component."""
        return sum(part.amount for part in self.parts if part.component is component)


@dataclass(frozen=True, slots=True)
class Balances:
    """What is owed on a day, per component.

    billed     the due date has come, open (overdue included); penalty interest to the day included
    overdue    the part of it that was due before the day
    unbilled   principal not yet asked, interest accrued and not billed
    """

    billed: Amounts
    overdue: Amounts
    unbilled: Amounts
    credit: Minor

    @property
    def outstanding(self) -> Amounts:
        """Billed and unbilled."""
        return self.billed.plus(self.unbilled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A contract on a day.

    facts      folded to the last event: store these
    view       the same, counted to `as_of`
    schedule   the plan, with what coming instalments will ask if everybody pays from today on
    movements  all of them, those of the days after the last event included
    """

    terms: LoanTerms
    reference: Reference
    as_of: date
    facts: Facts
    view: Facts
    schedule: tuple[Instalment, ...]
    events: tuple[Event, ...]
    movements: tuple[Movement, ...]
    findings: tuple[Finding, ...]

    @property
    def stage(self) -> Stage:
        """Where the contract stands; settled when nothing is owed and nothing is coming."""
        stage = self.view.stage
        if stage in (Stage.ACTIVE, Stage.SUSPENDED, Stage.TERMINATED) and not any(self.balances.outstanding):
            return Stage.SETTLED
        return stage

    @property
    def balances(self) -> Balances:
        """What is owed today."""
        billed = _sum_open(self.view, None)
        accrued = accrued_interest(self.view, self.terms)
        principal = self.view.lent - self.view.asked - _prepaid(self.view)
        fees = sum(max(row.open.fees, 0) for row in self.view.coming if not row.fixed)
        return Balances(
            billed, _sum_open(self.view, self.as_of), Amounts(principal, accrued, fees=fees), self.view.credit
        )

    @property
    def arrears(self) -> Arrears:
        """What is overdue, by the tolerance of the terms."""
        return arrears(self.view.plan, self.as_of, self.terms.tolerance)

    def movements_of(self, key: str) -> tuple[Movement, ...]:
        """What one event changed."""
        return tuple(movement for movement in self.movements if movement.cause == key)

    def allocation_of(self, receipt: str) -> Allocation:
        """Where the money of a receipt went so far."""
        mine = [movement for movement in self.movements if movement.receipt == receipt]
        total = sum(m.amount for m in mine if m.kind is MovementKind.RECEIVED)
        parts = tuple(
            Part(m.instalment or 0, m.component, m.amount, m.value_date)
            for m in mine
            if m.kind is MovementKind.PAID and m.component is not None
        )
        refunded = sum(m.amount for m in mine if m.kind is MovementKind.REFUNDED)
        rest = sum(credit.amount for credit in self.view.credits if credit.receipt == receipt)
        return Allocation(receipt, total, parts, refunded, rest)


def returned_parts(allocation: Allocation, amount: int, order: Sequence[Component]) -> Amounts:
    """Split money charged back over what its receipt had paid, in the order given; the rest is principal."""
    parts = Amounts()
    for component in order:
        part = min(amount, allocation.of(component))
        parts, amount = parts.add(component, part), amount - part
    return parts.add(Component.PRINCIPAL, amount)


def life_of(
    facts: Facts,
    terms: LoanTerms,
    as_of: date,
    reference: Reference = NO_REFERENCE,
    trace: list[Line] | None = None,
    events: tuple[Event, ...] = (),
    *,
    looks_ahead: bool = True,
) -> Life:
    """Look at folded facts on a day (not before the day they were counted to).

    Without looking ahead there is no schedule: what is owed on the day needs none.
    """
    book = thaw(facts, terms, reference, trace)
    count_days(book, as_of)
    for place in range(book.oldest, book.next):
        ask_penalty(book, place)
    passed, found = tuple(book.movements), tuple(book.findings)
    schedule = tuple(project(book)) if looks_ahead else ()
    return Life(
        terms=terms,
        reference=reference,
        as_of=as_of,
        facts=facts,
        view=freeze(book),
        schedule=schedule,
        events=events,
        movements=facts.movements + passed,
        findings=facts.findings + tuple(f for f in found if f not in facts.findings),
    )


def accrued_interest(facts: Facts, terms: LoanTerms) -> int:
    """Contract interest earned before today and not billed, minor units.

    Interest that was written when planned accrues in proportion to the days of its period.
    """
    running = next((row for row in facts.coming if row.written and not row.fixed), None)
    if running is None:
        return max(round_fraction(facts.carried, terms.rounding), 0)
    days, whole = (facts.today - running.start).days, (running.due - running.start).days
    if days <= 0 or whole <= 0:
        return 0
    return round_fraction(Fraction(running.owed.interest * days, whole), terms.rounding)


def _prepaid(facts: Facts) -> int:
    coming = (row for row in facts.coming if not row.fixed)
    return sum(row.met.principal for row in coming)


def _sum_open(facts: Facts, before: date | None) -> Amounts:
    total = Amounts()
    for row in facts.plan[facts.oldest :]:
        if row.fixed and (before is None or row.due < before):
            total = total.plus(row.open)
    return total


def earned(life: Life, day: date) -> Amounts:
    """Interest and penalty interest earned counting the days before `day`: billed and accrued, all time.

    What the ledger's accrual is the difference of. ValueError for a day before the last event:
    what was earned then is asked of the life of that time.
    """
    if day < life.facts.today:
        raise ValueError(f"facts are counted to {life.facts.today}")
    view = life_of(life.facts, life.terms, day, life.reference).view
    billed = sum(row.owed.interest for row in view.plan if row.fixed)
    interest = billed + view.capitalised.interest + accrued_interest(view, life.terms)
    return Amounts(interest=interest, penalty=view.penalty_asked)
