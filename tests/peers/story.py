"""The peer's events so far, in our words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from loanmath.events import (
    Event,
    Reversed,
)
from loanmath.scheme import Scheme
from loanmath.terms import FeeShareOf, InstalmentFee, LoanTerms, Portion
from tests.peers.reading import Rules, Vector, day, minor, read_rules, read_terms

INTEREST = "-interest"


@dataclass
class Story:
    """The peer's events so far, in our words."""

    vector: Vector
    rules: Rules
    terms: LoanTerms
    today: date
    counted: date
    events: list[Event] = field(default_factory=list)
    reversed: set[str] = field(default_factory=set)
    unsupported: list[str] = field(default_factory=list)
    refunds: set[str] = field(default_factory=set)
    launched: bool = False
    from_submission: bool = False
    closed: date = date.min

    @classmethod
    def begin(cls, vector: Vector) -> Story:
        rules = read_rules(vector)
        loan = vector["loan"]
        start = day(loan["expected_disbursement_date"])
        terms = read_terms(vector, minor(loan["principal"]), start, rules)
        fees = [c for c in vector["product"].get("product_charges") or () if c["time"] == "INSTALLMENT_FEE"]
        terms = replace(terms, instalment_fees=tuple(instalment_fee(c["charge"], c["value"]) for c in fees))
        story = cls(vector, rules, terms, start, start)
        story.from_submission = vector["product"].get("repayment_start_date_type") == "SUBMITTED_ON_DATE"
        return story

    def key(self, event: Vector) -> str:
        return f"{event['i']:04d}"

    def live(self, kind: type) -> list[Any]:
        return [
            e
            for e in self.events
            if isinstance(e, kind) and e.key not in self.reversed and not e.key.endswith(INTEREST)
        ]

    def undo(self, event: Event | None) -> None:
        if event is not None:
            self.reversed.add(event.key)
            key = f"undo-{event.key}-{len(self.events)}"
            self.events.append(Reversed(value_date=self.today, key=key, of=event.key))

    def scheme(self, transaction: str) -> Scheme:
        return self.rules.schemes.get(transaction, self.rules.schemes["DEFAULT"])


def instalment_fee(charge: str, value: object) -> InstalmentFee:
    """A flat charge of each instalment, or per cent of its principal, its interest or both."""
    if "PERCENTAGE" not in charge:
        return InstalmentFee(charge, Portion(minor(value)))
    base = FeeShareOf.PRINCIPAL
    if charge.endswith("INTEREST"):
        base = FeeShareOf.BOTH if "AMOUNT" in charge else FeeShareOf.INTEREST
    return InstalmentFee(charge, Portion(share=Fraction(str(value)) / 100), base)
