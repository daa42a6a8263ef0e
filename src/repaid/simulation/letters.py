"""What the lenders of the demo write to their customers on the business day: it lands in the demo inbox."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from repaid.access.actors import Actor
from repaid.access.queries import organisation_of
from repaid.contracts.choices import State
from repaid.contracts.commands.notices import queue_notices_part
from repaid.contracts.notices import ABOUT, DUE_SOON, OVERDUE, PAYMENT_RECEIVED, WARNING
from repaid.contracts.queries.contracts import borrowers_of, contracts
from repaid.contracts.queries.portfolio import id_range
from repaid.messages.choices import Channel
from repaid.messages.commands.gateways import save_gateway
from repaid.messages.commands.printing import print_letters
from repaid.messages.commands.queueing import queue_message
from repaid.messages.commands.supplying import supply_messages
from repaid.messages.foresight import given_now
from repaid.messages.kinds import Kind
from repaid.messages.people import CONTACTS
from repaid.messages.queries.printing import waiting_letters
from repaid.messages.sending.run import send_due
from repaid.parties.commands.contacts import add_contact
from repaid.parties.queries import preferred_contact

LATE_DAYS: Final = 31
LETTERS: Final = 5
PRINTED: Final = 1
REMINDERS: Final = 5
INSIDE: Final = 12
Asked = tuple[Kind, Channel, Any]


def write_to_customers(by: Actor, told: dict[str, dict[str, str]], day: date) -> None:
    """Set up gateways that show instead of sending, take the supplied texts, and send the notices of the day, some
    reminders and some warning notices to people who can be reached, by `told["reach"]` where they gave no contact, and
    messages that customers find in the client zone; the first letter is printed. The contact rules come last: nobody is
    written to at night from then on."""
    for channel, sender in told["senders"].items():
        price = Decimal(told["prices"][channel]) if channel in told["prices"] else None
        save_gateway(by=by, channel=Channel(channel), provider="demo", sender=sender, settings={}, price=price)
    supply_messages(by=by, with_rules=False)
    queue_notices_part(by, day, *id_range(by.organisation_id))
    active: Any = contracts(by, day, states=(State.ACTIVE,))
    late = active.filter(days_late__gte=1).order_by("-days_late", "pk")
    asked = [(WARNING, Channel.LETTER, each) for each in late.filter(days_late__gte=LATE_DAYS)[:LETTERS]]
    asked += [(OVERDUE, channel, each) for each in late[:REMINDERS] for channel in (Channel.EMAIL, Channel.SMS)]
    asked += [(DUE_SOON, Channel.SMS, each) for each in active.filter(days_late=0)[:REMINDERS]]
    for place, (_kind, channel, contract) in enumerate(asked, 1):
        _make_reachable(by, contract, channel, told["reach"][channel].format(place))
    for kind, channel, contract in [*asked, *_inside(active)]:
        given = given_now(kind.code, contract.subject)
        queue_message(
            by=by, kind=kind.code, about=ABOUT, number=contract.number, key=f"demo-{contract.number}", channel=channel,
            given=given,
        )  # fmt: skip
    for channel in Channel:
        send_due(organisation_of(by), channel)
    if printed := [letter.pk for letter in waiting_letters(by)[:PRINTED]]:
        print_letters(by=by, items=printed)
    supply_messages(by=by)


def _inside(active: Any) -> Iterator[Asked]:
    """What stands in the client zone of those who have an account: the last payment, and what is due or overdue."""
    for contract in active.filter(subject__people__person__accounts__isnull=False).order_by("pk").distinct()[:INSIDE]:
        if given_now(PAYMENT_RECEIVED.code, contract.subject):
            yield PAYMENT_RECEIVED, Channel.IN_SYSTEM, contract
        yield OVERDUE if contract.days_late else DUE_SOON, Channel.IN_SYSTEM, contract


def _make_reachable(by: Actor, contract: Any, channel: Channel, value: str) -> None:
    kinds, party = CONTACTS[channel], borrowers_of(contract)[0].party
    if all(preferred_contact(party, kind) is None for kind in kinds):
        add_contact(by=by, number=party.number, kind=kinds[-1], value=value)
