"""Payments on a contract.

A *payment* is money the customer handed over; its *receipt* is the outside world's name for it. It is *allocated*:
spread over what the contract owes on its value date, by the scheme of the terms. What nothing claims is the customer's
*credit balance*. It never shortens the term: that takes an early repayment.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from loanmath import events
from loanmath.components import Amounts, Component
from loanmath.events import Repayment
from loanmath.facts import MovementKind
from loanmath.life import returned_parts
from loanmath.money import Money
from loanmath.scheme import Scheme
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.contracts.commands.ground import booking_day, locked, minor_of, reason_given
from repaid.contracts.commands.recording import Recorded, Words, free_key, record, was_told
from repaid.contracts.models import Contract, Event
from repaid.contracts.queries.life import life_of
from repaid.contracts.rights import BOOK_PAYMENTS, REFUND, RETURN_MONEY
from repaid.contracts.rules import Action
from repaid.kernel.refusal import Refusal
from repaid.ledger.choices import Role

REOPENED: Final = (Component.PRINCIPAL, Component.INTEREST, Component.PENALTY, Component.FEES, Component.TAX)
"""In which order a payment that went back is owed again, as far as it had paid each."""


class NoSuchReceipt(Refusal):
    code = "no_such_receipt"
    sentence = _("There is no payment with the receipt {receipt} on contract {number}. Check the receipt.")


class MoreThanReceived(Refusal):
    code = "more_than_received"
    sentence = _("The payment {receipt} was {amount}. No more than that can be returned.")


class MoreThanCredit(Refusal):
    code = "more_than_credit"
    sentence = _("The credit balance of contract {number} on {value_date} is {credit}. Pay back that much at most.")


@dataclass(frozen=True, slots=True)
class PaymentReceived:
    """`paid` is what the payment met, minor units per component; `credit` what nothing claimed."""

    subject_id: int
    contract: str
    receipt: str
    amount: Money
    paid: Amounts
    credit: Money
    is_new: bool


@dataclass(frozen=True, slots=True)
class MoneyWentBack:
    """A returned payment or a refund."""

    subject_id: int
    contract: str
    key: str
    amount: Money
    is_new: bool


@command("contracts.receive_payment", right=BOOK_PAYMENTS, personal=("payer",))
def receive_payment(
    *, by: Actor, number: str, amount: Money, value_date: date, receipt: str, payer: str = "",
    scheme: Scheme | None = None, money_from: Role = Role.BANK_CLEARING,
) -> PaymentReceived:  # fmt: skip
    """Take a payment and spread it over what is owed on its value date. The same receipt twice is one payment.

    `scheme` replaces the allocation scheme of the terms; the money stood on the account with the role `money_from`.
    """
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    event = events.Received(value_date=value_date, key=receipt, amount=minor_of(contract, amount), scheme=scheme)
    done = record(contract, event, Action.RECEIVE, by=by, on=on, words=Words(payer=payer), source=money_from)
    return received(contract, amount, done)


@command("contracts.repay_early", right=BOOK_PAYMENTS, personal=("payer",))
def repay_early(
    *, by: Actor, number: str, amount: Money, value_date: date, receipt: str, mode: Repayment, payer: str = ""
) -> PaymentReceived:
    """Take a payment that pays what is due; the rest lowers the principal: a shorter term or lower instalments."""
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    event = events.EarlyRepaid(value_date=value_date, key=receipt, amount=minor_of(contract, amount), mode=mode)
    done = record(contract, event, Action.REPAY_EARLY, by=by, on=on, words=Words(payer=payer))
    return received(contract, amount, done)


@command("contracts.return_money", right=RETURN_MONEY)
def return_money(
    *, by: Actor, number: str, receipt: str, value_date: date, reason: str, amount: Money | None = None, key: str = ""
) -> MoneyWentBack:
    """Book a payment that was charged back or bounced: the money went out again on `value_date` and is owed again."""
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    came = _payment(contract, receipt)
    given_back = amount or Money(came, contract.currency)
    if minor_of(contract, given_back) > came:
        raise MoreThanReceived(receipt=receipt, amount=Money(came, contract.currency), field="amount")
    key = key or free_key(contract, "returned")
    allocation = life_of(contract, value_date).allocation_of(receipt)
    parts = returned_parts(allocation, given_back.minor, REOPENED)
    event = events.MoneyReturned(value_date=value_date, key=key, receipt=receipt, amounts=parts)
    done = record(contract, event, Action.RETURN, by=by, on=on, words=Words(reason=reason_given(reason)))
    return MoneyWentBack(contract.subject_id, number, key, given_back, done.is_new)


@command("contracts.refund_credit", right=REFUND)
def refund_credit(*, by: Actor, number: str, amount: Money, value_date: date, key: str = "") -> MoneyWentBack:
    """Pay a credit balance, or a part of it, back to the customer."""
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    minor = minor_of(contract, amount)
    event = events.Refunded(value_date=value_date, key=key or free_key(contract, "refunded"), amount=minor)
    if not was_told(contract, event):
        credit = min(contract.balance.credit, life_of(contract, value_date).view.credit)
        if minor > credit:
            shown = Money(credit, contract.currency)
            raise MoreThanCredit(number=number, value_date=value_date, credit=shown, field="amount")
    done = record(contract, event, Action.REFUND, by=by, on=on)
    return MoneyWentBack(contract.subject_id, number, event.key, amount, done.is_new)


def received(contract: Contract, amount: Money, done: Recorded) -> PaymentReceived:
    """The fact of a payment: what it met when it came, and what it left."""
    paid = Amounts()
    for move in done.life.movements_of(done.event.key):
        if move.kind is MovementKind.PAID and move.receipt == done.event.key:
            paid = paid.add(move.component or Component.FEES, move.amount)
    credit = Money(amount.minor - paid.total, amount.currency)
    return PaymentReceived(contract.subject_id, contract.number, done.event.key, amount, paid, credit, done.is_new)


def _payment(contract: Contract, receipt: str) -> int:
    """The amount of a payment, minor units."""
    kinds = (events.Received.kind, events.EarlyRepaid.kind)
    row = Event.objects.filter(contract=contract, key=receipt, kind__in=kinds).first()
    if row is None or row.amount is None:
        raise NoSuchReceipt(receipt=receipt, number=contract.number, field="receipt")
    return row.amount
