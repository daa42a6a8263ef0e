"""Cash in the field: every payment is written on a receipt whose number the collector reserved before."""

from dataclasses import dataclass
from datetime import date

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today, wait_until_open
from repaid.access.command import command
from repaid.payments.choices import Channel, Source
from repaid.payments.commands.entering import refuse_impossible
from repaid.payments.commands.receipts import locked_block, receipt_key, refuse_voided, refuse_written
from repaid.payments.commands.standing import contract_subject
from repaid.payments.commands.writing import NewPayment, write_payments
from repaid.payments.models import Payment, ReceiptBlock
from repaid.payments.rights import RECEIVE_CASH


@dataclass(frozen=True, slots=True)
class CashRecorded:
    payment_id: int
    number: str
    receipt: int
    amount: Money
    subject_id: int | None
    is_new: bool


@command("payments.record_cash", right=RECEIVE_CASH, personal=("payer", "title"))
def record_cash(
    *, by: Actor, receipt: int, amount: Money, value_date: date, contract: str, payer: str = "", title: str = ""
) -> CashRecorded:
    """Enter cash that was taken against a numbered receipt; the same receipt told again is the same payment."""
    wait_until_open(by.organisation_id)
    on = today(by.organisation_id)
    refuse_impossible(amount, value_date, on)
    own = ReceiptBlock.objects.filter(organisation=by.organisation_id, holder=by.user_id)
    block = locked_block(own, receipt)
    same = {"natural_key": receipt_key(receipt), "value_date": value_date, "amount": amount.minor}
    row = Payment.objects.filter(organisation=by.organisation_id, currency=amount.currency, **same).first()
    if row is not None:
        return CashRecorded(row.pk, row.number, receipt, amount, row.subject_id, is_new=False)
    refuse_written(block, receipt)
    refuse_voided(block, receipt)
    subject = contract_subject(by, contract)
    new = NewPayment(
        natural_key=receipt_key(receipt), source=Source.CASH, channel=Channel.CASH, value_date=value_date,
        amount=amount.minor, currency=amount.currency, subject_id=subject.pk, payer=payer, remittance=title,
        references=(("receipt", str(receipt)),),
    )  # fmt: skip
    ((pk, number),) = write_payments(by, on, [new])
    return CashRecorded(pk, number, receipt, amount, subject.pk, is_new=True)
