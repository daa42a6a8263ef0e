"""Beginning and ending the close of a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.business_day import wait_for_postings
from repaid.access.choices import DayState
from repaid.access.command import command
from repaid.access.commands.planned import carry_out_changes
from repaid.access.models import BusinessDay, Organisation
from repaid.contracts.queries.portfolio import id_range
from repaid.daily_close.choices import PARTED, RunState, StepName
from repaid.daily_close.models import Part, Run, Seal, Step
from repaid.daily_close.rights import RUN
from repaid.daily_close.seals import export, last_digests, seals_for
from repaid.kernel.refusal import Refusal
from repaid.products.queries import legal_stamp

WIDTH: Final = 50_000
"""How many ids of contracts make a part, at least."""
PARTS_MAX: Final = 256


class NotThatDay(Refusal):
    code = "not_that_day"
    sentence = _("The business day is {today}; {day} cannot be closed. Days are closed one after the other.")


@dataclass(frozen=True, slots=True)
class CloseBegun:
    """`is_new` is false where a run of the day was there already and goes on."""

    day: date
    is_new: bool


@dataclass(frozen=True, slots=True)
class DaySealed:
    day: date
    following: date
    is_new: bool


@command("daily_close.begin_close", right=RUN)
def begin_close(*, by: Actor, day: date) -> CloseBegun:
    """Begin the close of the business day, or go on with it: from now on nothing else is booked."""
    wait_for_postings(by.organisation_id)
    open_day = BusinessDay.objects.select_for_update().get(organisation=by.organisation_id)
    if day != open_day.day:
        raise NotThatDay(today=open_day.day, day=day, field="day")
    run, is_new = Run.objects.get_or_create(
        organisation_id=by.organisation_id, day=day,
        defaults={"started_by_id": by.user_id, "closed_until": open_day.closed_until, "law_stamp": legal_stamp()},
    )  # fmt: skip
    if is_new:
        _lay_out(run)
        open_day.state = DayState.CLOSING
        open_day.save(update_fields=["state"])
    return CloseBegun(day, is_new)


def _lay_out(run: Run) -> None:
    steps = Step.objects.bulk_create(Step(run=run, name=name) for name in StepName)
    first, last = id_range(run.organisation_id)
    width = max(WIDTH, (last - first) // PARTS_MAX + 1)
    Part.objects.bulk_create(
        Part(step=step, number=number, first=begin, last=min(begin + width - 1, last))
        for step in steps
        if step.name in PARTED
        for number, begin in enumerate(range(first, last + 1, width))
    )


@command("daily_close.seal_day", right=RUN)
def seal_day(*, by: Actor, day: date) -> DaySealed:
    """Seal a day whose steps are done, and open the next one."""
    open_day = BusinessDay.objects.select_for_update().get(organisation=by.organisation_id)
    run = Run.objects.get(organisation=by.organisation_id, day=day)
    following = day + timedelta(days=1)
    if run.state == RunState.SEALED:
        return DaySealed(day, following, is_new=False)
    undone = run.steps.filter(finished_at=None).exclude(name=StepName.SEAL)
    assert not undone.exists(), "a day is sealed when everything else is done"
    begun = timezone.now()
    organisation = Organisation.objects.get(pk=by.organisation_id)
    seals = seals_for(by.organisation_id, run.closed_until or date.min, day, last_digests(by.organisation_id))
    Seal.objects.bulk_create(seals)
    export(organisation, day, seals)
    now = timezone.now()
    run.steps.filter(name=StepName.SEAL).update(
        started_at=begun, finished_at=now, rows=sum(seal.transfers for seal in seals)
    )
    run.state, run.finished_at = RunState.SEALED, now
    run.save(update_fields=["state", "finished_at"])
    open_day.day, open_day.closed_until, open_day.state = following, day, DayState.OPEN
    open_day.save(update_fields=["day", "closed_until", "state"])
    carry_out_changes(by.organisation_id)
    return DaySealed(day, following, is_new=True)
