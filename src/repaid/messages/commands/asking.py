"""Messages to one person or one member of staff that a room asks for.

`write_to_person` and `write_to_staff` are for commands of other rooms, inside their transaction: they asked their own
right and write their own audit record. A message leaves within a minute; a page on which somebody waits for it calls
`jobs.send_by_worker`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.access.plain import to_plain
from repaid.kernel.refusal import NotFound, Refusal
from repaid.messages.choices import Channel, Recipient
from repaid.messages.kinds import Kind, kind_named
from repaid.messages.models import Message
from repaid.messages.people import address_of
from repaid.messages.queries.contact import open_channels
from repaid.messages.queries.outbox import CONTACT_WORDS
from repaid.parties.addressees import addressees

NOTHING: Final[Mapping[str, Any]] = {}


class NoGateway(Refusal):
    code = "no_gateway"
    sentence = _("It cannot be sent: no gateway is set up for this channel. An administrator can do it.")


class NoAddress(Refusal):
    code = "no_address"
    sentence = _("{name} has no {contact} on file. Add one first.")


@dataclass(frozen=True, slots=True)
class MessageQueued:
    """`is_new` is false where the same key was asked for before."""

    message_id: int
    is_new: bool


def write_to_person(
    by: Actor, kind: str, *, person: int, key: str, channel: Channel, given: Mapping[str, Any] = NOTHING,
    address: str = "",
) -> MessageQueued:  # fmt: skip
    """Ask for a message to a party (the id of its subject), once for a key. What lets somebody in goes to `address`, or
    to the contact of this moment; refused where there is none, or no gateway for the channel."""
    party = addressees([person]).get(person)
    if party is None:
        raise NotFound(kind=_("party"), number=person)
    reached = address or address_of(party, channel)
    if reached is None:
        raise NoAddress(name=party.name, contact=CONTACT_WORDS[channel], field="channel")
    return _asked(
        by, kind_named(kind), f"{kind}:{key}:{person}:{channel}", channel, recipient=Recipient.BORROWER,
        subject_id=person, person_id=person, address=reached or None, given=plain_values(given),
    )  # fmt: skip


def write_to_staff(
    by: Actor, kind: str, *, user: int, key: str, channel: Channel, given: Mapping[str, Any] = NOTHING,
    address: str = "",
) -> MessageQueued:  # fmt: skip
    """Ask for a message to a member of staff, once for a key: an SMS goes to `address`, an e-mail to it or to that of
    the account."""
    member = User.objects.filter(pk=user, organisation=by.organisation_id).first()
    if member is None:
        raise NotFound(kind=_("user"), number=user)
    reached = address or (member.email if channel == Channel.EMAIL else "")
    if channel != Channel.IN_SYSTEM and not reached:
        raise NoAddress(name=member.name, contact=CONTACT_WORDS[channel], field="address")
    return _asked(
        by, kind_named(kind), f"{kind}:{key}:staff-{user}:{channel}", channel, recipient=Recipient.STAFF, user_id=user,
        address=reached or None, given=plain_values(given),
    )  # fmt: skip


def _asked(by: Actor, kind: Kind, key: str, channel: Channel, **values: Any) -> MessageQueued:
    if channel not in open_channels(by.organisation_id):
        raise NoGateway(field="channel")
    values |= {"kind": kind.code, "channel": channel, "next_at": timezone.now(), "created_by_id": by.user_id}
    message, is_new = Message.objects.get_or_create(organisation_id=by.organisation_id, key=key, defaults=values)
    return MessageQueued(message.pk, is_new)


def plain_values(values: Mapping[str, Any]) -> str | None:
    """Values handed over, as they are stored."""
    return json.dumps(to_plain(dict(values))) if values else None
