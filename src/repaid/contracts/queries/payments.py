"""Searching payments: by receipt, amount, payer, contract."""

from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from loanmath import events
from repaid.access.actors import Actor
from repaid.access.scope import visible
from repaid.contracts.models import Event, EventNote
from repaid.kernel.text import latin_digits

PAYMENT_KINDS: Final = (
    events.Received.kind, events.EarlyRepaid.kind, events.SettledEarly.kind, events.Recovered.kind,
)  # fmt: skip


def payments(
    by: Actor, *, text: str = "", amount: int | None = None, since: date | None = None, until: date | None = None
) -> QuerySet[Event]:
    """Payments on contracts the actor sees, newest value date first.

    `text` is looked for in receipt, payer, number and borrower of the contract; `amount` in minor units. Annotated:
    `payer`, `is_reversed`. The receipt is `key`.
    """
    rows = visible(Event.objects.filter(kind__in=PAYMENT_KINDS), by, subject="contract__subject")
    notes = EventNote.objects.filter(contract=OuterRef("contract"), event_key=OuterRef("key"))
    undone = Event.objects.filter(contract=OuterRef("contract"), kind=events.Reversed.kind, names=OuterRef("key"))
    rows = rows.annotate(payer=Subquery(notes.values("payer")[:1]), is_reversed=Exists(undone))
    for word in latin_digits(text).split():
        places = Q(key__icontains=word) | Q(payer__icontains=word) | Q(contract__subject__number=word)
        rows = rows.filter(places | Q(contract__subject__title__icontains=word))
    if amount is not None:
        rows = rows.filter(amount=amount)
    if since:
        rows = rows.filter(value_date__gte=since)
    if until:
        rows = rows.filter(value_date__lte=until)
    wide = ("contract__subject__search_text", "contract__subject__search_grams", "contract__terms")
    return rows.select_related("contract__subject").defer(*wide).order_by("-value_date", "-serial")
