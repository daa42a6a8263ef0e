"""A position tried with the engine: the life it opens, and where that differs from what the row says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Any, Final

from loanmath.book import Reference
from loanmath.codec import DataRefused
from loanmath.events import Opened
from loanmath.life import Life
from loanmath.replay import replay
from loanmath.terms import LoanTerms, Method, TermsRefused
from repaid.contracts.imports.positions.position import Broken, Position
from repaid.contracts.imports.positions.terms import opening, terms_of_position

ODD: Final = 2
"""A last instalment that is so many times the usual one is told."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A position in the engine's words, and its life on the day of the take-over."""

    terms: LoanTerms
    opened: Opened
    life: Life


def tried(version: Any, told: Position, on: date, reference: Reference) -> Trial | Broken:
    """Open a position; what keeps it from being opened where it cannot be."""
    try:
        terms = terms_of_position(version, told, on, reference)
        if terms is None:
            return "next_due", "next_due_differs", {"product": told.product, "theirs": told.next_due}
        opened = opening(told, terms, on)
        return Trial(terms, opened, replay(terms, [opened], on, reference))
    except (DataRefused, TermsRefused, ArithmeticError, ValueError) as refused:
        return "product", "terms_refused", {"said": str(refused)}


def differences(told: Position, trial: Trial) -> Iterator[Broken]:
    """Where the life differs from the row without being wrong."""
    accrued = trial.life.balances.unbilled.interest
    if accrued != told.interest_accrued:
        facts = {"ours": told.money(accrued), "theirs": told.money(told.interest_accrued)}
        yield "interest_accrued", "accrued_differs", facts
    coming = [row.owed.principal + row.owed.interest for row in trial.life.schedule[trial.life.view.next :]]
    if told.instalment and coming and coming[0] != told.instalment:
        facts = {"ours": told.money(coming[0]), "theirs": told.money(told.instalment)}
        yield "instalment", "instalment_differs", facts
    if len(coming) > 1 and trial.terms.method is Method.ANNUITY and not trial.terms.balloon.amount:
        usual = median_low(coming[:-1])
        if coming[-1] > ODD * usual:
            yield "remaining", "last_is_odd", {"last": told.money(coming[-1]), "usual": told.money(usual)}
