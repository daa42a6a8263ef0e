"""A file of a bank from one end to the other: taken in, and settled as far as that is certain; or only tried."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from repaid.access.actors import Actor
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.payments.commands.statements import StatementsTakenIn, import_statement, keep_file
from repaid.payments.formats import ColumnMapping, StatementFile
from repaid.payments.queries import payments, statements_of_file
from repaid.payments.reading import Entry, entries, read_file
from repaid.settling.commands.automatic import settle_all_matching
from repaid.settling.commands.intake import begin_intake
from repaid.settling.intakes import Listener, Progress, carry_on, is_long, told_of


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file. `contracts`: the contract on which a payment was settled, by its natural key."""

    done: StatementsTakenIn
    settled: int
    contracts: dict[str, str] = field(default_factory=dict)


def silent(_progress: Progress) -> None:
    """Tell nobody how far it is."""


def take_in(
    by: Actor, name: str, content: bytes, mapping: ColumnMapping | None = None, currency: str = "", *, keep_good: bool,
    listener: Listener = silent,
) -> TakenIn:  # fmt: skip
    """Take in a file, then settle what is certain, where the actor may; a file taken in twice is settled once.

    A long file is settled part by part: when that was broken off, taking it in again goes on.
    """
    if not is_long(content):
        return _at_once(by, name, content, mapping, currency, keep_good=keep_good)
    file = keep_file(by=by, name=name, content=content).file_id
    begun = begin_intake(by=by, file=file, mapping=mapping, currency=currency, keep_good=keep_good)
    row = carry_on(by, begun.intake_id, listener)
    return TakenIn(told_of(row), row.settled)


def _at_once(
    by: Actor, name: str, content: bytes, mapping: ColumnMapping | None, currency: str, *, keep_good: bool
) -> TakenIn:
    """What waits is looked for in all that was ever taken of this file: settling that broke off goes on."""
    done = import_statement(by=by, name=name, content=content, mapping=mapping, currency=currency, keep_good=keep_good)
    told = statements_of_file(by, content)
    settled = settle_all_matching(by, told).settled if told and by.may(BOOK_PAYMENTS.code) else 0
    return TakenIn(done, settled)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file says, what is wrong with it, and what taking in the part that is right would do."""

    file: StatementFile
    entries: list[Entry]
    would: TakenIn | None


def try_taking_in(
    by: Actor, name: str, content: bytes, mapping: ColumnMapping | None = None, currency: str = ""
) -> Preview:
    """Take in what is right in a file and undo it; `would` is None where nothing is."""
    file = read_file(by, name, content, mapping, currency)
    found = entries(by, file)
    if not any(entry.fate == "new" for entry in found):
        return Preview(file, found, None)
    with transaction.atomic():
        would = _at_once(by, name, content, mapping, currency, keep_good=True)
        settled = _contracts(by, would.done.statement_ids)
        transaction.set_rollback(True)
    return Preview(file, found, TakenIn(would.done, would.settled, settled))


def _contracts(by: Actor, statement_ids: Any) -> dict[str, str]:
    rows = payments(by).filter(statement__in=statement_ids, settlements__isnull=False)
    return dict(rows.values_list("natural_key", "settlements__contract__subject__number"))
