"""Carrying a run to its end. Any number of processes may do so at once: each takes the next thing that nobody does.

What is being done is held by a lock on its row until the transaction ends, so what a killed process held is free again,
and what was finished is not done twice.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from time import sleep
from typing import Final, NamedTuple

from django.db import transaction
from django.utils import timezone

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.daily_close.choices import PARTED, StepName
from repaid.daily_close.commands.running import NotThatDay, begin_close, seal_day
from repaid.daily_close.models import Part, Run, Step
from repaid.daily_close.steps import PARTS, WHOLE

LOOK_SECONDS: Final = 0.05


class Progress(NamedTuple):
    """How far a run is: a step, and how many of its parts are done."""

    day: date
    step: str
    done: int
    all: int


Listener = Callable[[Progress], None]


def _silent(_progress: Progress) -> None:
    return


def close_until(*, by: Actor, until: date, listener: Listener = _silent) -> list[date]:
    """Close every open day up to `until`, one after the other; returns the days that were closed by this call."""
    closed = []
    while (day := today(by.organisation_id)) <= until:
        if not Run.objects.filter(organisation=by.organisation_id, day=day).exists():
            with suppress(NotThatDay):  # others closed it meanwhile
                begin_close(by=by, day=day)
        if carry_on(by=by, day=day, listener=listener):
            closed.append(day)
    return closed


def carry_on(*, by: Actor, day: date, listener: Listener = _silent) -> bool:
    """Do what is left of a run; whether this call sealed the day."""
    run = Run.objects.get(organisation=by.organisation_id, day=day)
    for name in StepName:
        if name in PARTED:
            _do_parts(run, name, by, listener)
        elif name in WHOLE:
            listener(Progress(day, name, 0, 1))
            _do_whole(run, name, by)
    listener(Progress(day, StepName.SEAL, 0, 1))
    return seal_day(by=by, day=day).is_new


def _do_whole(run: Run, name: str, by: Actor) -> None:
    _begin(run, name)
    with transaction.atomic():
        step = Step.objects.select_for_update().get(run=run, name=name)
        if step.finished_at is None:
            step.rows = WHOLE[name](run, by)
            step.finished_at = timezone.now()
            step.save(update_fields=["rows", "finished_at"])


def _do_parts(run: Run, name: str, by: Actor, listener: Listener) -> None:
    _begin(run, name)
    parts = Part.objects.filter(step__run=run, step__name=name)
    count = parts.count()
    while left := parts.filter(finished_at=None).count():
        listener(Progress(run.day, name, count - left, count))
        if not _do_part(run, name, by):
            sleep(LOOK_SECONDS)
    rows = sum(parts.values_list("rows", flat=True))
    Step.objects.filter(run=run, name=name, finished_at=None).update(finished_at=timezone.now(), rows=rows)


def _do_part(run: Run, name: str, by: Actor) -> bool:
    """Do a part that is left; false when others do all that is left."""
    with transaction.atomic():
        rows = Part.objects.select_for_update(of=("self",), skip_locked=True).order_by("number")
        part = rows.filter(step__run=run, step__name=name, finished_at=None).first()
        if part is None:
            return False
        part.rows = PARTS[name](run, part, by)
        part.finished_at = timezone.now()
        part.save(update_fields=["rows", "finished_at"])
    return True


def _begin(run: Run, name: str) -> None:
    Step.objects.filter(run=run, name=name, started_at=None).update(started_at=timezone.now())
