"""Paying out: the first time launches the contract; later ones are further tranches."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from loanmath import events
from loanmath.components import Component
from loanmath.facts import MovementKind
from loanmath.money import Money
from loanmath.replay import replay
from loanmath.scheme import Scheme
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.contracts.commands.ground import booking_day, locked, minor_of
from repaid.contracts.commands.recording import free_key, is_recorded, record, was_told
from repaid.contracts.models import Contract
from repaid.contracts.ports import payout_findings
from repaid.contracts.queries.payouts import KEPT_BACK
from repaid.contracts.queries.stored import events_of, terms_of
from repaid.contracts.rights import DISBURSE
from repaid.contracts.rules import Action
from repaid.kernel.refusal import Refusal, refuse_if
from repaid.products.queries import reference_for

ONLY_FEES: Final = Scheme.of(Component.FEES)


class MoreThanAgreed(Refusal):
    code = "more_than_agreed"
    sentence = _("Contract {number} is for {agreed}; {paid_out} is paid out already. Pay out {left} at most.")


@dataclass(frozen=True, slots=True)
class PaidOut:
    """`to_customer` is what leaves the bank: the amount less the fees kept back from it."""

    subject_id: int
    number: str
    key: str
    amount: Money
    to_customer: Money
    launched: bool


@command("contracts.disburse", right=DISBURSE)
def disburse(*, by: Actor, number: str, amount: Money, value_date: date, key: str = "") -> PaidOut:
    """Pay out the loan, or a part of it. The first time, the fees agreed for that day are charged or kept back."""
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    first = contract.launched_on is None
    event = events.Disbursed(
        value_date=value_date, key=key or free_key(contract, "disbursed"), amount=minor_of(contract, amount)
    )
    event = _with_own_share(contract, event)
    if not was_told(contract, event):
        refuse_if(payout_findings(contract))
        _refuse_above_agreed(contract, amount)
    recorded = record(contract, event, Action.DISBURSE, by=by, on=on)
    launched = first and recorded.is_new
    kept = _charge_at_launch(contract, value_date, by=by, on=on) if launched else 0
    to_customer = Money(amount.minor - kept, amount.currency)
    return PaidOut(contract.subject_id, number, event.key, amount, to_customer, launched)


def _with_own_share(contract: Contract, event: events.Disbursed) -> events.Disbursed:
    """The event with what comes in with it as an automatic down payment: once it is told, that stays."""
    terms = terms_of(contract)
    if not terms.down_payment_automatic:
        return event
    told = events_of(contract)
    known = next((each for each in told if each.key == event.key), None)
    if isinstance(known, events.Disbursed):
        return replace(event, own_share=known.own_share)
    life = replay(terms, [*told, event], event.value_date, reference_for(terms))
    came = (each.amount for each in life.movements_of(event.key) if each.kind is MovementKind.RECEIVED)
    return replace(event, own_share=sum(came))


def _refuse_above_agreed(contract: Contract, amount: Money) -> None:
    left = contract.amount - contract.balance.disbursed
    if amount.minor > left:
        agreed, paid_out, rest = (
            Money(minor, contract.currency) for minor in (contract.amount, contract.balance.disbursed, left)
        )
        raise MoreThanAgreed(number=contract.number, agreed=agreed, paid_out=paid_out, left=rest, field="amount")


def _charge_at_launch(contract: Contract, day: date, *, by: Actor, on: date) -> int:
    """Charge the fees of the first disbursement; what is kept back is paid at once. Returns that, minor units."""
    kept = 0
    for charge in contract.charges:
        code, amount = charge["code"], charge["amount"]
        # Due at once, in a line of its own; a fee of another day joins the instalment that falls due next.
        fee = events.CostAwarded(value_date=day, key=_key(contract, f"fee-{code}"), amount=amount, name=code)
        record(contract, fee, Action.CHARGE, by=by, on=on)
        if charge["kept_back"]:
            key = _key(contract, f"{KEPT_BACK}{code}")
            paid = events.Received(value_date=day, key=key, amount=amount, scheme=ONLY_FEES)
            record(contract, paid, Action.RECEIVE, by=by, on=on)
            kept += amount
    return kept


def _key(contract: Contract, name: str) -> str:
    """The key of a charge: another one when a launch that was reversed had it."""
    return f"{name}-{contract.balance.events + 1:04d}" if is_recorded(contract, name) else name
