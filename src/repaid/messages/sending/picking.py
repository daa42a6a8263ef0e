"""Picking: the messages whose time has come, what keeps each of them, and the texts of the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from repaid.access.business_day import today
from repaid.access.models import Organisation
from repaid.messages.choices import WAITING, Channel, Purpose
from repaid.messages.composing import Case, Composed, Written, case_of, compose
from repaid.messages.models import Message
from repaid.messages.people import NOBODY, Known, address_of
from repaid.messages.ports import Hold
from repaid.messages.sending.ground import ground_of

BATCH: Final = 500
"""How many messages are composed at once."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A message that may go, with its text and address."""

    message: Message
    case: Case
    text: Written
    address: str
    addressee: str
    number: str


@dataclass(frozen=True, slots=True)
class Picked:
    """A batch: what may go, what is kept by which rule, and the texts of both by the messages' ids."""

    ready: Sequence[Ready]
    held: Sequence[tuple[Message, Hold]]
    texts: Mapping[int, Composed] = field(default_factory=dict)


def due(organisation_id: int, channel: str, now: datetime) -> QuerySet[Message]:
    """The messages of a channel whose time has come, longest waiting first."""
    rows = Message.objects.filter(organisation=organisation_id, channel=channel, state__in=WAITING, next_at__lte=now)
    return rows.order_by("next_at", "id")


def pick(organisation: Organisation, channel: str, now: datetime, most: int = BATCH) -> Picked:
    """The next messages, locked to the end of the transaction; what another process holds is left to it."""
    messages = due(organisation.pk, channel, now).select_for_update(skip_locked=True)[:most]
    return sorted_out(organisation, list(messages), now)


def sorted_out(organisation: Organisation, messages: Sequence[Message], now: datetime) -> Picked:
    """What of a batch may go at a moment, with its text, and what is kept by which rule."""
    if not messages:
        return Picked((), ())
    cases = {message.pk: case_of(message) for message in messages}
    on = today(organisation.pk)
    texts, known = compose(organisation, list(cases.values()), on)
    ground = ground_of(organisation, messages, cases, on, now)
    ready: list[Ready] = []
    held: list[tuple[Message, Hold]] = []
    for message in messages:
        case, text = cases[message.pk], texts[message.pk]
        person = known.people.get(case.person_id or 0, NOBODY)
        hold = ground.hold(message, case, person)
        address = _address(message, case, known)
        if hold is None and address is None:
            hold = Hold("no_address", facts={"channel": message.channel})
        if hold is None and isinstance(text, Written):
            ground.goes(case)
            name = person.name or known.organisation.name
            subject = known.subjects.get(case.subject_id or 0)
            ready.append(Ready(message, case, text, address or "", name, subject.number if subject else ""))
        elif hold is not None:
            held.append((message, hold))
        elif isinstance(text, Hold):
            held.append((message, text))
    return Picked(ready, held, texts)


def _address(message: Message, case: Case, known: Known) -> str | None:
    """Where a message goes: a person's contact of this moment; None when nothing is on file. A test, a message to staff
    and one that lets somebody in go where they were asked for."""
    user = known.staff.get(case.user_id or 0)
    if message.address and (message.is_test or user is not None or case.kind.purpose == Purpose.ACCESS):
        return str(message.address)
    if user is not None:
        return str(user.email) if user.email and message.channel == Channel.EMAIL else None
    return address_of(known.people.get(case.person_id or 0, NOBODY), message.channel)
