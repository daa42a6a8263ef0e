"""Debts that will not be paid in full: write-off, what is recovered after it, sale."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from loanmath import events
from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.contracts.commands.ground import booking_day, locked, minor_of, reason_given
from repaid.contracts.commands.recording import Words, free_key, record, was_told
from repaid.contracts.commands.standing import StateEntered, state_entered
from repaid.contracts.models import Contract
from repaid.contracts.queries.life import life_of
from repaid.contracts.rights import RECOVER, SELL, WRITE_OFF
from repaid.contracts.rules import Action
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.ledger.choices import Role


class WritesOffTooMuch(Refusal):
    code = "writes_off_too_much"
    sentence = _(
        "On {value_date} contract {number} has {owed} due and unpaid. Leave the amount empty to write off everything."
    )


@dataclass(frozen=True, slots=True)
class MoneyRecovered:
    subject_id: int
    number: str
    receipt: str
    amount: Money
    is_new: bool


@command("contracts.write_off", right=WRITE_OFF)
def write_off(
    *, by: Actor, number: str, value_date: date, reason: str, amount: Money | None = None, key: str = ""
) -> StateEntered:
    """Take what is owed off the books: everything, or an amount of what is due. The claim may live on."""
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    event = events.WrittenOff(
        value_date=value_date, key=key or free_key(contract, "written-off"),
        amount=minor_of(contract, amount) if amount else None,
    )  # fmt: skip
    if event.amount is not None and not was_told(contract, event):
        _refuse_above_due(contract, event.amount, value_date)
    done = record(contract, event, Action.WRITE_OFF, by=by, on=on, words=Words(reason=reason_given(reason)))
    return state_entered(contract, done)


@command("contracts.recover", right=RECOVER, personal=("payer",))
def recover(
    *, by: Actor, number: str, amount: Money, value_date: date, receipt: str, payer: str = "",
    money_from: Role = Role.BANK_CLEARING,
) -> MoneyRecovered:  # fmt: skip
    """Book money that came after a write-off. The same receipt twice is one recovery."""
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    event = events.Recovered(value_date=value_date, key=receipt, amount=minor_of(contract, amount))
    done = record(contract, event, Action.RECOVER, by=by, on=on, words=Words(payer=payer), source=money_from)
    return MoneyRecovered(contract.subject_id, number, receipt, amount, done.is_new)


@command("contracts.sell", right=SELL)
def sell(*, by: Actor, number: str, price: Money, value_date: date, buyer: str, key: str = "") -> StateEntered:
    """Pass the claim to a buyer for a price (which may be nothing); what is owed leaves the books."""
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    if price.minor < 0:
        raise WrongInput(reason=_("The price must not be below zero."), field="price")
    minor = minor_of(contract, price) if price else 0
    event = events.Sold(value_date=value_date, key=key or free_key(contract, "sold"), price=minor)
    done = record(contract, event, Action.SELL, by=by, on=on, words=Words(reason=reason_given(buyer)))
    return state_entered(contract, done)


def _refuse_above_due(contract: Contract, minor: int, value_date: date) -> None:
    due = life_of(contract, value_date).balances.billed.total
    if minor > due:
        owed = Money(due, contract.currency)
        raise WritesOffTooMuch(number=contract.number, value_date=value_date, owed=owed, field="amount")
