"""Invariants of stored facts: what must hold whatever happened. Errors are findings, never raised.

Each check has one signature, so a new one is one function and one line in `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from loanmath.facts import Facts, Finding, FindingCode, Instalment
from loanmath.terms import InterestOn, LoanTerms, Method, OverduePrincipal

Check = Callable[[Facts, LoanTerms], Iterator[str]]


def check(facts: Facts, terms: LoanTerms) -> list[Finding]:
    """Every invariant that is broken, with what it found."""
    return [
        Finding(FindingCode.BROKEN, facts.today, detail=f"{name}: {said}")
        for name, find in CHECKS.items()
        for said in find(facts, terms)
    ]


def _principal(facts: Facts, _: LoanTerms) -> Iterator[str]:
    asked = sum(row.owed.principal for row in facts.plan if row.fixed)
    if asked != facts.asked:
        yield f"asked {facts.asked}, instalments ask {asked}"
    if facts.asked > facts.lent:
        yield f"asked {facts.asked} of {facts.lent} lent"


def _bearing(facts: Facts, terms: LoanTerms) -> Iterator[str]:
    passed = facts.plan[: facts.next]
    met = sum(row.met.principal for row in facts.plan)
    if terms.interest_on is InterestOn.SCHEDULE or terms.method is Method.FLAT:
        expected = facts.lent - sum(row.owed.principal for row in passed)
    elif terms.overdue_principal is OverduePrincipal.STOPS:
        expected = facts.lent - met - sum(row.open.principal for row in passed)
    else:
        expected = facts.lent - met
    if facts.bearing != expected:
        yield f"{facts.bearing} bears interest, expected {expected}"


def _money(facts: Facts, _: LoanTerms) -> Iterator[str]:
    paid = sum(row.paid.total for row in facts.plan)
    if facts.received - facts.refunded != paid + facts.credit:
        yield f"received {facts.received}, refunded {facts.refunded}, paid {paid}, credit {facts.credit}"


def _instalments(facts: Facts, _: LoanTerms) -> Iterator[str]:
    for row in facts.plan:
        if row.fixed and min(row.open) < 0:
            yield f"instalment {row.number} is met above what it asks"
        if min(row.met) < 0 or min(row.owed) < 0:
            yield f"instalment {row.number} has a negative amount"


def _order(facts: Facts, _: LoanTerms) -> Iterator[str]:
    numbers = [row.number for row in facts.plan]
    if len(numbers) != len(set(numbers)):
        yield "a number of an instalment stands twice"
    standing_still = facts.suspended_on is not None  # coming due dates stay behind until the contract is resumed
    if not standing_still and any(a.due > b.due for a, b in pairwise(facts.plan)):
        yield "instalments are not in order of due date"
    if any(not row.fixed for row in facts.plan[: facts.next]):
        yield "a billed instalment is not fixed"
    if any(not row.is_settled for row in facts.plan[: facts.oldest]):
        yield "an instalment before the oldest open one is not settled"


def _accruals(facts: Facts, terms: LoanTerms) -> Iterator[str]:
    rows: dict[int, Instalment] = {row.number: row for row in facts.plan}
    for accrual in facts.accruals:
        row = rows.get(accrual.instalment)
        if row is None or terms.penalty is None:
            yield f"penalty interest of instalment {accrual.instalment}, which bears none"
        elif accrual.base > row.open.total:
            yield f"penalty interest on {accrual.base} of instalment {row.number}, open {row.open.total}"


CHECKS: Final[dict[str, Check]] = {
    "principal": _principal,
    "bearing": _bearing,
    "money": _money,
    "instalments": _instalments,
    "order": _order,
    "accruals": _accruals,
}
