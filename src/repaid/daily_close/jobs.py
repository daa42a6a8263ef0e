"""Closes and checks that a worker carries out. A job is a pair of hands: it does what is left and nobody else does."""

from datetime import date
from typing import Final

from procrastinate.contrib.django import app

from repaid.access.actors import Actor, staff_actor
from repaid.access.queries import machine_in, organisation_of
from repaid.daily_close.commands.checking import begin_check, carry_out
from repaid.daily_close.commands.running import CloseBegun, begin_close
from repaid.daily_close.models import Part
from repaid.daily_close.queries import run_of
from repaid.daily_close.run import carry_on, close_until

CHANNEL: Final = "worker"
HANDS_MAX: Final = 4
"""How many workers may be at one close; each further one waits more than it helps."""


@app.task(name="daily_close.carry_on")
def close_day(organisation: str, day: str, until: str = "") -> None:
    """Carry the run of a day to its end, beside others that do the same.

    Days that follow up to `until` are closed after it, in the name of the person who began.
    """
    machine, begun = machine_in(organisation, channel=CHANNEL), date.fromisoformat(day)
    carry_on(by=machine, day=begun)
    if until:
        person = run_of(machine, begun).started_by
        close_until(by=staff_actor(person, channel=CHANNEL) if person else machine, until=date.fromisoformat(until))


@app.task(name="daily_close.check_books")
def check(organisation: str, check_id: int) -> None:
    """Carry out a check of the books."""
    carry_out(machine_in(organisation, channel=CHANNEL), check_id)


def close_by_workers(*, by: Actor, day: date, until: date | None = None) -> CloseBegun:
    """Begin the close of a day, or go on with it, and leave the work to the workers; then the days up to `until`."""
    begun = begin_close(by=by, day=day)
    left = Part.objects.filter(step__run__organisation=by.organisation_id, step__run__day=day, finished_at=None)
    parts = left.values("number").distinct().count()
    code = organisation_of(by).code
    for _hand in range(min(max(parts, 1), HANDS_MAX)):
        close_day.defer(organisation=code, day=day.isoformat(), until=until.isoformat() if until else "")
    return begun


def check_by_workers(*, by: Actor) -> int:
    """Begin a check of the books and leave the work to a worker; returns its id."""
    begun = begin_check(by=by)
    check.defer(organisation=organisation_of(by).code, check_id=begun.check_id)
    return begun.check_id
