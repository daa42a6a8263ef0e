"""Reading the outbox: messages in scope, one message with its attempts, what waits."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.models import Subject
from repaid.access.plain import from_plain
from repaid.access.scope import visible
from repaid.kernel.refusal import Finding, NotFound
from repaid.messages.choices import WAITING, Channel, State
from repaid.messages.composing import tokens_of
from repaid.messages.holding import finding
from repaid.messages.kinds import kind_named
from repaid.messages.models import Attempt, Gateway, Message

WIDE = (ScopeLevel.ORGANISATION, ScopeLevel.EVERYTHING)
CONTACT_WORDS = {
    Channel.SMS.value: gettext_lazy("mobile number"),
    Channel.EMAIL.value: gettext_lazy("e-mail address"),
    Channel.LETTER.value: gettext_lazy("postal address"),
}


def messages(by: Actor) -> QuerySet[Message]:
    """The messages in the actor's scope, newest first; those about nothing are seen by who sees the organisation."""
    rows = Message.objects.filter(organisation=by.organisation_id)
    seen = Q(pk__in=visible(rows.filter(subject__isnull=False), by).values("pk"))
    if by.scope in WIDE:
        seen |= Q(subject__isnull=True)
    return rows.filter(seen).select_related("subject__branch", "person", "user", "text").order_by("-id")


def messages_of(by: Actor, subject: Subject) -> QuerySet[Message]:
    """The messages about a subject, newest first; tests are not among them (CT-60)."""
    return messages(by).filter(subject=subject, is_test=False)


def messages_to(by: Actor, person: Subject) -> QuerySet[Message]:
    """The messages to a person, whatever they are about, newest first."""
    return messages(by).filter(person=person, is_test=False)


def message_numbered(by: Actor, message: int) -> Message:
    """One message of the outbox."""
    rows = messages(by).select_related("version__template", "created_by", "printed")
    found = rows.filter(pk=message).first()
    if found is None:
        raise NotFound(kind=_("message"), number=message)
    return found


def attempts_of(message: Message) -> QuerySet[Attempt]:
    """The attempts to send a message, first one first."""
    return message.tries.select_related("gateway").order_by("number")


def reason_of(message: Message) -> Finding | None:
    """What keeps or stopped a message, to be told; its facts in their own types."""
    if not message.rule:
        return None
    facts: dict[str, Any] = dict(from_plain(message.facts))
    facts["until"] = message.next_at
    if "channel" in facts:
        facts["contact"] = CONTACT_WORDS.get(facts["channel"], "")
    if "token" in facts:
        facts["token"] = _label_of(message, facts["token"])
    return finding(message.rule, facts)


def _label_of(message: Message, code: str) -> str:
    token = tokens_of(kind_named(message.kind), message.recipient, message.channel).get(code)
    return str(token.label) if token else code


def read_by_customer(by: Actor) -> QuerySet[Message]:
    """The messages in the system for the signed-in customer, newest first."""
    rows = Message.objects.filter(
        organisation=by.organisation_id, person=by.person_id, channel=Channel.IN_SYSTEM, state=State.DELIVERED
    )
    return rows.select_related("text", "subject").order_by("-delivered_at", "-id")


def unread_by_customer(by: Actor) -> int:
    """How many of them the customer has not opened yet."""
    return read_by_customer(by).filter(read_at=None).count()


def waiting_by_channel(by: Actor) -> Mapping[str, int]:
    """How many messages wait on each channel."""
    rows = Message.objects.filter(organisation=by.organisation_id, state__in=WAITING)
    return dict(rows.values_list("channel").annotate(Count("pk")))


def channels_in_trouble(by: Actor) -> QuerySet[Gateway]:
    """Gateways through which nothing could be sent last time."""
    return Gateway.objects.filter(organisation=by.organisation_id, is_active=True).exclude(trouble="")
