"""Planning an action, once or in a series, with reminders (CC-22, CC-23)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from loanmath.dates import add_months
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.access.queries import organisation_of
from repaid.activities.choices import ActivityKind, Deed, Priority, ReminderChannel, Rhythm
from repaid.activities.commands.ground import (
    About,
    choose,
    person_named,
    refuse_at,
    said,
    step,
    subject_of,
    type_chosen,
)
from repaid.activities.models import Activity, ActivityStep, Reminder
from repaid.activities.ports import texting
from repaid.activities.rights import ACT, ASSIGN
from repaid.activities.rules import findings_of_day
from repaid.kernel.refusal import MissingRight, Refusal, WrongInput
from repaid.kernel.text import folded

TIMES_MAX: Final = 60
MORNING: Final = time(8)
"""When a reminder of an action without a time of day comes."""
PLANNABLE: Final = (ActivityKind.TASK, ActivityKind.EVENT, ActivityKind.APPOINTMENT)


class NoTexting(Refusal):
    code = "no_texting"
    sentence = _("Texts to staff are not set up here. Choose the intranet message.")


@dataclass(frozen=True, slots=True)
class ActionPlanned:
    """The first activity, and how many there are."""

    activity_id: int
    count: int
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned: of which kind and type, when, where, how pressing; how often it comes again."""

    text: str
    due_on: date | None
    kind: str = ActivityKind.TASK
    type: str = ""
    due_at: time | None = None
    place: str = ""
    priority: int = Priority.NORMAL
    rhythm: str = ""
    times: int = 1
    reminders: tuple[str, ...] = ()


@command("activities.plan_activity", right=ACT, personal=("plan",))
def plan_activity(
    *, by: Actor, plan: Plan, about: About | None = None, owner: int | None = None, key: UUID | None = None
) -> ActionPlanned:
    """Plan an action for oneself, or with the right to assign for a colleague; in a series when a rhythm is named."""
    person = owner or by.account
    if person != by.user_id and not by.may(ASSIGN.code):
        raise MissingRight(right=ASSIGN.label)
    person_named(by, person, "owner")
    _check(by, plan)
    key = key or uuid4()
    known = Activity.objects.filter(organisation=by.organisation_id, key=key).first()
    if known is not None:
        return ActionPlanned(known.pk, 1, known.subject_id)
    subject, chosen = subject_of(by, about), type_chosen(by, plan.type)
    rows = [
        _activity(by, plan, day, person, subject.pk if subject else None, key if place == 0 else uuid4(), key)
        for place, day in enumerate(days_of(plan))
    ]
    for row in rows:
        row.type, row.further = chosen
    Activity.objects.bulk_create(rows)
    ActivityStep.objects.bulk_create(step(by, row, Deed.PLANNED) for row in rows)
    _remind(by, plan, rows)
    return ActionPlanned(rows[0].pk, len(rows), rows[0].subject_id)


def _check(by: Actor, plan: Plan) -> None:
    said(plan.text)
    refuse_at("due_on", findings_of_day(plan.due_on, today(by.organisation_id)))
    choose(plan.kind, PLANNABLE, "kind")
    choose(plan.rhythm, Rhythm.values, "rhythm")
    if plan.priority not in Priority.values:
        raise WrongInput(reason=_("Choose one of the values offered."), field="priority")
    if not 1 <= plan.times <= TIMES_MAX:
        raise WrongInput(reason=_("A series has 1 to 60 actions."), field="times")
    for channel in plan.reminders:
        choose(channel, ReminderChannel.values, "reminders")
    if ReminderChannel.SMS in plan.reminders and texting() is None:
        raise NoTexting(field="reminders")


def days_of(plan: Plan) -> Iterator[date]:
    """The days of a series, or the one day."""
    first = plan.due_on
    assert first is not None, "the day was asked for"
    for turn in range(plan.times if plan.rhythm else 1):
        match plan.rhythm:
            case Rhythm.MONTHLY:
                yield add_months(first, turn)
            case Rhythm.WEEKLY:
                yield first + timedelta(weeks=turn)
            case _:
                yield first + timedelta(days=turn)


def _activity(by: Actor, plan: Plan, day: date, owner: int, subject: int | None, key: UUID, series: UUID) -> Activity:
    return Activity(
        organisation_id=by.organisation_id, key=key, kind=plan.kind, subject_id=subject,
        text=plan.text.strip(), search=folded(plan.text), author_id=by.user_id, owner_id=owner,
        priority=plan.priority, due_on=day, due_at=plan.due_at, place=plan.place.strip(),
        series=series if plan.rhythm and plan.times > 1 else None,
    )  # fmt: skip


def _remind(by: Actor, plan: Plan, rows: list[Activity]) -> None:
    """A reminder on the day of each, at its time in the organisation's time zone."""
    zone = ZoneInfo(organisation_of(by).time_zone)
    Reminder.objects.bulk_create(
        Reminder(activity=row, channel=channel, at=datetime.combine(row.due_on, row.due_at or MORNING, zone))
        for row in rows
        if row.due_on is not None
        for channel in dict.fromkeys(plan.reminders)
    )
