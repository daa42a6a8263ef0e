"""Online payments of contracts: begun by the customer, booked when the provider confirms them (CZ-48 to CZ-54)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today, wait_until_open
from repaid.access.command import command
from repaid.access.rights import OWN_ACCOUNT
from repaid.contracts.commands.ground import AmountNotPositive, OtherCurrency
from repaid.contracts.queries.contracts import contract_named
from repaid.kernel.refusal import Refusal, refuse_if
from repaid.payments.choices import UNPAID, Channel, Heard, OnlineFinding, OnlineState, Outcome, Source, Via
from repaid.payments.commands.online import begin, locked_told, note, save_online
from repaid.payments.commands.writing import NewPayment, write_payments
from repaid.payments.providers.protocol import Said, Told
from repaid.payments.queries.online import provider_for
from repaid.payments.rights import TAKE_ONLINE
from repaid.settling.commands.settling import Line, settle_payment
from repaid.settling.rules import mismatch, paying_findings


class NoProvider(Refusal):
    code = "no_payment_provider"
    sentence = _("Online payment is not possible at the moment. Pay by bank transfer, please.")


@dataclass(frozen=True, slots=True)
class OnlineBegun:
    subject_id: int
    number: str
    contract: str
    amount: Money
    is_new: bool


@dataclass(frozen=True, slots=True)
class NoticeTaken:
    """What a notification led to: the state of the online payment, and the outcome."""

    subject_id: int
    number: str
    state: str
    outcome: str


@command("settling.begin_online_payment", right=OWN_ACCOUNT, personal=("description", "payer", "email"))
def begin_online_payment(
    *, by: Actor, contract: str, amount: Money, description: str, key: str, payer: str = "", email: str = "",
    language: str = "en", via: Via = Via.ZONE,
) -> OnlineBegun:  # fmt: skip
    """Begin to pay a contract through the provider of its currency; the same key twice is one online payment."""
    row = contract_named(by, contract)
    refuse_if(paying_findings(row, today(row.organisation_id)))
    if amount.currency != row.currency:
        raise OtherCurrency(number=contract, currency=row.currency, given=amount.currency, field="amount")
    if amount.minor <= 0:
        raise AmountNotPositive(field="amount")
    provider = provider_for(row.organisation_id, row.currency)
    if provider is None:
        raise NoProvider()
    online, is_new = begin(
        by, key=key, provider=provider, subject=row.subject, amount=amount, description=description.strip(),
        payer=payer, email=email.strip(), language=language, via=via,
    )  # fmt: skip
    return OnlineBegun(row.subject_id, online.number, row.number, Money(online.amount, online.currency), is_new)


@command("settling.take_online_notice", right=TAKE_ONLINE)
def take_online_notice(*, by: Actor, provider: int, told: Told, heard: Heard = Heard.NOTICE) -> NoticeTaken:
    """Take in what a provider says of an online payment: paid as asked for it is booked, once; otherwise it is held."""
    wait_until_open(by.organisation_id)
    row = locked_told(by, provider, told)
    outcome, words = _outcome(by, row, told)
    if heard is Heard.NOTICE or told.said is not Said.PENDING:
        note(row, told, heard, outcome, words)
    return NoticeTaken(row.subject_id, row.number, row.state, outcome)


def book_online(by: Actor, row: Any, contract: str, amount: Money) -> None:
    """Turn a locked online payment into money in the books and settle it on a contract. Raises what refuses."""
    on = today(by.organisation_id)
    new = NewPayment(
        natural_key=f"online:{row.number}", source=Source.ONLINE, channel=Channel.ONLINE, amount=amount.minor,
        currency=amount.currency, value_date=min(row.paid_on or on, on), subject_id=row.subject_id, payer=row.payer,
        references=(("online", row.number), ("provider", row.reference)), remittance=row.description,
    )  # fmt: skip
    with transaction.atomic():
        ((pk, number),) = write_payments(by, on, [new])
        settle_payment(by=by, number=number, lines=[Line(contract, amount)])
    save_online(row, payment_id=pk, state=OnlineState.PAID, finding="", finding_words="", ask_at=None)


def _outcome(by: Actor, row: Any, told: Told) -> tuple[Outcome, str]:
    """Do what a notification asks for; what it led to, and why where that is no matter of course."""
    if told.said is Said.PAID:
        return _paid(by, row, told)
    if told.said is Said.TAKEN_BACK:
        return _taken_back(row)
    if row.state != OnlineState.PENDING:
        return (Outcome.REPEATED if row.state == told.said else Outcome.LATE), ""
    if told.said is not Said.PENDING:
        save_online(row, state=OnlineState(told.said.value))
    return Outcome.NOTED, ""


def _paid(by: Actor, row: Any, told: Told) -> tuple[Outcome, str]:
    if row.state not in UNPAID:
        return Outcome.REPEATED, ""
    _keep_paid(row, told, today(by.organisation_id))
    finding = mismatch(row, told.amount)
    if finding is not None:
        return _hold(row, finding, "")
    try:
        book_online(by, row, row.subject.number, Money(row.amount, row.currency))
    except Refusal as no:
        return _hold(row, OnlineFinding.NOT_BOOKED, str(no))
    return Outcome.BOOKED, ""


def _keep_paid(row: Any, told: Told, on: date) -> None:
    paid = told.amount or Money(0, row.currency)
    save_online(row, paid=paid.minor, paid_currency=paid.currency, paid_on=min(told.on or on, on))


def _hold(row: Any, finding: OnlineFinding, words: str) -> tuple[Outcome, str]:
    save_online(row, state=OnlineState.HELD, finding=finding, finding_words=words[:500], ask_at=None)
    return Outcome.HELD, words or finding.value


def _taken_back(row: Any) -> tuple[Outcome, str]:
    """The provider has the money no more: where we booked it, a person has to take it back."""
    if row.state in UNPAID:
        save_online(row, state=OnlineState.FAILED)
        return Outcome.NOTED, ""
    if row.state == OnlineState.RETURNED or row.finding == OnlineFinding.TAKEN_BACK:
        return Outcome.REPEATED, ""
    save_online(row, finding=OnlineFinding.TAKEN_BACK)
    return Outcome.HELD, OnlineFinding.TAKEN_BACK.value
