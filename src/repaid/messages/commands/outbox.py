"""What people decide about messages: withdraw, send again, settle a doubt, try a text."""

import json
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.queries import organisation_of
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.messages.choices import AGAIN, WAITING, Channel, Recipient, State
from repaid.messages.commands.asking import NoGateway
from repaid.messages.commands.templates import check_place, check_text
from repaid.messages.composing import Sheet
from repaid.messages.kinds import kind_named
from repaid.messages.models import Message
from repaid.messages.queries.contact import open_channels
from repaid.messages.queries.outbox import message_numbered
from repaid.messages.queries.templates import specimen_of, try_text
from repaid.messages.rights import EDIT_TEMPLATES, SEND
from repaid.parties.choices import ContactKind
from repaid.parties.rules import normal_contact


class NotWaiting(Refusal):
    code = "message_not_waiting"
    sentence = _("The message does not wait any more: it is {state}. It cannot be withdrawn.")


class NotForAgain(Refusal):
    code = "message_not_for_again"
    sentence = _("The message is {state}. Only one that failed, was stopped or is unclear can be sent again.")


class SecretForgotten(Refusal):
    code = "secret_forgotten"
    sentence = _("What the message held was secret and is forgotten. Make a new one.")


class NoDoubt(Refusal):
    code = "no_doubt"
    sentence = _("The message is {state}, so there is nothing to settle.")


class ValueMissing(Refusal):
    code = "value_missing"
    sentence = _("“{token}” has no value for this specimen. Choose another one.")


@dataclass(frozen=True, slots=True)
class MessageWithdrawn:
    message_id: int
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class MessageRequeued:
    message_id: int
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class DoubtSettled:
    message_id: int
    subject_id: int | None
    arrived: bool


@dataclass(frozen=True, slots=True)
class TrialQueued:
    message_id: int


@command("messages.withdraw_message", right=SEND)
def withdraw_message(*, by: Actor, message: int, reason: str) -> MessageWithdrawn:
    """Stop a message that still waits."""
    row = _locked(by, message)
    if row.state not in WAITING:
        raise NotWaiting(state=State(row.state).label)
    if not reason.strip():
        raise WrongInput(reason=_("A reason is missing. Please write why."), field="reason")
    row.state, row.rule, row.next_at = State.STOPPED, "withdrawn", None
    row.facts = {"name": by.name, "reason": reason.strip()}
    row.save(update_fields=["state", "rule", "facts", "next_at"])
    return MessageWithdrawn(row.pk, row.subject_id)


@command("messages.send_again", right=SEND)
def send_again(*, by: Actor, message: int) -> MessageRequeued:
    """Let a message that failed, was stopped or is unclear go once more; its text is composed anew."""
    row = _locked(by, message)
    if row.state not in AGAIN:
        raise NotForAgain(state=State(row.state).label)
    if row.has_secret and row.given is None:
        raise SecretForgotten
    row.state, row.rule, row.facts, row.next_at = State.QUEUED, "", {}, timezone.now()
    row.save(update_fields=["state", "rule", "facts", "next_at"])
    return MessageRequeued(row.pk, row.subject_id)


@command("messages.settle_doubt", right=SEND)
def settle_doubt(*, by: Actor, message: int) -> DoubtSettled:
    """Record that an unclear message did arrive; one that did not is sent again."""
    row = _locked(by, message)
    if row.state != State.DOUBTFUL:
        raise NoDoubt(state=State(row.state).label)
    row.state, row.rule, row.facts, row.delivered_at = State.DELIVERED, "", {}, timezone.now()
    row.given = None if row.has_secret else row.given
    row.save(update_fields=["state", "rule", "facts", "delivered_at", "given"])
    return DoubtSettled(row.pk, row.subject_id, arrived=True)


@command("messages.send_test_text", right=EDIT_TEMPLATES, personal=("address",))
def send_test_text(
    *, by: Actor, kind: str, recipient: Recipient, channel: Channel, sheet: Sheet, address: str, key: str,
    number: str = "",
) -> TrialQueued:  # fmt: skip
    """Send a text that is being written to an address of one's own, filled with the values of a specimen."""
    occasion = kind_named(kind)
    check_place(recipient, channel, sheet.language)
    check_text(occasion, recipient, channel, sheet.title, sheet.body)
    trial = try_text(by, kind, recipient, channel, sheet, specimen_of(by, occasion, number))
    if trial.missing:
        raise ValueMissing(token=trial.missing[0], field="address")
    return queue_test(by, channel, address, trial.title, trial.body, key, kind=kind, language=sheet.language)


def queue_test(
    by: Actor, channel: str, address: str, title: str, body: str, key: str, *, kind: str, language: str
) -> TrialQueued:
    """Add a test message; it is in no customer's history."""
    if channel not in open_channels(by.organisation_id):
        raise NoGateway(field="address")
    if channel not in (Channel.SMS, Channel.EMAIL):
        raise WrongInput(reason=_("Only an SMS or an e-mail can be tested like this."), field="address")
    contact = ContactKind.MOBILE if channel == Channel.SMS else ContactKind.EMAIL
    message, _made = Message.objects.get_or_create(
        organisation_id=by.organisation_id, key=f"test:{key}",
        defaults={
            "kind": kind, "recipient": Recipient.STAFF, "channel": channel, "user_id": by.user_id, "is_test": True,
            "address": normal_contact(contact, address, organisation_of(by).country), "language": language,
            "written": json.dumps({"title": title, "body": body}), "next_at": timezone.now(),
            "created_by_id": by.user_id,
        },
    )  # fmt: skip
    return TrialQueued(message.pk)


def _locked(by: Actor, message: int) -> Message:
    found = message_numbered(by, message)
    return Message.objects.select_for_update().get(pk=found.pk)
