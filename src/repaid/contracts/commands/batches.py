"""Many contracts at once: read with few statements, changed by the engine one by one, written with few statements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from loanmath.facts import Facts
from loanmath.replay import count
from repaid.access.actors import Actor
from repaid.contracts.causes import BILLING
from repaid.contracts.commands.effects import Effect, Stored, effect_of_days
from repaid.contracts.commands.renewing import Renewal
from repaid.contracts.commands.storing import fill_balance, store_state
from repaid.contracts.commands.writing import Writing, write_balance
from repaid.contracts.models import Balance
from repaid.contracts.postings import Chart, Position, chart_of, entries, position
from repaid.contracts.queries.stored import Row, facts_from_rows, plans_and_accruals, terms_of
from repaid.ledger.postings import Cause, Entry
from repaid.products.queries import reference_for

BATCH: Final = 500
"""How many contracts are held in memory at once."""


def stored_batches(contract_ids: Sequence[int], closed_until: date) -> Iterator[list[Stored]]:
    """Contracts as they are stored, locked, in batches; four queries a batch."""
    for begin in range(0, len(contract_ids), BATCH):
        ids = list(contract_ids[begin : begin + BATCH])
        rows = Balance.objects.select_related("contract__subject", "contract__version__product")
        balances = list(rows.select_for_update(of=("self",)).filter(pk__among=ids).order_by("pk"))
        plans, accruals = plans_and_accruals(ids)
        terms = [terms_of(balance.contract) for balance in balances]
        reference = reference_for(*terms)
        facts = (_facts(balance, plans.get(balance.pk, []), accruals.get(balance.pk, [])) for balance in balances)
        yield [
            Stored(balance.contract, each, reference, known, closed_until)
            for balance, each, known in zip(balances, terms, facts, strict=True)
        ]


def _facts(balance: Balance, plan: list[Row], accruals: list[Row]) -> Facts:
    return facts_from_rows(balance, balance.contract.currency, plan, accruals)


@dataclass(slots=True)
class Days:
    """What a day does to contracts by itself: rows and standings to be written, entries to be posted."""

    by: Actor
    on: date
    writing: Writing = field(default_factory=Writing)
    renewal: Renewal = field(default_factory=Renewal)
    balances: list[Balance] = field(default_factory=list)
    booked: list[Entry] = field(default_factory=list)

    def bill(self, was: Stored) -> tuple[Row, Position] | None:
        """Bill what is due, use credit; returns the standing and what was earned, which the day's sums are to take.

        None where nothing happens by itself, as with credit that waits beside a fee which is not due yet.
        """
        effect = effect_of_days(was, self.on)
        if effect.after is was.facts:
            return None
        chart = chart_of(was.contract.version)
        earned = _by_the_day(effect.difference, chart)
        rest = effect.difference.minus(earned)
        due = was.balance.next_due_on or self.on
        cause = Cause(BILLING, was.contract.pk, was.contract.subject_id)
        self.booked += entries(was.contract, rest, chart, due, cause)
        self._store(was, effect, due)
        return self.renewal.add(was, effect.life.view), earned

    def renew(self, was: Stored) -> tuple[Row, Position]:
        """Renew the standing alone; returns it and what was earned since the last posting."""
        view = count(was.facts, was.terms, self.on, was.reference)
        change = position(was.facts, view, was.terms).minus(was.position(()))
        return self.renewal.add(was, view), _by_the_day(change, chart_of(was.contract.version))

    def write(self) -> None:
        """Write all rows."""
        self.writing.write()
        write_balance(*self.balances)
        self.renewal.write()

    def _store(self, was: Stored, effect: Effect, since: date) -> None:
        contract, key = was.contract, was.contract.pk
        self.writing.add_difference(key, effect.before, effect.after)
        self.writing.add_movements(key, effect.movements, effect.kept)
        fill_balance(contract.balance, effect.life, contract.currency, effect.kept + len(effect.movements), self.on)
        self.balances.append(contract.balance)
        store_state(contract, effect.life, by=self.by, since=since, event_key="")


def _by_the_day(change: Position, chart: Chart) -> Position:
    """What of a change was earned by the day: interest, penalty interest, fees where they are deferred."""
    charged = change.charged._replace(principal=0, fees=0, tax=0)
    return Position(charged=charged, deferred=change.deferred if chart.deferred_fees else 0)
