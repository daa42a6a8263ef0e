"""Taking in a long statement: its entries are kept in one transaction, then settled part by part.

What a part did and how far the intake is are one transaction, so that whoever goes on after a break neither leaves out
an entry nor books one twice.
"""

from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.plain import to_plain
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.payments.commands.statements import import_statement
from repaid.payments.formats import ColumnMapping
from repaid.payments.queries import file_kept, unsettled
from repaid.payments.rights import TAKE_STATEMENTS
from repaid.settling.choices import UNDER_WAY, IntakeState
from repaid.settling.commands.automatic import BATCH, settle_matching
from repaid.settling.models import Intake

REFUSAL_MAX: Final = 2_000


@dataclass(frozen=True, slots=True)
class IntakeBegun:
    """`is_new` is false where the file is under way already."""

    intake_id: int
    is_new: bool


@dataclass(frozen=True, slots=True)
class IntakeReached:
    """How far an intake is."""

    intake_id: int
    state: str
    looked_at: int
    settled: int


@command("settling.begin_intake", right=TAKE_STATEMENTS)
def begin_intake(
    *, by: Actor, file: int, mapping: ColumnMapping | None = None, currency: str = "", keep_good: bool = False
) -> IntakeBegun:
    """Begin to take in a file that is kept, or go on where that was broken off."""
    given = {"mapping": mapping.as_data() if mapping else None, "currency": currency, "keep_good": keep_good}
    row, is_new = Intake.objects.get_or_create(
        organisation_id=by.organisation_id, file_id=file_kept(by, file).pk, state__in=UNDER_WAY,
        defaults={**given, "state": IntakeState.STORING, "begun_by_id": by.user_id},
    )  # fmt: skip
    return IntakeBegun(row.pk, is_new)


@command("settling.store_intake", right=TAKE_STATEMENTS)
def store_intake(*, by: Actor, intake: int) -> IntakeReached:
    """Read the file and keep its entries, all of them or none; done before, it is no news."""
    row = _locked(by, intake)
    if row.state == IntakeState.STORING:
        done = import_statement(
            by=by, name=row.file.name, content=bytes(row.file.content), currency=row.currency,
            mapping=ColumnMapping.from_data(row.mapping) if row.mapping else None, keep_good=row.keep_good,
        )  # fmt: skip
        row.told, row.statements = to_plain(done), list(done.statement_ids)
        row.entries = unsettled(by, row.statements).count() if by.may(BOOK_PAYMENTS.code) else 0
        row.state = IntakeState.SETTLING
        row.save(update_fields=["told", "statements", "entries", "state"])
    return _reached(row)


@command("settling.settle_intake_part", right=TAKE_STATEMENTS)
def settle_intake_part(*, by: Actor, intake: int) -> IntakeReached:
    """Settle what is certain among the next entries; where none is left, the intake is done."""
    row = _locked(by, intake)
    if row.state != IntakeState.SETTLING:
        return _reached(row)
    waiting = unsettled(by, row.statements).filter(pk__gt=row.reached).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[:BATCH]) if row.entries else []
    if ids:
        row.settled += settle_matching(by=by, payments=ids).settled
        row.looked_at, row.reached = row.looked_at + len(ids), ids[-1]
    else:
        row.state, row.finished_at = IntakeState.DONE, timezone.now()
    row.save(update_fields=["state", "finished_at", "looked_at", "settled", "reached"])
    return _reached(row)


@command("settling.refuse_intake", right=TAKE_STATEMENTS)
def refuse_intake(*, by: Actor, intake: int, sentence: str) -> IntakeReached:
    """Keep why a file is not taken in, for whoever waits for it."""
    row = _locked(by, intake)
    if row.state == IntakeState.STORING:
        row.state, row.refusal, row.finished_at = IntakeState.REFUSED, sentence[:REFUSAL_MAX], timezone.now()
        row.save(update_fields=["state", "refusal", "finished_at"])
    return _reached(row)


def _locked(by: Actor, intake: int) -> Intake:
    rows = Intake.objects.select_related("file").select_for_update(of=("self",))
    return rows.get(organisation=by.organisation_id, pk=intake)


def _reached(row: Intake) -> IntakeReached:
    return IntakeReached(row.pk, row.state, row.looked_at, row.settled)
