"""Sending by a worker: every minute what is due, and at once what somebody is waiting for."""

from procrastinate.contrib.django import app

from repaid.access.actors import Actor
from repaid.access.queries import organisation_named, organisation_of, organisations
from repaid.messages.choices import Channel
from repaid.messages.sending.run import send_due


@app.periodic(cron="* * * * *")
@app.task(name="messages.send_all", queueing_lock="messages.send_all", pass_context=False)
def send_all(timestamp: int) -> None:
    """Send what is due of every organisation on every channel; `timestamp` is the minute it was planned for."""
    del timestamp
    for organisation in organisations():
        for channel in Channel:
            send_due(organisation, channel)


@app.task(name="messages.send_channel")
def send_channel(organisation: str, channel: str) -> None:
    """Send what is due of one organisation on one channel."""
    send_due(organisation_named(organisation), channel)


def send_by_worker(*, by: Actor, channel: str) -> None:
    """Let a worker send on a channel at once: somebody has just pressed a button."""
    send_channel.defer(organisation=organisation_of(by).code, channel=channel)
