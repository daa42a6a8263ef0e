"""What stands in many places about messages."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repaid.interfaces.backoffice.pages import Text
from repaid.interfaces.ui.sentences import sentence_of
from repaid.messages.choices import Channel, Recipient
from repaid.messages.kinds import label_of
from repaid.messages.queries.outbox import reason_of

MESSAGES = _("Messages")
ICONS = {Channel.SMS: "device-mobile", Channel.EMAIL: "mail", Channel.LETTER: "file-text", Channel.IN_SYSTEM: "inbox"}


def kind_of(row: Any) -> str:
    """What the kind of a row is called."""
    return str(label_of(row.kind))


def channel_of(row: Any) -> str:
    """What the channel of a row is called."""
    return str(Channel(row.channel).label)


def recipient_of(row: Any) -> str:
    """What the recipient of a row is called."""
    return str(Recipient(row.recipient).label)


def name_of(row: Any) -> str:
    """Who gets a message."""
    return row.person.title if row.person else row.user.name if row.user else ""


def reason_told(row: Any) -> str:
    """Why a message waits or was stopped, its days and figures as the page writes them; "" when nothing keeps it."""
    reason = reason_of(row)
    return sentence_of(reason) if reason else ""


def trail(*steps: tuple[Text, str]) -> list[tuple[Text, str]]:
    """The way to a page of messages."""
    return [(MESSAGES, reverse("backoffice:messages")), *steps]
