"""What stays in the house: letters go to the print buffer, messages in the system are there to be read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.utils import timezone

from repaid.access.models import Organisation
from repaid.branding.queries import head_of
from repaid.kernel.formats import date_text
from repaid.messages.channels.letter.page import Letter
from repaid.messages.choices import Channel, State
from repaid.messages.models import Letterhead, Message, PrintItem
from repaid.messages.sending.outcomes import begin, keep_texts
from repaid.messages.sending.picking import Ready
from repaid.messages.tokens import Token, written

_REFERENCE: Final = Token("reference", "reference", "code")


def keep_inside(organisation: Organisation, channel: str, ready: Sequence[Ready], now: datetime) -> None:
    """Take messages over, in one transaction of the caller: nothing can be lost between here and there."""
    if not ready:
        return
    state = State.TO_PRINT if channel == Channel.LETTER else State.DELIVERED
    begin(ready, state, now)
    keep_texts(ready)
    ids = [each.message.pk for each in ready]
    Message.objects.filter(pk__in=ids).update(next_at=None)
    if channel == Channel.LETTER:
        head = _head_kept(organisation)
        PrintItem.objects.bulk_create(_item(organisation, each, head) for each in ready)
    else:
        Message.objects.filter(pk__in=ids).update(delivered_at=now)


def _head_kept(organisation: Organisation) -> str:
    """The digest of the head that letters have today, kept so that it can be printed with for ever."""
    head = head_of(organisation.pk)
    if head.digest:
        parts = {"accent": head.accent, "ground": head.ground, "logo": head.logo}
        Letterhead.objects.get_or_create(organisation=organisation, digest=head.digest, defaults=parts)
    return head.digest


def _item(organisation: Organisation, ready: Ready, head: str) -> PrintItem:
    message, text = ready.message, ready.text
    reference = written(_REFERENCE, ready.number, text.language)
    letter = Letter(
        language=text.language, lender=organisation.name, addressee=ready.addressee, address=ready.address,
        day=date_text(timezone.localdate(), text.language), reference=reference, title=text.title, body=text.body,
        head=head,
    )  # fmt: skip
    return PrintItem(
        organisation=organisation, message=message, subject_id=message.subject_id, kind=message.kind,
        addressee=ready.addressee, letter=letter.to_data(), ordered_by_id=message.created_by_id,
    )  # fmt: skip
