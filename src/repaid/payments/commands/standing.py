"""What becomes of a payment before it is settled: whose it is, put aside, taken back; and its parts that settle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today, wait_until_open
from repaid.access.command import command
from repaid.access.models import Subject
from repaid.access.scope import fetch
from repaid.kernel.refusal import NotFound, Refusal
from repaid.kernel.text import latin_digits
from repaid.ledger.postings import post
from repaid.ledger.queries import role_codes
from repaid.payments.choices import State
from repaid.payments.models import Payment
from repaid.payments.postings import arrival
from repaid.payments.queries import PAYMENT, within
from repaid.payments.rights import ENTER, WITHDRAW

_SETTLE: Final = (
    "UPDATE payments_payment SET settled = amount, subject_id = given.owner"
    " FROM unnest(%s::bigint[], %s::bigint[]) AS given(id, owner) WHERE payments_payment.id = given.id"
)


class ReasonMissing(Refusal):
    code = "payment_reason_missing"
    sentence = _("A reason is missing. Please write why.")
    status = 422


class NotWaiting(Refusal):
    code = "payment_not_waiting"
    sentence = _("Payment {number} does not wait for a decision: it is settled, taken back or money out.")


class HasSettlements(Refusal):
    code = "payment_has_settlements"
    sentence = _("A part of payment {number} is settled. Withdraw its settlements first.")


@dataclass(frozen=True, slots=True)
class PaymentChanged:
    payment_id: int
    number: str
    state: str
    subject_id: int | None


@command("payments.assign_payment", right=ENTER)
def assign_payment(*, by: Actor, number: str, contract: str = "", customer: str = "") -> PaymentChanged:
    """Say whose money it is: a contract's, or a customer's whose contract is not known yet; empty: nobody knows."""
    row = locked(by, number)
    if not row.rest:
        raise NotWaiting(number=number)
    row.subject = owner(by, contract, customer)
    return _saved(row, "subject")


@command("payments.park_payment", right=ENTER)
def park_payment(*, by: Actor, number: str, reason: str) -> PaymentChanged:
    """Put a payment aside, off the desk, until it is taken up again."""
    row = locked(by, number)
    if not row.rest:
        raise NotWaiting(number=number)
    row.parked = reason_given(reason)[:200]
    return _saved(row, "parked")


@command("payments.take_up_payment", right=ENTER)
def take_up_payment(*, by: Actor, number: str) -> PaymentChanged:
    """Bring a parked payment back to the desk."""
    row = locked(by, number)
    row.parked = ""
    return _saved(row, "parked")


@command("payments.withdraw_payment", right=WITHDRAW)
def withdraw_payment(*, by: Actor, number: str, reason: str, on: date | None = None) -> PaymentChanged:
    """Take a payment back of which nothing is settled: sent back to the payer, or entered by mistake."""
    wait_until_open(by.organisation_id)
    row, day = locked(by, number), today(by.organisation_id)
    if row.settled:
        raise HasSettlements(number=number)
    if not row.rest:
        raise NotWaiting(number=number)
    row.withdrawn_on, row.withdrawn_reason = on or day, reason_given(reason)
    codes = role_codes(by.organisation_id)
    back = arrival(codes, row.pk, row.channel, -row.amount, row.currency, row.withdrawn_on)
    post(organisation_id=by.organisation_id, booked_on=day, entries=[back])
    return _saved(row, "withdrawn_on", "withdrawn_reason")


def owner(by: Actor, contract: str, customer: str) -> Subject | None:
    """The subject of a contract, else of a customer, within the scope; None for neither. NotFound, at its box."""
    if contract.strip():
        return contract_subject(by, contract)
    return _subject(by, "party", customer, word=_("party"), box="customer") if customer.strip() else None


def contract_subject(by: Actor, number: str) -> Subject:
    """The subject of a contract within the scope; else NotFound, at the box of the contract."""
    return _subject(by, "contract", number, word=_("contract"), box="contract")


def _subject(by: Actor, kind: str, number: str, *, word: Any, box: str) -> Subject:
    rows = Subject.objects.filter(kind=kind)
    try:
        return fetch(rows, by, kind=word, number=latin_digits(number).strip(), subject="")
    except NotFound as missing:
        raise NotFound(**missing.facts, field=box) from missing


def locked(by: Actor, number: str) -> Payment:
    """The payment, locked to the end of the transaction; else NotFound."""
    found = within(by).select_for_update().filter(number=number).first()
    if found is None:
        raise NotFound(kind=PAYMENT, number=number)
    return found


def settle_part(payment: Payment, amount: Money, subject: Subject) -> None:
    """A contract took a part of a locked payment; its owner is known from now on."""
    assert 0 < amount.minor <= payment.rest and amount.currency == payment.currency, "checked by who settles"
    payment.settled += amount.minor
    payment.subject = payment.subject or subject
    payment.parked = ""
    payment.save(update_fields=["settled", "subject", "parked"])


def still_unsettled(payment_ids: Sequence[int]) -> set[int]:
    """Those of the payments that wait as a whole, locked to the end of the transaction."""
    rows = Payment.objects.select_for_update().filter(
        pk__among=payment_ids, state__in=(State.UNMATCHED, State.UNSETTLED)
    )
    return set(rows.order_by("pk").values_list("pk", flat=True))


def settle_whole(owners: Mapping[int, int]) -> None:
    """Contracts took locked payments (by id) as a whole; the subjects of the contracts own them from now on."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, [list(owners), list(owners.values())])


def free_part(payment_id: int, minor: int) -> None:
    """A contract gave a part back: it waits again."""
    payment = Payment.objects.select_for_update().get(pk=payment_id)
    payment.settled -= minor
    payment.save(update_fields=["settled"])


def reason_given(reason: str) -> str:
    """A reason that says something."""
    if not reason.strip():
        raise ReasonMissing(field="reason")
    return reason.strip()[:500]


def _saved(row: Payment, *fields: str) -> PaymentChanged:
    row.save(update_fields=[*fields])
    row.refresh_from_db(fields=["state"])
    return PaymentChanged(row.pk, row.number, row.state, row.subject_id)
