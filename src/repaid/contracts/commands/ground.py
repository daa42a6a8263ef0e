"""What every command on a contract stands on: the locked contract, and the refusals that all of them share."""

from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today, wait_until_open
from repaid.access.scope import fetch
from repaid.contracts.models import Balance, Contract
from repaid.contracts.queries.contracts import CONTRACT, UNSHOWN
from repaid.contracts.queries.takeovers import origin_of
from repaid.contracts.rules import Action, state_findings
from repaid.kernel.refusal import Refusal, refuse_if
from repaid.products.queries import published_version

UNSEEN: Final = ("contract__subject__search_text", "contract__subject__search_grams")


class AmountNotPositive(Refusal):
    code = "amount_not_positive"
    sentence = _("The amount must be above zero.")
    status = 422


class OtherCurrency(Refusal):
    code = "other_currency"
    sentence = _("Contract {number} is in {currency}, not in {given}. Convert the amount first.")
    status = 422


class LaterThanToday(Refusal):
    code = "later_than_today"
    sentence = _("The value date {value_date} is later than the business day {today}. Choose that or an earlier day.")
    status = 422


class ReasonMissing(Refusal):
    code = "reason_missing"
    sentence = _("A reason is missing. Please write why.")
    status = 422


class BeforeLaunch(Refusal):
    code = "before_launch"
    sentence = _("Contract {number} was launched on {launched_on}. Choose that day or a later one.")
    status = 422


class BeforeTakeOver(Refusal):
    code = "before_take_over"
    sentence = _(
        "Contract {number} was taken over from {source} on {launched_on}. What happened before stands in the position "
        "taken over: choose that day or a later one."
    )
    status = 422


def locked(by: Actor, number: str, action: Action | None = None) -> Contract:
    """The contract, locked to the end of the transaction; NotFound, or Forbidden in a state that bars `action`.

    Commands that record an event leave the state to `record`: an event told twice is no news in any state.
    """
    opened = wait_until_open(by.organisation_id)
    # The balance is locked with it: read beside a lock of the contract alone, it could be older than the lock.
    rows = Balance.objects.select_related("contract__subject").defer(*UNSEEN)
    rows = rows.select_for_update(of=("self", "contract"))
    contract = fetch(rows, by, kind=CONTRACT, number=number, subject="contract__subject").contract
    contract.version = published_version(contract.version_id)
    if contract.organisation_id == by.organisation_id:
        contract.opened = opened
    if action is not None:
        refuse_if(state_findings(action, contract))
    return contract


def locked_balances() -> QuerySet[Balance]:
    """Balances with their contracts, both locked when they are read, with all that a change of them needs."""
    rows = Balance.objects.select_related("contract__subject", "contract__version__product")
    return rows.defer(*(f"contract__{column}" for column in UNSHOWN)).select_for_update(of=("self", "contract"))


def booking_day(contract: Contract, value_date: date) -> date:
    """The business day, on which everything is booked; a later value date, or one before the launch, is refused."""
    on = contract.opened.day if contract.opened else today(contract.organisation_id)
    if value_date > on:
        raise LaterThanToday(value_date=value_date, today=on, field="value_date")
    if contract.launched_on is not None and value_date < contract.launched_on:
        facts = {"number": contract.number, "launched_on": contract.launched_on, "field": "value_date"}
        origin = origin_of(contract)
        raise BeforeTakeOver(source=origin.source, **facts) if origin else BeforeLaunch(**facts)
    return on


def minor_of(contract: Contract, amount: Money) -> int:
    """The minor units of an amount above zero in the contract's currency."""
    if amount.currency != contract.currency:
        raise OtherCurrency(number=contract.number, currency=contract.currency, given=amount.currency, field="amount")
    if amount.minor <= 0:
        raise AmountNotPositive(field="amount")
    return amount.minor


def reason_given(reason: str) -> str:
    """A reason that says something."""
    if not reason.strip():
        raise ReasonMissing(field="reason")
    return reason.strip()
