"""Settings that hold from a day on: a command is kept with its arguments until the business day reaches its day."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access import plain
from repaid.access.actors import Actor, system_actor
from repaid.access.business_day import today
from repaid.access.command import Command, all_commands, command
from repaid.access.models import PlannedChange
from repaid.access.rights import OWN_ACCOUNT
from repaid.kernel.refusal import MissingRight, NotFound, Refusal

CHANNEL = "planned"


class DayHasCome(Refusal):
    code = "day_has_come"
    sentence = _("The business day is {today}. A change can wait for a later day only.")
    status = 422


@dataclass(frozen=True, slots=True)
class ChangePlanned:
    change_id: int
    command: str
    from_day: date


@dataclass(frozen=True, slots=True)
class ChangeCancelled:
    change_id: int
    command: str


@command("access.plan_change", right=OWN_ACCOUNT, personal=("arguments",))
def plan_change(*, by: Actor, name: str, arguments: dict[str, Any], from_day: date) -> ChangePlanned:
    """Keep a command until its day. Its right is asked now, and it is tried now: what would be refused is refused."""
    now = today(by.organisation_id)
    if from_day <= now:
        raise DayHasCome(today=now, field="from_day")
    told = plain.to_plain(arguments)
    _try(_permitted(by, name), by, plain.from_plain(told))
    row = PlannedChange.objects.create(
        organisation_id=by.organisation_id, command=name, arguments=told, from_day=from_day, planned_by_id=by.account
    )
    return ChangePlanned(row.pk, name, from_day)


@command("access.cancel_change", right=OWN_ACCOUNT)
def cancel_change(*, by: Actor, change: int) -> ChangeCancelled:
    """Let a change that waits never come; it asks the right of the change."""
    rows = PlannedChange.objects.select_for_update().filter(organisation=by.organisation_id, ended_at=None)
    row = rows.filter(pk=change).first()
    if row is None:
        raise NotFound(kind=_("planned change"), number=change)
    _permitted(by, row.command)
    row.ended_at, row.cancelled_by_id = timezone.now(), by.account
    row.save(update_fields=["ended_at", "cancelled_by"])
    return ChangeCancelled(row.pk, row.command)


def carry_out_changes(organisation_id: int) -> None:
    """Carry out what waited for the business day that has come, in the name of who planned it, within a transaction.

    The right was asked when it was planned. What is refused now stays on file with the sentence, and nothing else
    stops for it.
    """
    rows = PlannedChange.objects.select_for_update(of=("self",)).select_related("planned_by", "organisation")
    waiting = rows.filter(organisation=organisation_id, ended_at=None, from_day__lte=today(organisation_id))
    for row in waiting.order_by("from_day", "id"):
        row.refusal, row.ended_at = _carried_out(row), timezone.now()
        row.save(update_fields=["refusal", "ended_at"])


def _carried_out(row: PlannedChange) -> str:
    """The sentence of a refusal; "" when it is done."""
    machine = system_actor(row.organisation, channel=CHANNEL)
    by = replace(machine, user_id=row.planned_by_id, name=row.planned_by.name)
    try:
        with transaction.atomic():
            all_commands()[row.command].run(by=by, **plain.from_plain(row.arguments))
    except Refusal as refusal:
        return str(refusal)
    return ""


def _permitted(by: Actor, name: str) -> Command[Any]:
    wanted = all_commands()[name]
    assert not wanted.right.four_eyes, "what needs a second person is proposed"
    if not by.may(wanted.right.code):
        raise MissingRight(right=wanted.right.label)
    return wanted


class _Tried(Exception):
    """Takes back what was tried."""


def _try(wanted: Command[Any], by: Actor, arguments: dict[str, Any]) -> None:
    try:
        with transaction.atomic():
            wanted.run(by=by, **arguments)
            raise _Tried
    except _Tried:
        return
