"""Entering a payment by hand (CC-39)."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today, wait_until_open
from repaid.access.command import command
from repaid.kernel.refusal import Refusal
from repaid.payments.choices import Channel, Source
from repaid.payments.commands.standing import owner
from repaid.payments.commands.writing import NewPayment, write_payments
from repaid.payments.models import Payment
from repaid.payments.queries import duplicate_of, known_keys
from repaid.payments.rights import ENTER


class AmountNotPositive(Refusal):
    code = "payment_not_positive"
    sentence = _("The amount must be above zero.")
    status = 422


class LaterThanToday(Refusal):
    code = "payment_later_than_today"
    sentence = _("The value date {value_date} is later than the business day {today}. Choose that or an earlier day.")
    status = 422


class ProbablyTwice(Refusal):
    code = "payment_probably_twice"
    sentence = _(
        "Payment {number} has the same day, amount and payer. If this is another one, tick “This is another payment”."
    )


@dataclass(frozen=True, slots=True)
class PaymentEntered:
    payment_id: int
    number: str
    amount: Money
    subject_id: int | None
    is_new: bool


@command("payments.register_payment", right=ENTER, personal=("payer", "payer_account", "title"))
def register_payment(
    *, by: Actor, amount: Money, value_date: date, payer: str = "", payer_account: str = "", title: str = "",
    channel: Channel = Channel.TRANSFER, contract: str = "", customer: str = "", key: str = "",
    is_another: bool = False,
) -> PaymentEntered:  # fmt: skip
    """Enter a payment by hand; the same key twice is one. Of a contract or customer it is unsettled, else unmatched.

    A payment of the same day, amount and payer is refused as probably the same, unless `is_another`.
    """
    wait_until_open(by.organisation_id)
    on = today(by.organisation_id)
    refuse_impossible(amount, value_date, on)
    natural_key = f"manual:{key or uuid4().hex}"
    known = known_keys(by.organisation_id, [natural_key])
    if known:
        return _entered_before(by, known[natural_key])
    whose = owner(by, contract, customer)
    found = None if is_another else duplicate_of(by, value_date=value_date, amount=amount, payer=payer)
    if found is not None:
        raise ProbablyTwice(number=found.number, field="is_another")
    subject_id = whose.pk if whose else None
    new = NewPayment(
        natural_key=natural_key, source=Source.MANUAL, channel=Channel(channel),
        value_date=value_date, amount=amount.minor, currency=amount.currency, subject_id=subject_id, payer=payer,
        payer_account=payer_account, remittance=title,
    )  # fmt: skip
    ((pk, number),) = write_payments(by, on, [new])
    return PaymentEntered(pk, number, amount, subject_id, is_new=True)


def refuse_impossible(amount: Money, value_date: date, on: date) -> None:
    """Refuse an amount of nothing and a day that has not come."""
    if amount.minor <= 0:
        raise AmountNotPositive(field="amount")
    if value_date > on:
        raise LaterThanToday(value_date=value_date, today=on, field="value_date")


def _entered_before(by: Actor, number: str) -> PaymentEntered:
    row = Payment.objects.get(organisation=by.organisation_id, number=number)
    return PaymentEntered(row.pk, number, Money(row.amount, row.currency), row.subject_id, is_new=False)
