"""Why this amount: the lines behind every figure of the schedule.

The same replay with a recorder. The lines of a figure add up to it exactly; the
last one says what rounding did, or what interest came from another instalment.
(Clerks call balance x days "interest numbers": summed, then one division.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from loanmath.book import NO_REFERENCE, Reference
from loanmath.components import Component
from loanmath.events import Event
from loanmath.facts import Instalment, MovementKind
from loanmath.life import Life
from loanmath.money import Minor
from loanmath.replay import replay
from loanmath.terms import LoanTerms
from loanmath.trace import Line, Why

HALF: Final = Fraction(1, 2)
_RECORDED: Final = {Component.INTEREST: Why.INTEREST, Component.PENALTY: Why.PENALTY}


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure of one instalment, and its lines: sum of `exact` = `amount`."""

    instalment: int
    due: date
    component: Component
    amount: Minor
    lines: tuple[Line, ...]


def explain(
    terms: LoanTerms, events: Iterable[Event], on: date, reference: Reference = NO_REFERENCE
) -> tuple[Explanation, ...]:
    """Every figure of every instalment, as the schedule is seen on a day."""
    trace: list[Line] = []
    life = replay(terms, events, on, reference, trace)
    return tuple(
        Explanation(row.number, row.due, component, row.owed.of(component), _lines(life, row, component, trace))
        for row in life.schedule
        for component in Component
        if row.owed.of(component)
    )


def interest_to_date(
    terms: LoanTerms, events: Iterable[Event], on: date, reference: Reference = NO_REFERENCE
) -> tuple[Line, ...]:
    """The days behind the interest a settlement quote of the day asks beside what is billed."""
    trace: list[Line] = []
    coming = {row.number for row in replay(terms, events, on, reference, trace).view.coming}
    lines = (line for line in trace if line.what is Why.INTEREST and line.end <= on and line.instalment in coming)
    return tuple(merged(lines))


def _lines(life: Life, row: Instalment, component: Component, trace: list[Line]) -> tuple[Line, ...]:
    amount = row.owed.of(component)
    lines = _charged(life, row, component)
    recorded = _RECORDED.get(component)
    if recorded:
        lines += merged(line for line in trace if line.what is recorded and line.instalment == row.number)
    rest = amount - sum((line.exact for line in lines), Fraction(0))
    if rest:
        lines.append(_flat(_why_rest(component, rest), row, rest))
    lines[-1] = replace(lines[-1], rounded=amount)
    return tuple(lines)


def _why_rest(component: Component, rest: Fraction) -> Why:
    if component is Component.PRINCIPAL:
        return Why.PRINCIPAL
    if component in (Component.FEES, Component.TAX):
        return Why.FEE
    return Why.ROUNDED if abs(rest) <= HALF else Why.BROUGHT


def _charged(life: Life, row: Instalment, component: Component) -> list[Line]:
    """Charges, each with the event that made it."""
    return [
        replace(_flat(Why.FEE, row, Fraction(movement.amount)), event=movement.cause, start=movement.value_date)
        for movement in life.movements
        if movement.kind is MovementKind.CHARGED
        and movement.instalment == row.number
        and movement.component is component
    ]


def _flat(what: Why, row: Instalment, exact: Fraction) -> Line:
    """A line without days."""
    return Line(what, row.start, row.due, 0, 0, 0, Fraction(0), "", exact, instalment=row.number)


def merged(lines: Iterable[Line]) -> list[Line]:
    """Adjoining days of one balance and rate in one line: an event that changed neither does not cut it."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last and _adjoins(last, line):
            found[-1] = replace(
                last,
                end=line.end,
                days=last.days + line.days,
                years=last.years + line.years,
                exact=last.exact + line.exact,
            )
        else:
            found.append(line)
    return found


def _adjoins(a: Line, b: Line) -> bool:
    return (a.end, a.balance, a.rate, a.source, a.basis) == (b.start, b.balance, b.rate, b.source, b.basis)
