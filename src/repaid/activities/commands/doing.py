"""What happens to live activities: accepted, refused, finished, postponed, handed over, cancelled; many at once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.access.rights import OWN_ACCOUNT
from repaid.activities.choices import ActivityState, Deed, ReminderState
from repaid.activities.commands.ground import (
    CLOSING,
    ActivitiesChanged,
    ActivityChanged,
    closed,
    locked,
    person_named,
    refuse_at,
    refuse_by,
    said,
    step,
)
from repaid.activities.models import Activity, ActivityStep
from repaid.activities.rules import findings_of_answering, findings_of_closing, findings_of_day
from repaid.kernel.refusal import WrongInput

AT_ONCE_MAX: Final = 200
Change = Callable[[Activity], ActivityStep]


@command("activities.accept_instruction", right=OWN_ACCOUNT)
def accept_instruction(*, by: Actor, activity: int) -> ActivityChanged:
    """Say that an instruction was understood and will be done."""
    (row,) = locked(by, [activity])
    refuse_by(findings_of_answering(by, row))
    row.state = ActivityState.ACCEPTED
    row.save(update_fields=["state"])
    step(by, row, Deed.ACCEPTED).save()
    return ActivityChanged(row.pk, row.subject_id)


@command("activities.refuse_instruction", right=OWN_ACCOUNT, personal=("reason",))
def refuse_instruction(*, by: Actor, activity: int, reason: str) -> ActivityChanged:
    """Say no to an instruction, with the reason; its author sees it."""
    told = said(reason, "reason")
    (row,) = locked(by, [activity])
    refuse_by([each for each in findings_of_answering(by, row) if each.code != "accepted_already"])
    closed(by, row, ActivityState.REFUSED, told, today(by.organisation_id)).save(update_fields=CLOSING)
    step(by, row, Deed.REFUSED, told).save()
    return ActivityChanged(row.pk, row.subject_id)


@command("activities.finish_activities", right=OWN_ACCOUNT, personal=("remark",))
def finish_activities(*, by: Actor, activities: Sequence[int], remark: str = "") -> ActivitiesChanged:
    """Say that activities are done, with a remark; those that were closed already stay as they are."""
    now = today(by.organisation_id)

    def finish(row: Activity) -> ActivityStep:
        closed(by, row, ActivityState.DONE, remark.strip(), now)
        return step(by, row, Deed.DONE, remark.strip())

    return _change(by, activities, finish, CLOSING)


@command("activities.postpone_activities", right=OWN_ACCOUNT, personal=("remark",))
def postpone_activities(
    *, by: Actor, activities: Sequence[int], due_on: date | None, remark: str = ""
) -> ActivitiesChanged:
    """Put activities off to another day; their reminders move with them."""
    refuse_at("due_on", findings_of_day(due_on, today(by.organisation_id)))
    assert due_on is not None, "the day was asked for"

    def postpone(row: Activity) -> ActivityStep:
        told = {"before": row.due_on.isoformat() if row.due_on else None, "after": due_on.isoformat()}
        _move_reminders(row, due_on)
        row.due_on = due_on
        return step(by, row, Deed.POSTPONED, remark.strip(), **told)

    return _change(by, activities, postpone, ("due_on",))


@command("activities.hand_over_activities", right=OWN_ACCOUNT, personal=("remark",))
def hand_over_activities(*, by: Actor, activities: Sequence[int], to: int, remark: str = "") -> ActivitiesChanged:
    """Give activities to a colleague, who has to do them from now on."""
    heir = person_named(by, to)

    def hand_over(row: Activity) -> ActivityStep:
        before, row.owner = row.owner_id, heir
        if row.state == ActivityState.ACCEPTED:
            row.state = ActivityState.OPEN
        return step(by, row, Deed.HANDED_OVER, remark.strip(), before=before, after=heir.pk)

    return _change(by, activities, hand_over, ("owner", "state"))


@command("activities.cancel_activities", right=OWN_ACCOUNT, personal=("reason",))
def cancel_activities(
    *, by: Actor, activities: Sequence[int], reason: str, whole_series: bool = False
) -> ActivitiesChanged:
    """Say that activities will not be done, and why; with `whole_series` all that was planned with them and waits."""
    told, now = said(reason, "reason"), today(by.organisation_id)

    def cancel(row: Activity) -> ActivityStep:
        closed(by, row, ActivityState.CANCELLED, told, now)
        return step(by, row, Deed.CANCELLED, told)

    keys = _with_series(by, activities) if whole_series else activities
    return _change(by, keys, cancel, CLOSING)


def _with_series(by: Actor, keys: Sequence[int]) -> list[int]:
    series = {row.series for row in locked(by, keys) if row.series}
    rows = Activity.objects.filter(organisation=by.organisation_id, series__in=series)
    return [*keys, *rows.values_list("pk", flat=True)]


def _change(by: Actor, keys: Iterable[int], change: Change, changed: Sequence[str]) -> ActivitiesChanged:
    """Change those of the activities that are live; who may not change one of them changes none."""
    wanted = set(keys)
    if not wanted:
        raise WrongInput(reason=_("Tick at least one row."), field="activities")
    if len(wanted) > AT_ONCE_MAX:
        raise WrongInput(reason=_("Choose 200 rows at most."), field="activities")
    rows = locked(by, wanted)
    live = [row for row in rows if row.is_live]
    if not live:
        refuse_by(findings_of_closing(by, rows[0]))
    for row in live:
        refuse_by(findings_of_closing(by, row))
    ActivityStep.objects.bulk_create([change(row) for row in live])
    Activity.objects.bulk_update(live, changed)
    subjects = {row.subject_id for row in live}
    return ActivitiesChanged(
        tuple(row.pk for row in live), len(rows) - len(live), subjects.pop() if len(subjects) == 1 else None
    )


def _move_reminders(row: Activity, due_on: date) -> None:
    """The reminders of an activity come on its new day, at their time."""
    if row.due_on is None:
        return
    for reminder in row.reminders.all():
        reminder.at += due_on - row.due_on
        reminder.state, reminder.sent_at, reminder.reason = ReminderState.WAITING, None, ""
        reminder.save(update_fields=["at", "state", "sent_at", "reason"])
