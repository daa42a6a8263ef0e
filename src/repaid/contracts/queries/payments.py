"""Payments that were booked on their contract at once: searched by receipt, payer, amount, borrower and contract."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from loanmath import events
from repaid.access.actors import Actor
from repaid.access.grams import contains_words, found_in
from repaid.access.models import Subject
from repaid.access.scope import visible
from repaid.access.subjects import matching
from repaid.contracts.models import Event, EventNote
from repaid.contracts.models.event import DIRECT
from repaid.kernel.text import folded, latin_digits

PART_MIN: Final = 3
"""Characters from which a part of a word is looked for."""


def direct_payments(
    by: Actor, *, text: str = "", amounts: Q | None = None, since: date | None = None, until: date | None = None,
    least: int | None = None, most: int | None = None, is_reversed: bool | None = None,
) -> QuerySet[Event]:  # fmt: skip
    """Payments on contracts that the actor sees, without those that waited as a payment before.

    `text` is a part of receipt or payer, or what contracts are found by; `amounts` finds more. Days and amounts (minor
    units) are bounds, both inclusive. Annotated: `payer`, `is_reversed`. The receipt is `key`.
    """
    rows = visible(Event.objects.filter(DIRECT), by, subject="contract__subject")
    if text.strip():
        rows = rows.filter(_found(text, amounts))
    bounds = {"value_date__gte": since, "value_date__lte": until, "amount__gte": least, "amount__lte": most}
    rows = rows.filter(**{name: bound for name, bound in bounds.items() if bound is not None})
    notes = EventNote.objects.filter(contract=OuterRef("contract"), event_key=OuterRef("key"))
    undone = Event.objects.filter(contract=OuterRef("contract"), kind=events.Reversed.kind, names=OuterRef("key"))
    payer = Coalesce(Subquery(notes.values("payer")[:1]), Value(""))
    rows = rows.annotate(payer=payer, is_reversed=Exists(undone))
    return rows if is_reversed is None else rows.filter(is_reversed=is_reversed)


def _found(text: str, amounts: Q | None) -> Q:
    """What a text finds."""
    words, number = folded(text).split(), latin_digits(text).strip()

    def places(by_index: bool) -> Iterator[Q]:
        yield Q(contract__subject__number=number)
        if amounts is not None:
            yield amounts
        if max(map(len, words), default=0) >= PART_MIN:
            contracts = matching(Subject.objects.filter(kind="contract"), text).order_by().values("pk")
            payers = EventNote.objects.filter(contains_words("search", words, by_index=by_index), ~Q(search=""))
            yield contains_words("key", words, by_index=by_index, is_folded=False)
            yield Q(contract__subject__in=contracts)
            yield Q(Exists(payers.filter(event_key=OuterRef("key"), contract=OuterRef("contract"))))

    return found_in(Event.objects.filter(DIRECT), "serial", places)
