"""Reading what arrived in the demo inbox: on phones, in mailboxes, in letter boxes."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.queries import organisation_of
from repaid.kernel.refusal import NotFound
from repaid.messages.channels import Parcel
from repaid.messages.channels.smtp.look import html_of
from repaid.messages.choices import Channel
from repaid.messages.gateways import account_of
from repaid.messages.models import Attempt, DemoItem, Gateway, PrintItem

LATEST = 100


@dataclass(frozen=True, slots=True)
class Arrived:
    """What arrived at an address, and which message it was; None when that was erased."""

    item: DemoItem
    message: Any

    @property
    def name(self) -> str:
        """Whose phone or mailbox it is; the address where nobody is known."""
        if self.message and self.message.person:
            return str(self.message.person.title)
        return str(self.message.user.name) if self.message and self.message.user else self.item.address

    @property
    def language(self) -> str:
        """The language of the text."""
        return self.message.language if self.message else ""


def has_demo(by: Actor) -> bool:
    """Whether messages of this organisation land in the demo inbox."""
    return Gateway.objects.filter(organisation=by.organisation_id, provider="demo", is_active=True).exists()


def arrived(by: Actor, channel: str) -> Sequence[Arrived]:
    """The newest things that arrived on a channel, newest first; two queries."""
    rows = list(DemoItem.objects.filter(organisation=by.organisation_id, channel=channel).order_by("-id")[:LATEST])
    tries = Attempt.objects.filter(reference__in=[row.reference for row in rows])
    beside = ("message__person", "message__user", "message__text")
    messages = {each.reference: each.message for each in tries.select_related(*beside)}
    return [Arrived(row, messages.get(row.reference)) for row in rows]


def letters_arrived(by: Actor, limit: int) -> QuerySet[PrintItem]:
    """The letters that would lie in a letter box, newest first."""
    return PrintItem.objects.filter(organisation=by.organisation_id).order_by("-id")[:limit]


def letter_arrived(by: Actor, item: int) -> PrintItem:
    """One of them."""
    found = PrintItem.objects.filter(organisation=by.organisation_id, pk=item).first()
    if found is None:
        raise NotFound(kind=_("letter"), number=item)
    return found


def mail_page(by: Actor, item: int) -> str:
    """An e-mail as the mailbox of the reader shows it, its logo within it."""
    row = DemoItem.objects.filter(organisation=by.organisation_id, channel=Channel.EMAIL, pk=item).first()
    if row is None:
        raise NotFound(kind=_("e-mail"), number=item)
    gateway = Gateway.objects.select_related("organisation").get(organisation=row.organisation_id, channel=row.channel)
    account = account_of(gateway)
    tried = Attempt.objects.filter(reference=row.reference).values_list("message__language", flat=True).first()
    language = tried or organisation_of(by).language
    logo = f"data:image/png;base64,{b64encode(account.head.logo).decode()}"
    return html_of(account, Parcel(row.reference, row.address, row.title, row.body, language), logo)
