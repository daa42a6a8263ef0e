"""Cash in the field: receipts are numbered from blocks that a collector reserved while there was a network."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today, wait_until_open
from repaid.access.command import command
from repaid.access.subjects import next_numbers
from repaid.kernel.refusal import MissingRight, Refusal, WrongInput
from repaid.payments.choices import Source
from repaid.payments.commands.entering import contract_subject, refuse_impossible
from repaid.payments.commands.writing import NewPayment, write_payments
from repaid.payments.models import Payment, ReceiptBlock
from repaid.payments.queries import known_keys
from repaid.payments.rights import RECEIVE_CASH

SERIES: Final = "receipt"
BLOCK_MAX: Final = 500


class NotYourReceipt(Refusal):
    code = "not_your_receipt"
    sentence = _("Receipt {receipt} is in no block that you reserved. Reserve a block, or correct the number.")


class ReceiptUsed(Refusal):
    code = "receipt_used"
    sentence = _("Receipt {receipt} was written already, for {amount} on {value_date}. Use the next number.")


@dataclass(frozen=True, slots=True)
class BlockReserved:
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class CashRecorded:
    payment_id: int
    number: str
    receipt: int
    amount: Money
    subject_id: int | None
    is_new: bool


@command("payments.reserve_receipt_block", right=RECEIVE_CASH)
def reserve_receipt_block(*, by: Actor, count: int) -> BlockReserved:
    """Reserve the next receipt numbers for the actor; no other person gets them, used or not."""
    if not 0 < count <= BLOCK_MAX:
        raise WrongInput(reason=_("Reserve 1 to 500 receipts."), field="count")
    if by.user_id is None:
        raise MissingRight(right=RECEIVE_CASH.label)
    numbers = next_numbers(by.organisation_id, SERIES, count)
    row = ReceiptBlock.objects.create(
        organisation_id=by.organisation_id, holder_id=by.user_id, first=int(numbers[0]), last=int(numbers[-1])
    )
    return BlockReserved(row.first, row.last)


@command("payments.record_cash", right=RECEIVE_CASH, personal=("payer", "title"))
def record_cash(
    *, by: Actor, receipt: int, amount: Money, value_date: date, contract: str, payer: str = "", title: str = ""
) -> CashRecorded:
    """Enter cash that was taken against a numbered receipt; the same receipt told again is the same payment."""
    wait_until_open(by.organisation_id)
    on = today(by.organisation_id)
    refuse_impossible(amount, value_date, on)
    blocks = ReceiptBlock.objects.filter(organisation=by.organisation_id, holder=by.user_id)
    if not blocks.filter(first__lte=receipt, last__gte=receipt).exists():
        raise NotYourReceipt(receipt=receipt, field="receipt")
    key = f"cash:{receipt}"
    known = known_keys(by.organisation_id, [key])
    if known:
        return _written_before(by, receipt, amount, value_date, known[key])
    subject = contract_subject(by, contract)
    new = NewPayment(
        natural_key=key, source=Source.CASH, value_date=value_date, amount=amount.minor, currency=amount.currency,
        subject_id=subject.pk, payer=payer, remittance=title, references=(("receipt", str(receipt)),),
    )  # fmt: skip
    ((pk, number),) = write_payments(by, on, [new])
    return CashRecorded(pk, number, receipt, amount, subject.pk, is_new=True)


def _written_before(by: Actor, receipt: int, amount: Money, value_date: date, number: str) -> CashRecorded:
    row = Payment.objects.get(organisation=by.organisation_id, number=number)
    told = Money(row.amount, row.currency)
    if (told, row.value_date) != (amount, value_date):
        raise ReceiptUsed(receipt=receipt, amount=told, value_date=row.value_date, field="receipt")
    return CashRecorded(row.pk, number, receipt, told, row.subject_id, is_new=False)
