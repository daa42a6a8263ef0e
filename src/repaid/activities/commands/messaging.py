"""Intranet messages: sending one, having read some (CC-24)."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.rights import OWN_ACCOUNT
from repaid.activities.commands.ground import About, person_named, said, subject_of
from repaid.activities.models import InternalMessage
from repaid.activities.queries.messages import thread_with
from repaid.kernel.refusal import WrongInput

LENGTH_MAX: Final = 1_000


@dataclass(frozen=True, slots=True)
class InternalMessageSent:
    message_id: int
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class MessagesRead:
    count: int


@command("activities.send_internal_message", right=OWN_ACCOUNT, personal=("text",))
def send_internal_message(
    *, by: Actor, to: int, text: str, about: About | None = None, key: UUID | None = None
) -> InternalMessageSent:
    """Send a short message to a colleague."""
    person = person_named(by, to)
    if len(said(text)) > LENGTH_MAX:
        raise WrongInput(reason=_("The message is too long. Use 1,000 characters at most."), field="text")
    subject = subject_of(by, about)
    row, _is_new = InternalMessage.objects.get_or_create(
        key=key or uuid4(),
        defaults={
            "organisation_id": by.organisation_id, "sender_id": by.user_id, "recipient": person,
            "text": text.strip(), "subject": subject,
        },
    )  # fmt: skip
    return InternalMessageSent(row.pk, row.subject_id)


@command("activities.read_messages", right=OWN_ACCOUNT)
def read_messages(*, by: Actor, other: int) -> MessagesRead:
    """Say that everything from one person (0: the system) was read."""
    unread = thread_with(by, other).filter(recipient=by.account, read_at=None)
    keys = list(unread.values_list("pk", flat=True))
    return MessagesRead(InternalMessage.objects.filter(pk__in=keys, read_at=None).update(read_at=timezone.now()))
