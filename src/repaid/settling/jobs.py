"""Long statements that a worker takes in; online payments that nobody has told us of."""

from contextlib import suppress
from typing import Final

from django.utils import timezone, translation
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from repaid.access.actors import Actor, staff_actor
from repaid.access.business_day import DayIsClosing
from repaid.access.queries import machine_in, organisation_of, organisations
from repaid.kernel.refusal import Outage
from repaid.payments.commands.online import expire_online_payment, plan_next_question
from repaid.payments.queries.online import to_ask
from repaid.settling.commands.intake import begin_intake
from repaid.settling.intakes import WRONG, carry_on, intake_named
from repaid.settling.paying import ask_provider
from repaid.settling.taking_in import silent

CHANNEL: Final = "worker"
AFTER_THE_CLOSE: Final = RetryStrategy(max_attempts=60, wait=60, retry_exceptions={DayIsClosing})
"""Nothing is booked while a day is being closed: try again each minute."""


@app.task(name="settling.take_in", retry=AFTER_THE_CLOSE)
def take_in_file(organisation: str, intake: int) -> None:
    """Carry an intake to its end, as the person who began it."""
    machine = machine_in(organisation, channel=CHANNEL)
    person = intake_named(machine, intake).begun_by
    by = staff_actor(person, channel=CHANNEL) if person else machine
    with translation.override((person.language if person else "") or None), suppress(*WRONG):
        carry_on(by, intake, silent)


def take_in_by_worker(*, by: Actor, file: int, keep_good: bool) -> int:
    """Begin to take in a file that is kept, or go on with it, and leave the work to a worker; returns its id."""
    begun = begin_intake(by=by, file=file, keep_good=keep_good)
    take_in_file.defer(organisation=organisation_of(by).code, intake=begun.intake_id)
    return begun.intake_id


@app.periodic(cron="* * * * *")
@app.task(name="settling.ask_providers", queueing_lock="settling.ask_providers")
def ask_providers(timestamp: int) -> None:  # noqa: ARG001 (the queue tells the minute)
    """Every minute: ask for the online payments of every organisation whose time has come."""
    for organisation in organisations():
        ask_pending(machine_in(organisation.code, channel=CHANNEL))


def ask_pending(machine: Actor) -> int:
    """Ask for those of one organisation; what is silent is asked later, what nobody paid is given up. How many."""
    numbers = [row.number for row in to_ask(machine.organisation_id, timezone.now())]
    for number in numbers:
        planned = plan_next_question(by=machine, number=number)
        with suppress(Outage, DayIsClosing):
            ask_provider(machine, number)
        if planned.is_last:
            expire_online_payment(by=machine, number=number)
    return len(numbers)
