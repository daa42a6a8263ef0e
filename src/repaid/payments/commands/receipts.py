"""Numbers of receipts: reserved in blocks while there is a network, and voided when they are spoiled."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.queries import staff
from repaid.access.subjects import next_numbers
from repaid.kernel.refusal import MissingRight, NotFound, Refusal, WrongInput
from repaid.payments.commands.standing import reason_given
from repaid.payments.models import Payment, ReceiptBlock, VoidedReceipt
from repaid.payments.receipts import blocks
from repaid.payments.rights import CONTROL_CASH, RECEIVE_CASH

SERIES: Final = "receipt"
BLOCK_MAX: Final = 500


class NotYourReceipt(Refusal):
    code = "not_your_receipt"
    sentence = _("Receipt {receipt} is in no block that you reserved. Reserve a block, or correct the number.")


class ReceiptUsed(Refusal):
    code = "receipt_used"
    sentence = _("Receipt {receipt} was written already, for {amount} on {value_date}. Use the next number.")


class ReceiptVoided(Refusal):
    code = "receipt_voided"
    sentence = _("Receipt {receipt} was voided ({reason}). Use the next number.")


class NotHoldingReceipts(Refusal):
    code = "not_holding_receipts"
    sentence = _("{name} has no right to receive cash in the field. Give the right first, or choose a colleague.")


@dataclass(frozen=True, slots=True)
class BlockReserved:
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ReceiptIsVoid:
    receipt: int
    is_new: bool


@command("payments.reserve_receipt_block", right=RECEIVE_CASH)
def reserve_receipt_block(*, by: Actor, count: int) -> BlockReserved:
    """Reserve the next receipt numbers for the actor; no other person gets them, used or not."""
    if by.user_id is None:
        raise MissingRight(right=RECEIVE_CASH.label)
    return _reserved(by, by.user_id, count)


@command("payments.reserve_receipts_for", right=CONTROL_CASH)
def reserve_receipts_for(*, by: Actor, holder: int, count: int) -> BlockReserved:
    """Reserve the next receipt numbers for a collector, named by the id of the user."""
    user = staff(by).filter(pk=holder).first()
    if user is None:
        raise NotFound(kind=_("user"), number=holder)
    if not any(RECEIVE_CASH.code in group.rights for group in user.groups.all()):
        raise NotHoldingReceipts(name=user.name, field="holder")
    return _reserved(by, user.pk, count)


@command("payments.void_receipt", right=RECEIVE_CASH)
def void_receipt(*, by: Actor, receipt: int, reason: str) -> ReceiptIsVoid:
    """Say that a receipt is spoiled, lost or torn: it stands for no money and is never used. Twice is once."""
    block = locked_block(blocks(by), receipt)
    refuse_written(block, receipt)
    _row, is_new = VoidedReceipt.objects.get_or_create(
        organisation_id=by.organisation_id, receipt=receipt,
        defaults={"reason": reason_given(reason), "voided_by_id": by.user_id},
    )  # fmt: skip
    return ReceiptIsVoid(receipt, is_new)


def locked_block(rows: QuerySet[ReceiptBlock], receipt: int) -> ReceiptBlock:
    """The block among `rows` in which a number is, locked, so that a number is written or voided, never both."""
    within = rows.select_for_update(of=("self",)).filter(first__lte=receipt, last__gte=receipt)
    block = within.first()
    if block is None:
        raise NotYourReceipt(receipt=receipt, field="receipt")
    return block


def refuse_written(block: ReceiptBlock, receipt: int) -> None:
    """Refuse a number on which a payment was written."""
    row: Any = Payment.objects.filter(organisation=block.organisation_id, natural_key=receipt_key(receipt)).first()
    if row is not None:
        told = Money(row.amount, row.currency)
        raise ReceiptUsed(receipt=receipt, amount=told, value_date=row.value_date, field="receipt")


def refuse_voided(block: ReceiptBlock, receipt: int) -> None:
    """Refuse a number that was voided."""
    row = VoidedReceipt.objects.filter(organisation=block.organisation_id, receipt=receipt).first()
    if row is not None:
        raise ReceiptVoided(receipt=receipt, reason=row.reason, field="receipt")


def receipt_key(receipt: int) -> str:
    """The natural key of the payment that was written on a receipt."""
    return f"cash:{receipt}"


def _reserved(by: Actor, holder_id: int, count: int) -> BlockReserved:
    if not 0 < count <= BLOCK_MAX:
        raise WrongInput(reason=_("Reserve 1 to 500 receipts."), field="count")
    numbers = next_numbers(by.organisation_id, SERIES, count)
    row = ReceiptBlock.objects.create(
        organisation_id=by.organisation_id, holder_id=holder_id, first=int(numbers[0]), last=int(numbers[-1])
    )
    return BlockReserved(row.first, row.last)
