"""Asking for messages: one by one, or many at once in the night."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import Subject, SubjectPerson
from repaid.access.scope import fetch
from repaid.kernel.fields import EncryptedTextField
from repaid.kernel.refusal import Refusal
from repaid.messages.choices import PARTY, Channel, Recipient
from repaid.messages.commands.asking import NoGateway, plain_values
from repaid.messages.kinds import Kind, kind_named
from repaid.messages.models import Seen
from repaid.messages.queries.contact import open_channels
from repaid.messages.rights import SEND


class NobodyToWrite(Refusal):
    code = "nobody_to_write"
    sentence = _("Nobody is the {recipient} of {number}, so there is nobody to write to.")


@dataclass(frozen=True, slots=True)
class ByHand:
    """A text as a person wrote it, instead of the template's."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class MessagesQueued:
    """How many messages were added; those asked for before are not added again."""

    subject_id: int
    message_ids: tuple[int, ...]
    is_new: bool


@command("messages.queue_message", right=SEND, personal=("given", "by_hand"))
def queue_message(
    *, by: Actor, kind: str, about: str, number: str, key: str, channel: Channel,
    recipient: Recipient = Recipient.BORROWER, given: Mapping[str, Any] | None = None,
    by_hand: ByHand | None = None, not_before: datetime | None = None,
) -> MessagesQueued:  # fmt: skip
    """Ask for a message to every person who is the recipient of a subject. The same key twice is asking once.

    `about` is the kind of the subject ("contract", "party"), `number` its number.
    """
    occasion = kind_named(kind)
    subject = fetch(Subject.objects.filter(kind=about), by, kind=_("subject"), number=number, subject="")
    if channel not in open_channels(by.organisation_id):
        raise NoGateway(field="channel")
    people = _people(subject, recipient)
    if not people:
        raise NobodyToWrite(recipient=Recipient(recipient).label, number=number, field="recipient")
    wanted = [
        Wanted(f"{occasion.code}:{key}:{person}:{channel}", subject.pk, person, recipient, channel, given or {})
        for person in people
    ]
    ids = queue_many(by, occasion, wanted, by_hand=by_hand, not_before=not_before)
    return MessagesQueued(subject.pk, tuple(ids), bool(ids))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A message to be added: its key, the subject it is about, the person it goes to."""

    key: str
    subject_id: int
    person_id: int
    recipient: str
    channel: str
    given: Mapping[str, Any] = field(default_factory=dict)


_ADD: Final = """
    INSERT INTO messaging_message
        (organisation_id, key, kind, recipient, channel, subject_id, person_id, given, written, next_at, created_at,
         created_by_id)
    SELECT %s, u.key, %s, u.recipient, u.channel, u.subject, u.person, u.given, %s, %s, %s, %s
    FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::bytea[])
        AS u(key, recipient, channel, subject, person, given)
    ON CONFLICT (organisation_id, key) DO NOTHING
    RETURNING id
"""


def queue_many(
    by: Actor, kind: Kind, wanted: Sequence[Wanted], *, by_hand: ByHand | None = None,
    not_before: datetime | None = None,
) -> list[int]:  # fmt: skip
    """Add messages in one statement; returns the ids of those that were not there. In a transaction of the caller, who
    asked the right."""
    if not wanted:
        return []
    now = timezone.now()
    hand = _cipher(_words(by_hand))
    rows = [
        (each.key, each.recipient, each.channel, each.subject_id, each.person_id, _cipher(plain_values(each.given)))
        for each in wanted
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        row = (by.organisation_id, kind.code, hand, not_before or now, now, by.user_id)
        cursor.execute(_ADD, [*row, *columns])
        return [key for (key,) in cursor.fetchall()]


def _people(subject: Subject, recipient: str) -> list[int]:
    """The people with this role in a subject; a party itself is who it is about."""
    if subject.kind == PARTY:
        return [subject.pk]
    rows = SubjectPerson.objects.filter(subject=subject, role=recipient).order_by("id")
    return list(dict.fromkeys(rows.values_list("person", flat=True)))


def _words(by_hand: ByHand | None) -> str | None:
    return None if by_hand is None else json.dumps({"title": by_hand.title, "body": by_hand.body})


def _cipher(text: str | None) -> bytes | None:
    encrypted: bytes | None = EncryptedTextField().get_prep_value(text)
    return encrypted


def seen_until(organisation_id: int, kind: Kind, newest: int, overlap: int) -> int:
    """Up to where the occasions of a kind were looked for, less an overlap to be looked at once more; locked. The first
    time everything up to `newest` counts as seen."""
    rows = Seen.objects.select_for_update()
    row, _made = rows.get_or_create(
        organisation_id=organisation_id, kind=kind.code, defaults={"begun": newest, "until": newest}
    )
    return max(row.begun, row.until - overlap)


def keep_seen(organisation_id: int, kind: Kind, until: int) -> None:
    """Remember up to where the occasions of a kind were looked for."""
    Seen.objects.filter(organisation=organisation_id, kind=kind.code).update(until=until)
