"""Intranet messages: one's own only."""

from typing import Any

from django.db.models import Case, Count, F, Max, Q, QuerySet, When

from repaid.access.actors import Actor
from repaid.activities.models import InternalMessage
from repaid.activities.queries.people import names_of


def own_messages(by: Actor) -> QuerySet[Any]:
    """What the actor sent and received, newest first. Annotated: `other`, the id of the other person."""
    rows = InternalMessage.objects.filter(Q(recipient=by.account) | Q(sender=by.account))
    other = Case(When(sender=by.account, then=F("recipient")), default=F("sender"))
    return rows.annotate(other=other).select_related("sender", "recipient", "subject").order_by("-pk")


def thread_with(by: Actor, other: int | None) -> QuerySet[Any]:
    """The messages between the actor and one person (None: the system), newest first."""
    return own_messages(by).filter(other=other) if other else own_messages(by).filter(other=None)


def conversations(by: Actor) -> list[dict[str, Any]]:
    """With whom the actor exchanged messages, the newest first: `other`, `name`, `last`, `unread`; two queries."""
    unread = Count("pk", filter=Q(recipient=by.account, read_at=None))
    rows = own_messages(by).order_by().values("other").annotate(last=Max("sent_at"), unread=unread).order_by("-last")
    found = list(rows)
    names = names_of(row["other"] for row in found if row["other"])
    return [{**row, "name": names.get(row["other"], "")} for row in found]


def unread_messages(by: Actor) -> QuerySet[InternalMessage]:
    """What the actor has not read yet, newest first."""
    rows = InternalMessage.objects.filter(recipient=by.account, read_at=None)
    return rows.select_related("sender").order_by("-pk")


def newest_of(by: Actor, other: int | None = None) -> str:
    """A tag that changes with every message that comes or is read; of one conversation, or of all; one query."""
    rows = thread_with(by, other) if other is not None else own_messages(by)
    unread = Count("pk", filter=Q(recipient=by.account, read_at=None))
    found = rows.order_by().aggregate(newest=Max("pk"), unread=unread)
    return f"{found['newest'] or 0}-{found['unread']}"
