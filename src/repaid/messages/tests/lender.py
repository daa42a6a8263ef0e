"""A Polish lender whose messages land in the demo inbox, with loan 11 of Piotr, who has a mobile and an e-mail."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from repaid.access.actors import Actor
from repaid.access.models import Organisation
from repaid.access.queries import organisation_of
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.tests import lender as books
from repaid.messages.choices import Channel
from repaid.messages.commands.gateways import save_gateway
from repaid.messages.commands.queueing import queue_message
from repaid.messages.commands.supplying import supply_messages
from repaid.messages.models import ContactRules, DemoItem, Message
from repaid.messages.sending.run import Tally, send_due
from repaid.parties.choices import ContactKind
from repaid.parties.commands.contacts import add_contact

NOON = datetime(2015, 7, 1, 12, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
"""A Wednesday."""
NIGHT = NOON.replace(hour=23)
MOBILE, EMAIL, ADDRESS = "+48600000001", "p.wzorcowy@example.com", "ul. Przykładowa 1\n30-001 Kraków"


def demo_gateways(by: Actor) -> None:
    """SMS and e-mails land in the demo inbox."""
    save_gateway(by=by, channel=Channel.SMS, provider="demo", sender="KrakPozyczk", settings={})
    save_gateway(by=by, channel=Channel.EMAIL, provider="demo", sender="listy@krakowska.example", settings={})


def ready_lender(*, rules: bool = False) -> Actor:
    """The lender ten days after Piotr's instalment of 552,34 fell due; without contact rules unless asked for."""
    by = books.lender()
    books.loan_11(by)
    for kind, value in ((ContactKind.MOBILE, MOBILE), (ContactKind.EMAIL, EMAIL), (ContactKind.ADDRESS, ADDRESS)):
        add_contact(by=by, number="1", kind=kind, value=value)
    demo_gateways(by)
    supply_messages(by=by)
    if not rules:
        ContactRules.objects.all().delete()
    books.day_comes(by, NOON.date())
    bill_due(by=by)
    return by


def ask(by: Actor, kind: str = "contracts.overdue", key: str = "1", **more: Any) -> Message:
    """A message about contract 11 that waits."""
    given = {"channel": Channel.SMS, "about": "contract", "number": "11", **more}
    queued = queue_message(by=by, kind=kind, key=key, **given)
    return Message.objects.get(pk=queued.message_ids[0])


def send(by: Actor, channel: str = Channel.SMS) -> Tally:
    """One run of the outbox."""
    return send_due(organisation(by), channel)


def organisation(by: Actor) -> Organisation:
    return organisation_of(by)


def inbox(by: Actor) -> list[str]:
    """The texts that arrived in the demo inbox, first one first."""
    return [item.body for item in DemoItem.objects.filter(organisation=by.organisation_id).order_by("id")]
