"""When a customer may pay online, and what is wrong with an online payment that was paid."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.contracts.choices import State
from repaid.contracts.rules import takes_payments
from repaid.kernel.refusal import Finding
from repaid.payments.choices import OnlineFinding

NOTHING_YET = _("There is nothing to pay yet on loan {number}.")
NOTHING_TO_PAY = _("Nothing can be paid online on loan {number} now: it is {state}.")


def may_be_paid_online(contract: Any, on: date) -> bool:
    """Whether online payment is offered on a day (decision 9): active, terminated, suspended with arrears."""
    if contract.state == State.SUSPENDED:
        oldest = contract.balance.oldest_due_on
        return oldest is not None and oldest < on
    return takes_payments(State(contract.state))


def paying_findings(contract: Any, on: date) -> list[Finding]:
    """What stands against paying a contract online on a day."""
    if may_be_paid_online(contract, on):
        return []
    facts = {"number": contract.number, "state": State(contract.state).label}
    sentence = NOTHING_YET if contract.state == State.TO_BE_LAUNCHED else NOTHING_TO_PAY
    return [Finding("nothing_to_pay_online", sentence, facts=facts)]


def mismatch(row: Any, paid: Money | None) -> OnlineFinding | None:
    """How what was paid differs from what was asked for; None where it does not."""
    if paid is None:
        return OnlineFinding.WRONG_AMOUNT
    if paid.currency != row.currency:
        return OnlineFinding.WRONG_CURRENCY
    return OnlineFinding.WRONG_AMOUNT if paid.minor != row.amount else None
