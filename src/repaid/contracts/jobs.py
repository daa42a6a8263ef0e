"""What a worker does for contracts: receipts for payments, and take-overs whose file is too large to wait for."""

from typing import Final

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from repaid.access.actors import Actor, system_actor
from repaid.access.business_day import DayIsClosing
from repaid.access.queries import machine_in, organisation_of, organisations
from repaid.contracts.choices import TakeOverState
from repaid.contracts.commands.notices import queue_receipts
from repaid.contracts.commands.positions import begin_taking_over
from repaid.contracts.imports.positions.work import carry_on, read_through
from repaid.contracts.imports.positions.work import take_over as take_over_at_once
from repaid.contracts.queries.takeovers import takeover_of

AT_ONCE_MAX: Final = 2_000
"""Files with more rows are left to a worker."""

BYTES_AT_ONCE_MAX: Final = 400 * AT_ONCE_MAX
"""What so many rows take; the rows themselves are not counted before they are read."""

AFTER_THE_CLOSE: Final = RetryStrategy(max_attempts=60, wait=60, retry_exceptions={DayIsClosing})
"""Nothing is booked while a day is being closed: try again each minute."""


@app.task(name="contracts.read_positions")
def read_positions(organisation: str, take_over: int) -> None:
    """Read a file of positions through."""
    read_through(machine_in(organisation, channel="worker"), take_over)


@app.task(name="contracts.take_over", retry=AFTER_THE_CLOSE)
def take_over(organisation: str, take_over: int) -> None:
    """Take a file of positions over, as it was decided; a second worker with the same file has nothing to do."""
    by = machine_in(organisation, channel="worker")
    if takeover_of(by, take_over).state == TakeOverState.TAKING:
        carry_on(by, take_over)


def read_soon(by: Actor, key: int) -> None:
    """Read a file through, at once or by a worker."""
    if len(bytes(takeover_of(by, key).content)) <= BYTES_AT_ONCE_MAX:
        read_through(by, key)
    else:
        read_positions.defer(organisation=organisation_of(by).code, take_over=key)


def take_over_soon(by: Actor, key: int, *, keep_good: bool) -> bool:
    """Take a file over as it was decided, at once or by a worker; whether it is done already."""
    if takeover_of(by, key).rows <= AT_ONCE_MAX:
        take_over_at_once(by, key, keep_good=keep_good)
        return True
    begin_taking_over(by=by, take_over=key, keep_good=keep_good)
    go_on_soon(by, key)
    return False


def go_on_soon(by: Actor, key: int) -> None:
    """Leave what is left of a take-over to a worker; what is taken over is not taken twice."""
    take_over.defer(organisation=organisation_of(by).code, take_over=key)


@app.periodic(cron="*/5 * * * *")
@app.task(name="contracts.queue_receipts", queueing_lock="contracts.queue_receipts")
def tell_of_payments(timestamp: int) -> None:
    """Queue receipts for the payments that came; `timestamp` is the minute it was planned for."""
    del timestamp
    for organisation in organisations():
        queue_receipts(system_actor(organisation, channel="worker"))
