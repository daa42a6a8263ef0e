"""Receipts for cash: the blocks that collectors carry, and what became of each number in them."""

from dataclasses import dataclass
from typing import Any, Final, Literal

from django.db.models import (
    Aggregate,
    BigIntegerField,
    Count,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.kernel.refusal import NotFound
from repaid.payments.choices import Source
from repaid.payments.models import Payment, ReceiptBlock, VoidedReceipt
from repaid.payments.models.payment import RECEIPT
from repaid.payments.rights import CONTROL_CASH

Fate = Literal["written", "voided", "missing", "free"]
WHOLE: Final = BigIntegerField()
NONE: Final = Value(0, output_field=WHOLE)
BLOCK: Final = _("block of receipts")


@dataclass(frozen=True, slots=True)
class Receipt:
    """A number and what became of it: the payment that was written on it with its state, or why it was voided.

    A number is missing when a later one of its block was used and this one neither written nor voided.
    """

    number: int
    fate: Fate
    payment: str = ""
    amount: Money | None = None
    state: str = ""
    reason: str = ""


def blocks(by: Actor) -> QuerySet[Any]:
    """The blocks that the actor carries, or everybody's for who controls them; newest first.

    Annotated: `written`, `voided`, `used_to` (the last number that is either), `missing` and `free`.
    """
    rows = ReceiptBlock.objects.filter(organisation=by.organisation_id).select_related("holder")
    if not by.may(CONTROL_CASH.code):
        rows = rows.filter(holder=by.user_id)
    place = {"organisation": OuterRef("organisation"), "receipt__range": (OuterRef("first"), OuterRef("last"))}
    written, voided = _written().filter(**place), VoidedReceipt.objects.filter(**place)
    before = F("first") - 1
    rows = rows.annotate(
        written=Coalesce(_one(written, Count("*")), NONE),
        voided=Coalesce(_one(voided, Count("*")), NONE),
        used_to=Greatest(before, _one(written, Max("receipt")), _one(voided, Max("receipt")), output_field=WHOLE),
    )
    missing = ExpressionWrapper(F("used_to") - before - F("written") - F("voided"), WHOLE)
    free = ExpressionWrapper(F("last") - F("used_to"), WHOLE)
    return rows.annotate(free=free, missing=missing).order_by("-id")


def block_with(by: Actor, number: int) -> Any:
    """The block in which a number is; else NotFound."""
    found = blocks(by).filter(first__lte=number, last__gte=number).first()
    if found is None:
        raise NotFound(kind=BLOCK, number=number)
    return found


def receipts_of(block: Any) -> list[Receipt]:
    """Every number of a block of `blocks` with what became of it; two queries."""
    place = {"organisation": block.organisation_id, "receipt__range": (block.first, block.last)}
    written = {row.receipt: row for row in _written().filter(**place)}
    voided = dict(VoidedReceipt.objects.filter(**place).values_list("receipt", "reason"))
    return [
        _receipt(number, written.get(number), voided.get(number), is_free=number > block.used_to)
        for number in range(block.first, block.last + 1)
    ]


def next_receipt(by: Actor) -> int | None:
    """The number that the actor writes next: the first free one of the oldest block that has one."""
    block = blocks(by).filter(holder=by.user_id, free__gt=0).order_by("id").first()
    return block.used_to + 1 if block else None


def _written() -> QuerySet[Any]:
    return Payment.objects.filter(source=Source.CASH).annotate(receipt=RECEIPT)


def _one(rows: QuerySet[Any], aggregate: Aggregate) -> Subquery:
    told = rows.order_by().values("organisation").annotate(told=aggregate).values("told")
    return Subquery(told, output_field=WHOLE)


def _receipt(number: int, payment: Any, voided_because: str | None, *, is_free: bool) -> Receipt:
    if payment is not None:
        return Receipt(number, "written", payment.number, Money(payment.amount, payment.currency), payment.state)
    if voided_because is not None:
        return Receipt(number, "voided", reason=voided_because)
    return Receipt(number, "free" if is_free else "missing")
