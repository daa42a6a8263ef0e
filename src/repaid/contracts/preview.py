"""Trying an action without lasting effect: what a command would do, for its dialog.

The command itself runs, in a transaction that is undone. So a preview cannot differ from the real thing, its refusals
included; a right that needs a second person needs none to be tried.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.contracts.choices import State
from repaid.contracts.models import Contract
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.owed import Owed, owed
from repaid.contracts.queries.schedule import ScheduleRow, changed_rows, schedule_rows
from repaid.ledger.queries import transfers_of


@dataclass(frozen=True, slots=True)
class Side:
    """A contract before or after an action, on the business day."""

    state: State
    owed: Owed
    rows: list[ScheduleRow]


@dataclass(frozen=True, slots=True)
class TransferLine:
    """A transfer that an action makes; `debit` and `credit` are codes of the chart with their names, amount minor."""

    debit: str
    debit_names: Mapping[str, str]
    credit: str
    credit_names: Mapping[str, str]
    amount: int
    value_date: date


@dataclass(frozen=True, slots=True)
class Preview:
    """What an action would do: `outcome` is the command's fact, `changed` the schedule rows (before, after)."""

    outcome: Any
    before: Side
    after: Side
    changed: list[tuple[ScheduleRow | None, ScheduleRow | None]]
    transfers: list[TransferLine]


def preview(run: Callable[..., Any], *, by: Actor, number: str, **arguments: Any) -> Preview:
    """Try the command `run` on a contract. Raises what the command raises: the dialog shows the sentence."""
    return preview_of(lambda actor: run(by=actor, number=number, **arguments), by=by, numbers=[number])[number]


def preview_of(run: Callable[[Actor], Any], *, by: Actor, numbers: Iterable[str]) -> dict[str, Preview]:
    """Try something that changes several contracts at once; what it does to each. Raises what it raises."""
    contracts = {number: contract_named(by, number) for number in numbers}
    with transaction.atomic():
        before = {number: _side(contract) for number, contract in contracts.items()}
        last = {number: _last(by, contract) for number, contract in contracts.items()}
        outcome = run(replace(by, approved_by_id=by.user_id))
        after = {number: _side(contract_named(by, number)) for number in contracts}
        made = {number: _transfers(by, contract, last[number]) for number, contract in contracts.items()}
        transaction.set_rollback(True)
    return {
        number: Preview(
            outcome,
            before[number],
            after[number],
            list(changed_rows(before[number].rows, after[number].rows)),
            made[number],
        )
        for number in contracts
    }


def _side(contract: Contract) -> Side:
    life = life_of(contract, today(contract.organisation_id))
    return Side(State(contract.state), owed(life), schedule_rows(life))


def _last(by: Actor, contract: Contract) -> int:
    return transfers_of(by, contract.subject).values_list("pk", flat=True).first() or 0


def _transfers(by: Actor, contract: Contract, last: int) -> list[TransferLine]:
    rows = transfers_of(by, contract.subject).filter(pk__gt=last).order_by("pk")
    return [
        TransferLine(
            row.debit.line.code,
            row.debit.line.names,
            row.credit.line.code,
            row.credit.line.names,
            row.amount_minor,
            row.value_date,
        )
        for row in rows
    ]
