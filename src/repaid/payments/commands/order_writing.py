"""Writing a new payment order: what it must be before anybody is asked to agree."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.models import Organisation, Subject
from repaid.access.queries import organisation_of
from repaid.access.subjects import next_number
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.kernel.text import folded
from repaid.parties.rules import normal_account
from repaid.payments.choices import OrderState, Purpose
from repaid.payments.commands.entering import AmountNotPositive
from repaid.payments.commands.standing import contract_subject
from repaid.payments.formats.pain001 import scheme_of, spelt
from repaid.payments.models import OrderStep, OwnAccount, PaymentOrder
from repaid.payments.queries.orders import own_accounts

SERIES: Final = "payment_order"
REMITTANCE_MAX: Final = 140
CREDITOR_MAX: Final = 140
OF_A_CONTRACT: Final = (Purpose.DISBURSEMENT, Purpose.REFUND)
_REFERENCE: Final = re.compile(r"(?!.*//)[A-Za-z0-9?:().,'+ -](?:[A-Za-z0-9/?:().,'+ -]{0,33}[A-Za-z0-9?:().,'+ -])?")
"""What banks take as an end-to-end id: no slash at an end, no two of them in a row (EPC132-08)."""


class NoOwnAccount(Refusal):
    code = "no_own_account"
    sentence = _("There is no own account in {currency} that the money could leave from. Name one first.")
    status = 422


class EndToEndTaken(Refusal):
    code = "end_to_end_taken"
    sentence = _("The end-to-end id {end_to_end} belongs to payment order {number}, which says something else.")


class RepeatedAlready(Refusal):
    code = "order_repeated_already"
    sentence = _("Payment order {number} is repeated by order {again} already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrder:
    """An order to be written, as it was typed."""

    amount: Money
    creditor: str
    account: str
    remittance: str
    execution_day: date
    purpose: Purpose
    own_account: str = ""
    contract: str = ""
    event_key: str = ""
    completes: bool = False
    end_to_end: str = ""
    again_of: PaymentOrder | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Money of an event of a contract that was paid another way on a day."""

    subject: Subject
    event_key: str
    purpose: Purpose
    amount: Money
    day: date
    completes: bool


def known_order(by: Actor, new: NewOrder) -> PaymentOrder | None:
    """The order with the same end-to-end id; EndToEndTaken when it says something else."""
    if not new.end_to_end:
        return None
    # One at a time, so that two of them cannot both find the id free.
    lender = Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    found = PaymentOrder.objects.filter(organisation=lender, end_to_end=new.end_to_end).first()
    if found is None:
        return None
    account = normal_account(new.account, lender.country)
    if (found.amount, found.currency, found.account) != (new.amount.minor, new.amount.currency, account):
        raise EndToEndTaken(end_to_end=new.end_to_end, number=found.number, field="end_to_end")
    return found


def write_order(by: Actor, new: NewOrder) -> PaymentOrder:
    """Check a new order and write it as proposed."""
    on, own = today(by.organisation_id), _own_account(by, new)
    account = normal_account(new.account, organisation_of(by).country)
    _refuse_impossible(new, on, own, account)
    row = PaymentOrder(
        end_to_end=new.end_to_end, purpose=new.purpose, event_key=new.event_key, completes=new.completes,
        own_account=own, account=account,
        subject=contract_subject(by, new.contract) if new.contract.strip() else None, again_of=new.again_of,
        amount=new.amount.minor, currency=new.amount.currency, execution_day=new.execution_day,
        creditor=_words(new.creditor, CREDITOR_MAX), remittance=_words(new.remittance, REMITTANCE_MAX),
    )  # fmt: skip
    return _kept(by, row, on)


def write_elsewhere(by: Actor, new: Elsewhere, reason: str) -> PaymentOrder:
    """Write that money of a contract reached the customer another way; nothing is sent."""
    if new.amount.minor <= 0:
        raise AmountNotPositive(field="amount")
    row = PaymentOrder(
        purpose=new.purpose, subject=new.subject, event_key=new.event_key, completes=new.completes,
        amount=new.amount.minor, currency=new.amount.currency, execution_day=new.day,
        creditor=new.subject.title[:CREDITOR_MAX], state=OrderState.ELSEWHERE,
    )  # fmt: skip
    return _kept(by, row, today(by.organisation_id), reason)


def _kept(by: Actor, row: PaymentOrder, on: date, reason: str = "") -> PaymentOrder:
    """Give a new order its number and write it, with its first step."""
    row.organisation_id, row.proposed_by_id = by.organisation_id, by.user_id
    row.number = next_number(by.organisation_id, SERIES)
    row.end_to_end = row.end_to_end or f"PO{on:%Y%m%d}-{row.number}"
    of = row.subject.number if row.subject else ""
    row.search = folded(" ".join((row.number, row.end_to_end, row.creditor, row.account, row.remittance, of)))
    row.save()
    OrderStep.objects.create(order=row, state=row.state, at=timezone.now(), by_id=by.user_id, reason=reason)
    return row


def _own_account(by: Actor, new: NewOrder) -> OwnAccount:
    rows = own_accounts(by).filter(currency=new.amount.currency)
    found = rows.filter(iban=new.own_account).first() if new.own_account else rows.first()
    if found is None:
        raise NoOwnAccount(currency=new.amount.currency, field="own_account")
    return found


def _refuse_impossible(new: NewOrder, on: date, own: OwnAccount, account: str) -> None:
    if new.amount.minor <= 0:
        raise AmountNotPositive(field="amount")
    if new.execution_day < on:
        raise WrongInput(reason=_("The day has passed. Choose today or a later day."), field="execution_day")
    if account == own.iban:
        raise WrongInput(reason=_("This is the account that the money leaves from."), field="account")
    if new.purpose in OF_A_CONTRACT and not new.contract.strip():
        raise WrongInput(reason=_("Name the contract that the money is for."), field="contract")
    if new.end_to_end and not _REFERENCE.fullmatch(new.end_to_end):
        reason = _("Use up to 35 letters a to z, digits and / - ? : ( ) . , ' + with no slash at an end.")
        raise WrongInput(reason=reason, field="end_to_end")
    _refuse_unwritable(new, own, account)
    _refuse_repeated(new.again_of)


def _refuse_unwritable(new: NewOrder, own: OwnAccount, account: str) -> None:
    scheme = scheme_of(own.currency, own.iban, account)
    for name, text in (("creditor", new.creditor), ("remittance", new.remittance)):
        if not spelt(text, scheme):
            reason = _("The bank takes letters a to z here. Write it in Latin letters.")
            raise WrongInput(reason=reason, field=name)


def _refuse_repeated(order: PaymentOrder | None) -> None:
    rows = PaymentOrder.objects.filter(again_of=order).exclude(state=OrderState.WITHDRAWN)
    again = rows.first() if order is not None else None
    if order is not None and again is not None:
        raise RepeatedAlready(number=order.number, again=again.number)


def _words(text: str, length: int) -> str:
    return " ".join(text.split())[:length]
