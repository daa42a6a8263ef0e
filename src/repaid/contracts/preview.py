"""Trying an action without lasting effect: what a command would do, for its dialog.

The command itself runs, in a transaction that is undone. So a preview cannot differ from the real thing, its refusals
included; a right that needs a second person needs none to be tried.
"""

from collections.abc import Callable, Mapping
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
    contract = contract_named(by, number)
    with transaction.atomic():
        last = transfers_of(by, contract.subject).values_list("pk", flat=True).first() or 0
        before = _side(contract)
        outcome = run(by=replace(by, approved_by_id=by.user_id), number=number, **arguments)
        after = _side(contract_named(by, number))
        transfers = _transfers(by, contract, last)
        transaction.set_rollback(True)
    return Preview(outcome, before, after, list(changed_rows(before.rows, after.rows)), transfers)


def _side(contract: Contract) -> Side:
    life = life_of(contract, today(contract.organisation_id))
    return Side(State(contract.state), owed(life), schedule_rows(life))


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
