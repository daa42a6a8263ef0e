"""What an event, or the passing of days, changes in a contract: stored facts before, facts after, the difference.

Stored facts are counted to the last event, or further when an instalment fell due since: they are always billed up to
the business day of their last writing, so that lists can be made of rows alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from loanmath.book import Reference
from loanmath.events import Event, Reversed, event_order
from loanmath.facts import Facts, Movement
from loanmath.life import Life, life_of
from loanmath.replay import count, fold, replay
from loanmath.terms import LoanTerms
from repaid.access.business_day import closed_until
from repaid.contracts.models import Balance, Contract
from repaid.contracts.postings import Position, position
from repaid.contracts.queries.stored import events_of, facts_of, movements_of


@dataclass(frozen=True, slots=True)
class Effect:
    """A change of a contract.

    `life` is the life after it, on the business day; its movements are those of this change, or all after a replay.
    `movements` replace `replaced`, which stands from line `kept` on; `difference` is what the ledger has to learn.
    """

    before: Facts
    after: Facts
    life: Life
    kept: int
    replaced: Sequence[Movement]
    movements: Sequence[Movement]
    difference: Position


@dataclass(frozen=True, slots=True)
class Stored:
    """A contract as it is stored, with what the engine needs to go on from there; `closed_until` is its lender's."""

    contract: Contract
    terms: LoanTerms
    reference: Reference
    facts: Facts
    closed_until: date

    @property
    def balance(self) -> Balance:
        """The contract's balance."""
        return self.contract.balance

    @property
    def posted_until(self) -> date:
        """The day up to which earned interest stands in the ledger: the contract's own, or that of the last close."""
        return max(self.balance.posted_until, self.facts.today, self.closed_until)

    def position(self, replaced: Sequence[Movement]) -> Position:
        """What stands in the ledger; of sums of movements only those of the movements that are to be replaced."""
        until = self.posted_until
        return position(self.facts, count(self.facts, self.terms, until, self.reference), self.terms, replaced)


def stored(contract: Contract, terms: LoanTerms, reference: Reference) -> Stored:
    """Read what is stored of a contract."""
    closed = contract.opened.closed_until if contract.opened else closed_until(contract.organisation_id)
    return Stored(contract, terms, reference, facts_of(contract.balance, contract.currency), closed)


def effect_of_event(was: Stored, event: Event, on: date) -> Effect:
    """What an event that was appended changes, seen on the business day `on`."""
    if comes_last(was, event):
        after = billed(fold(was.facts, was.terms, event, was.reference), was.terms, was.reference, on)
        return _effect(was, after, on, was.balance.movements, (), after.movements)
    return effect_of_replay(was, on)


def effect_of_replay(was: Stored, on: date) -> Effect:
    """What a replay of everything changes in what is stored."""
    replayed = replay(was.terms, events_of(was.contract), on, was.reference)
    after = billed(replayed.facts, was.terms, was.reference, on)
    rows = movements_of(was.contract.pk)
    kept = _alike(rows, after.movements)
    return _effect(was, after, on, kept, rows[kept:], after.movements[kept:])


def effect_of_days(was: Stored, on: date) -> Effect:
    """What the days up to `on` change by themselves: billing, and credit that pays what is billed."""
    after = billed(was.facts, was.terms, was.reference, on)
    moved = after.movements if after is not was.facts else ()
    return _effect(was, after, on, was.balance.movements, (), moved)


def comes_last(was: Stored, event: Event) -> bool:
    """Whether an event comes after everything that is recorded and counted: it can be folded."""
    last = was.balance.last_value_date
    if isinstance(event, Reversed):
        return False
    if last is None:
        return True
    newest = (last, was.balance.last_rank, was.balance.last_key)
    return event_order(event) > newest and event.value_date >= was.facts.today


def billed(facts: Facts, terms: LoanTerms, reference: Reference, on: date) -> Facts:
    """Facts counted to `on` when something happened by itself; else as they are, so that a fold can go on."""
    falls_due = facts.suspended_on is None and any(row.due <= on for row in facts.coming[:1])
    credit_waits = facts.today < on and bool(facts.credits) and facts.oldest < facts.next
    if not falls_due and not credit_waits:
        return facts
    counted = count(facts, terms, on, reference)
    return replace(counted, movements=facts.movements + counted.movements)


def _alike(rows: Sequence[Movement], movements: Sequence[Movement]) -> int:
    for line, (old, new) in enumerate(zip(rows, movements, strict=False)):
        if old != new:
            return line
    return min(len(rows), len(movements))


def _effect(
    was: Stored, after: Facts, on: date, kept: int, replaced: Sequence[Movement], movements: Sequence[Movement]
) -> Effect:
    life = life_of(after, was.terms, on, was.reference)
    difference = position(after, life.view, was.terms, movements).minus(was.position(replaced))
    return Effect(was.facts, after, life, kept, replaced, movements, difference)
