"""Fees and costs: charged, awarded by a court, given up."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from loanmath import events
from loanmath.components import Component
from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.contracts.commands.ground import booking_day, locked, minor_of, reason_given
from repaid.contracts.commands.recording import Words, free_key, record, was_told
from repaid.contracts.models import Contract
from repaid.contracts.queries.life import life_of
from repaid.contracts.rights import CHARGE, WAIVE
from repaid.contracts.rules import Action
from repaid.kernel.refusal import Refusal


class MoreThanOwed(Refusal):
    code = "more_than_owed"
    sentence = _("On {value_date} contract {number} owes {owed} of that. Waive that much at most.")


class DueBeforeValueDate(Refusal):
    code = "due_before_value_date"
    sentence = _("A fee cannot fall due before it is charged. Choose {value_date} or a later day.")
    status = 422


@dataclass(frozen=True, slots=True)
class Charged:
    subject_id: int
    number: str
    key: str
    amount: Money
    is_new: bool


@dataclass(frozen=True, slots=True)
class WaivedOff:
    subject_id: int
    number: str
    key: str
    component: Component
    amount: Money
    is_new: bool


@command("contracts.charge_fee", right=CHARGE)
def charge_fee(
    *, by: Actor, number: str, amount: Money, value_date: date, due: date, name: str, key: str = "",
    component: Component = Component.FEES,
) -> Charged:  # fmt: skip
    """Charge a fee (or another component) that falls due on `due`."""
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    if due < value_date:
        raise DueBeforeValueDate(value_date=value_date, field="due")
    event = events.FeeCharged(
        value_date=value_date, key=key or free_key(contract, "fee"), amount=minor_of(contract, amount), due=due,
        component=Component(component), name=name,
    )  # fmt: skip
    done = record(contract, event, Action.CHARGE, by=by, on=on)
    return Charged(contract.subject_id, number, event.key, amount, done.is_new)


@command("contracts.award_costs", right=CHARGE)
def award_costs(*, by: Actor, number: str, amount: Money, value_date: date, name: str, key: str = "") -> Charged:
    """Add costs that a judgment of `value_date` awarded; they are due at once."""
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    key = key or free_key(contract, "costs")
    event = events.CostAwarded(value_date=value_date, key=key, amount=minor_of(contract, amount), name=name)
    done = record(contract, event, Action.AWARD, by=by, on=on)
    return Charged(contract.subject_id, number, key, amount, done.is_new)


@command("contracts.waive", right=WAIVE)
def waive(
    *, by: Actor, number: str, component: Component, amount: Money, value_date: date, reason: str,
    instalment: int | None = None, key: str = "",
) -> WaivedOff:  # fmt: skip
    """Give up a part of what is owed: oldest first, or in one instalment."""
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    component = Component(component)
    event = events.Waived(
        value_date=value_date, key=key or free_key(contract, "waived"), component=component,
        amount=minor_of(contract, amount), instalment=instalment,
    )  # fmt: skip
    if not was_told(contract, event):
        _refuse_above_owed(contract, event)
    done = record(contract, event, Action.WAIVE, by=by, on=on, words=Words(reason=reason_given(reason)))
    return WaivedOff(contract.subject_id, number, event.key, component, amount, done.is_new)


def _refuse_above_owed(contract: Contract, event: events.Waived) -> None:
    plan = life_of(contract, event.value_date).view.plan
    owed = sum(row.open.of(event.component) for row in plan if event.instalment in (None, row.number))
    if event.amount > owed:
        shown = Money(owed, contract.currency)
        raise MoreThanOwed(number=contract.number, value_date=event.value_date, owed=shown, field="amount")
