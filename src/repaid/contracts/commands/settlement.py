"""Early settlement: the quote of a day is accepted and paid, and the contract ends."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from loanmath import events
from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.contracts.choices import State
from repaid.contracts.commands.ground import OtherCurrency, booking_day, locked
from repaid.contracts.commands.recording import Words, record, was_told
from repaid.contracts.models import Contract
from repaid.contracts.queries.life import quote_of
from repaid.contracts.rights import SETTLE
from repaid.contracts.rules import Action, state_findings
from repaid.kernel.refusal import Refusal, refuse_if


class QuoteIsOther(Refusal):
    code = "quote_is_other"
    sentence = _("To settle contract {number} on {value_date} takes {total}, not {given}. Accept the new quote.")


@dataclass(frozen=True, slots=True)
class ContractSettled:
    subject_id: int
    number: str
    receipt: str
    amount: Money
    state: str


@command("contracts.settle_early", right=SETTLE, personal=("payer",))
def settle_early(
    *, by: Actor, number: str, amount: Money, value_date: date, receipt: str, payer: str = ""
) -> ContractSettled:
    """Accept the quote of `value_date`, paid with `amount` beside the credit balance (nothing, if credit covers it).

    `amount` is the total of the quote, which already takes the credit off; below zero it is money to pay back.
    """
    contract = locked(by, number)
    on = booking_day(contract, value_date)
    if amount.currency != contract.currency:
        raise OtherCurrency(number=number, currency=contract.currency, given=amount.currency, field="amount")
    paid = max(amount.minor, 0)
    settled = events.SettledEarly(value_date=value_date, key=receipt, amount=paid)
    if not was_told(contract, settled):
        refuse_if(state_findings(Action.SETTLE, contract))
        _refuse_other_quote(contract, amount, value_date)
        record(contract, settled, Action.SETTLE, by=by, on=on, words=Words(payer=payer))
    return ContractSettled(contract.subject_id, number, receipt, amount, State(contract.state).value)


def _refuse_other_quote(contract: Contract, amount: Money, value_date: date) -> None:
    total = quote_of(contract, value_date).total
    if total != amount.minor:
        shown = Money(total, contract.currency)
        raise QuoteIsOther(number=contract.number, value_date=value_date, total=shown, given=amount, field="amount")
