"""What would happen if a message were sent now: to whom, where, with which text, or why not. Nothing is written."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from repaid.access.actors import Actor
from repaid.access.models import Subject, SubjectPerson
from repaid.access.plain import to_plain
from repaid.access.queries import organisation_of
from repaid.kernel.refusal import Finding
from repaid.messages.choices import Channel
from repaid.messages.composing import Written
from repaid.messages.kinds import kind_named
from repaid.messages.models import Gateway, Message
from repaid.messages.ports import source_of
from repaid.messages.queries.outbox import reason_of
from repaid.messages.sending.picking import sorted_out
from repaid.messages.sms import Size, size


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A message to one person. `reason` says why it would not go, or not at once; `text` is None without a template."""

    name: str
    address: str
    text: Written | None
    reason: Finding | None
    size: Size | None
    price: Any
    currency: str


def given_now(kind: str, subject: Subject) -> Mapping[str, Any]:
    """The values that the newest occasion of a kind hands over."""
    occasion = kind_named(kind)
    source = source_of(occasion.about)
    return source.given(kind, subject.pk) if source and occasion.given else {}


def foresee(by: Actor, kind: str, subject: Subject, recipient: str, channel: str) -> list[Foreseen]:
    """A message of this kind to everybody who is the recipient, as it would go now."""
    people = SubjectPerson.objects.filter(subject=subject, role=recipient).select_related("person").order_by("id")
    given = json.dumps(to_plain(dict(given_now(kind, subject)))) or None
    rows = [
        Message(
            pk=-place, organisation_id=by.organisation_id, kind=kind, recipient=recipient, channel=channel,
            subject=subject, person=each.person, given=given, rule="", facts={}, is_test=False,
        )
        for place, each in enumerate(people, 1)
    ]  # fmt: skip
    return _foreseen(by, channel, rows)


def _foreseen(by: Actor, channel: str, rows: Sequence[Message]) -> list[Foreseen]:
    picked = sorted_out(organisation_of(by), rows, timezone.now())
    gateway = Gateway.objects.filter(organisation=by.organisation_id, channel=channel).first()
    price, currency = (gateway.price, gateway.currency) if gateway else (None, "")
    found = {each.message.pk: each for each in picked.ready}
    holds = {message.pk: hold for message, hold in picked.held}
    answers = []
    for row in rows:
        ready, hold = found.get(row.pk), holds.get(row.pk)
        if hold is not None:
            row.rule, row.facts, row.next_at = hold.rule, to_plain(dict(hold.facts)), hold.until
        name = row.person.title if row.person else ""
        composed = picked.texts.get(row.pk)
        text = composed if isinstance(composed, Written) else None
        counted = size(text.body) if text and channel == Channel.SMS else None
        cost = price * text.parts if price is not None and text else None
        answers.append(Foreseen(name, ready.address if ready else "", text, reason_of(row), counted, cost, currency))
    return answers
