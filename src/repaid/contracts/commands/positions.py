"""Files of positions: brought, understood, decided on. `taking_over` writes the contracts."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.contracts.choices import TakeOverState
from repaid.contracts.commands.ground import LaterThanToday
from repaid.contracts.commands.opening import branch_named
from repaid.contracts.models import ColumnsKept, TakeOver
from repaid.contracts.queries.takeovers import control_differences, source_called, takeover_of
from repaid.contracts.rights import TAKE_OVER
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.payments.reading import header_digest

SOURCE_MAX: Final = 60
PREFIX_MAX: Final = 12
NAME_MAX: Final = 200


class NothingToTakeOver(Refusal):
    code = "nothing_to_take_over"
    sentence = _("No row of the file can be taken over. Correct the file and bring it again.")
    status = 422


class RowsAreWrong(Refusal):
    code = "rows_are_wrong"
    sentence = _("Errors in the file: {count}. Correct it, or choose to keep what is right.")
    status = 422


class NotWaiting(Refusal):
    code = "take_over_not_waiting"
    sentence = _("This take-over is {state}. Nothing can be changed in it now.")


@dataclass(frozen=True, slots=True)
class PositionsBrought:
    take_over_id: int
    source: str


@dataclass(frozen=True, slots=True)
class ColumnsChosen:
    take_over_id: int
    header_digest: str


@dataclass(frozen=True, slots=True)
class ControlTotalsSaid:
    take_over_id: int


@dataclass(frozen=True, slots=True)
class PositionsDiscarded:
    take_over_id: int


@dataclass(frozen=True, slots=True)
class TakingOverBegun:
    take_over_id: int
    good: int
    left_out: int


@dataclass(frozen=True, slots=True)
class TakenOverFromFile:
    take_over_id: int
    source: str
    taken: int
    known: int
    wrong: int


@command("contracts.bring_positions", right=TAKE_OVER, personal=("content",))
def bring_positions(
    *, by: Actor, system: str, day: date, name: str, content: bytes, prefix: str = "", branch: str = ""
) -> PositionsBrought:
    """Keep a file of positions of the day `day` in another system, to be looked at before it is taken over."""
    called = source_called(by, system)
    if not 0 < len(called) <= SOURCE_MAX:
        raise WrongInput(reason=_("Name the other system in a few words."), field="system")
    if len(prefix) > PREFIX_MAX:
        raise WrongInput(reason=_("The beginning is too long."), field="prefix")
    on = today(by.organisation_id)
    if day > on:
        raise LaterThanToday(value_date=day, today=on, field="day")
    row = TakeOver.objects.create(
        organisation_id=by.organisation_id, source=called, day=day, prefix=prefix.strip(),
        branch=branch_named(by, branch), file_name=name.replace("\0", "")[:NAME_MAX],
        digest=hashlib.sha256(content).hexdigest(), content=content, brought_by_id=by.user_id,
    )  # fmt: skip
    return PositionsBrought(row.pk, called)


@command("contracts.choose_columns", right=TAKE_OVER)
def choose_columns(*, by: Actor, take_over: int, header: Sequence[str], columns: Mapping[str, str]) -> ColumnsChosen:
    """Say which column of tables with this header holds what; it is remembered, and the file is read again."""
    row = _waiting(by, take_over)
    digest = header_digest(header)
    ColumnsKept.objects.update_or_create(
        organisation_id=by.organisation_id, header_digest=digest, defaults={"columns": dict(columns)}
    )
    row.state = TakeOverState.READING
    row.save(update_fields=["state"])
    return ColumnsChosen(row.pk, digest)


@command("contracts.say_control_totals", right=TAKE_OVER)
def say_control_totals(*, by: Actor, take_over: int, control: Mapping[str, Mapping[str, int]]) -> ControlTotalsSaid:
    """Say what the file comes to by the other system: by currency and figure, minor units; nothing for no control."""
    row = _waiting(by, take_over)
    row.control = {currency: dict(figures) for currency, figures in control.items() if figures}
    row.save(update_fields=["control"])
    return ControlTotalsSaid(row.pk)


@command("contracts.discard_positions", right=TAKE_OVER)
def discard_positions(*, by: Actor, take_over: int) -> PositionsDiscarded:
    """Throw a file away that nobody wants taken over: nothing of it is kept but that it was brought."""
    row = _waiting(by, take_over)
    row.state, row.content, row.first, row.notes = TakeOverState.DROPPED, b"", [], []
    row.save(update_fields=["state", "content", "first", "notes"])
    return PositionsDiscarded(row.pk)


@command("contracts.begin_taking_over", right=TAKE_OVER)
def begin_taking_over(*, by: Actor, take_over: int, keep_good: bool = False) -> TakingOverBegun:
    """Decide that a file is taken over; where something is wrong with it, only by the choice to keep what is right."""
    row = _waiting(by, take_over)
    if not row.good and not row.known:
        raise NothingToTakeOver
    wrong = row.wrong + len(control_differences(row))
    if wrong and not keep_good:
        raise RowsAreWrong(count=wrong, field="keep_good")
    row.state, row.seen = TakeOverState.TAKING, 0
    row.taken_by_id, row.taken_at = by.user_id, timezone.now()
    row.save(update_fields=["state", "seen", "taken_by", "taken_at"])
    return TakingOverBegun(row.pk, row.good, row.wrong)


@command("contracts.finish_taking_over", right=TAKE_OVER)
def finish_taking_over(*, by: Actor, take_over: int, wrong: int) -> TakenOverFromFile:
    """Say that every part is taken over but for what was `wrong`; the file, which names people, is not kept."""
    row = takeover_of(by, take_over)
    row.state, row.content, row.first, row.wrong = TakeOverState.DONE, b"", [], wrong
    row.save(update_fields=["state", "content", "first", "wrong"])
    return TakenOverFromFile(row.pk, row.source, row.taken, row.known, row.wrong)


def _waiting(by: Actor, key: int) -> TakeOver:
    """A take-over about which can still be decided, locked."""
    row = takeover_of(by, key, locked=True)
    if row.state not in (TakeOverState.READ, TakeOverState.READING):
        raise NotWaiting(state=TakeOverState(row.state).label)
    return row
