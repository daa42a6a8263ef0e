"""What the lenders of the demo write to their customers on the business day: it lands in the demo inbox."""

from datetime import date
from typing import Any, Final

from repaid.access.actors import Actor
from repaid.access.queries import organisation_of
from repaid.contracts.choices import State
from repaid.contracts.commands.notices import queue_notices_part
from repaid.contracts.notices import ABOUT, DUE_SOON, OVERDUE, WARNING
from repaid.contracts.queries.contracts import contracts
from repaid.contracts.queries.portfolio import id_range
from repaid.messages.choices import Channel
from repaid.messages.commands.gateways import save_gateway
from repaid.messages.commands.queueing import queue_message
from repaid.messages.commands.supplying import supply_messages
from repaid.messages.sending.run import send_due

LATE_DAYS: Final = 31
LETTERS: Final = 5
REMINDERS: Final = 5


def write_to_customers(by: Actor, senders: dict[str, str], day: date) -> None:
    """Set up gateways that show instead of sending, take the supplied texts, and send the notices of the day, some
    reminders and some warning notices. The contact rules come last: nobody is written to at night from then on."""
    for channel, sender in senders.items():
        save_gateway(by=by, channel=Channel(channel), provider="demo", sender=sender, settings={})
    supply_messages(by=by, with_rules=False)
    queue_notices_part(by, day, *id_range(by.organisation_id))
    active: Any = contracts(by, day, states=(State.ACTIVE,))
    late = active.filter(days_late__gte=1).order_by("-days_late", "pk")
    for contract in late.filter(days_late__gte=LATE_DAYS)[:LETTERS]:
        _ask(by, WARNING.code, contract.number, Channel.LETTER)
    for contract in late[:REMINDERS]:
        _ask(by, OVERDUE.code, contract.number, Channel.EMAIL)
    for contract in active.filter(days_late=0)[:REMINDERS]:
        _ask(by, DUE_SOON.code, contract.number, Channel.SMS)
    for channel in Channel:
        send_due(organisation_of(by), channel)
    supply_messages(by=by)


def _ask(by: Actor, kind: str, number: str, channel: Channel) -> None:
    queue_message(by=by, kind=kind, about=ABOUT, number=number, key=f"demo-{number}", channel=channel)
