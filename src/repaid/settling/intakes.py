"""Long statements on their way: reading how far one is, and carrying it to its end."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.plain import from_plain
from repaid.kernel.refusal import NotFound
from repaid.payments.commands.statements import NothingRead, PartIsWrong, StatementsTakenIn
from repaid.settling.choices import UNDER_WAY, IntakeState
from repaid.settling.commands.intake import refuse_intake, settle_intake_part, store_intake
from repaid.settling.models import Intake

LONG_FROM: Final = 2_000
"""Files with more entries are taken in part by part."""

WRONG: Final = (NothingRead, PartIsWrong)
_MARKS: Final = {b"\n:61:": 1, b"\n110,": 1, b"Ntry>": 2}
"""What begins an entry in MT940 and Elixir-0, and both tags around one in CAMT."""

_ZIP: Final = b"PK\x03\x04"
_ZIPPED_MAX: Final = 40 * LONG_FROM


class Progress(NamedTuple):
    """How far an intake is: a step, and how many of its entries were looked at."""

    step: IntakeState
    done: int
    all: int


Listener = Callable[[Progress], None]


def is_long(content: bytes) -> bool:
    """Whether a file has too many entries to wait for, as far as its bytes tell without being read."""
    if content.startswith(_ZIP):
        return len(content) > _ZIPPED_MAX
    entries = max(content.count(mark) // times for mark, times in _MARKS.items())
    return (entries or content.count(b"\n")) > LONG_FROM


def intake_named(by: Actor, intake: int) -> Intake:
    """An intake of the actor's organisation; else NotFound."""
    rows = Intake.objects.select_related("file").defer("file__content")
    found = rows.filter(organisation=by.organisation_id, pk=intake).first()
    if found is None:
        raise NotFound(kind=_("file"), number=intake)
    return found


def under_way(by: Actor) -> QuerySet[Intake]:
    """Files that are being taken in, or were broken off, newest first."""
    rows = Intake.objects.select_related("file").defer("file__content")
    return rows.filter(organisation=by.organisation_id, state__in=UNDER_WAY).order_by("-id")


def progress_of(row: Intake) -> Progress:
    """How far an intake is."""
    return Progress(IntakeState(row.state), row.looked_at, row.entries)


def told_of(row: Intake) -> StatementsTakenIn:
    """What became of the lines of a file that was read."""
    told: dict[str, Any] = from_plain(row.told)
    lists = {name: tuple(told[name]) for name in ("statement_ids", "sums")}
    return StatementsTakenIn(**{**told, **lists})


def carry_on(by: Actor, intake: int, listener: Listener) -> Intake:
    """Do what is left of an intake. Raises WRONG, for what is wrong with the file, and keeps that with the intake."""
    listener(progress_of(intake_named(by, intake)))
    try:
        store_intake(by=by, intake=intake)
    except WRONG as wrong:
        refuse_intake(by=by, intake=intake, sentence=str(wrong))
        raise
    while (row := intake_named(by, intake)).state == IntakeState.SETTLING:
        listener(progress_of(row))
        settle_intake_part(by=by, intake=intake)
    return row
