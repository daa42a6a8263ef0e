"""The terms of a loan of the file, and its plan: what each instalment asks and leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import Any, Final

from loanmath.agreed import agreed
from loanmath.codec import terms_from_data
from loanmath.dates import Every, nth_date
from loanmath.money import format_minor
from loanmath.rates import RateStep
from loanmath.terms import LoanTerms
from loanmath.vector.portfolio import schedules
from repaid.contracts.imports.openintro.loan import CURRENCY, Loan

TOLERANCE: Final = 1500
"""Cents of an instalment that may be missing without being called arrears."""

TEMPLATE: Final[Mapping[str, Any]] = {
    "method": "annuity",
    "day_count": "period",
    "annuity_factor": "even",
    "instalment_rounding": "up",
    "tolerance": format_minor(TOLERANCE, CURRENCY),
}
"""What all loans of the book have in common, in the words of `loanmath.codec`."""

MONTHLY: Final = Every()
_COMMON: Final = terms_from_data({**TEMPLATE, "currency": CURRENCY, "amount": "0.00", "start": "2000-01-01"})


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a loan, in cents. `balances[k]` and `interest[k]` (sum): after k instalments paid when due."""

    terms: LoanTerms
    instalment: int
    balances: tuple[int, ...]
    interest: tuple[int, ...]

    def due(self, k: int) -> date:
        """The due date of instalment `k`."""
        return nth_date(self.terms.start, MONTHLY, k)

    def asked(self, k: int) -> int:
        """What the first `k` instalments ask."""
        return self.balances[0] - self.balances[k] + self.interest[k]

    def moved(self, start: date) -> "Plan":
        """The same plan from another day; a month being a month, no figure moves."""
        return replace(self, terms=replace(self.terms, start=start))


def plans_of(loans: Sequence[Loan], start: date) -> list[Plan]:
    """The plans of many loans, each as `plan_of` has it, by the engine's twin."""
    portfolio = [_terms(loan, start) for loan in loans]
    found = schedules(portfolio)
    return [
        _plan(terms, rows.principal.tolist(), rows.interest.tolist())
        for terms, rows in zip(portfolio, found, strict=True)
    ]


def plan_of(loan: Loan, start: date, instalment: int | None = None) -> Plan:
    """The plan of a loan paid out on a day, with the equal instalment given or computed."""
    terms = _terms(loan, start, instalment)
    rows = agreed(terms)
    return _plan(terms, [row.principal for row in rows], [row.interest for row in rows])


def _terms(loan: Loan, start: date, instalment: int | None = None) -> LoanTerms:
    rates = (RateStep(None, loan.rate),)
    return replace(_COMMON, amount=loan.amount, start=start, rates=rates, count=loan.count, instalment=instalment)


def _plan(terms: LoanTerms, principal: list[int], interest: list[int]) -> Plan:
    balances = tuple(terms.amount - repaid for repaid in accumulate(principal, initial=0))
    return Plan(terms, principal[0] + interest[0], balances, tuple(accumulate(interest, initial=0)))
