"""Reading messages in the system."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.rights import OWN_ACCOUNT
from repaid.kernel.refusal import NotFound
from repaid.messages.queries.outbox import read_by_customer


@dataclass(frozen=True, slots=True)
class MessageRead:
    message_id: int
    is_new: bool


@command("messages.read_message", right=OWN_ACCOUNT)
def read_message(*, by: Actor, message: int) -> MessageRead:
    """Note when a customer opened a message of the own for the first time."""
    row = read_by_customer(by).filter(pk=message).select_related(None).first()
    if row is None:
        raise NotFound(kind=_("message"), number=message)
    is_new = row.read_at is None
    if is_new:
        row.read_at = timezone.now()
        row.save(update_fields=["read_at"])
    return MessageRead(row.pk, is_new)
