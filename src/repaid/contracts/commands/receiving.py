"""Many payments at once, each of another contract, as a bank statement brings them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loanmath import events
from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today, wait_until_open
from repaid.access.command import command
from repaid.access.scope import visible
from repaid.contracts.commands.ground import locked_balances
from repaid.contracts.commands.recording import Words, record
from repaid.contracts.models import Contract
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.contracts.rules import Action, is_payable
from repaid.ledger.choices import Role


@dataclass(frozen=True, slots=True)
class Receipt:
    """A payment for one contract; `key` is the outside world's name of it."""

    contract_id: int
    key: str
    amount: Money
    value_date: date
    payer: str = ""


@dataclass(frozen=True, slots=True)
class PaymentsReceived:
    """The keys of the payments that were taken; the others' contracts take no such payment now."""

    keys: frozenset[str]


@command("contracts.receive_payments", right=BOOK_PAYMENTS, personal=("receipts",))
def receive_payments(*, by: Actor, receipts: Sequence[Receipt], source: Role = Role.BANK_CLEARING) -> PaymentsReceived:
    """Take payments of different contracts, each as `receive_payment` does; leave those that would be refused."""
    wait_until_open(by.organisation_id)
    on = today(by.organisation_id)
    wanted = {each.contract_id: each for each in receipts}
    assert len(wanted) == len(receipts), "each payment is of another contract"
    rows = visible(locked_balances().filter(pk__in=list(wanted)), by, subject="contract__subject").order_by("pk")
    taken = set()
    for balance in rows:
        receipt = wanted[balance.pk]
        if _fits(balance.contract, receipt, on):
            event = events.Received(value_date=receipt.value_date, key=receipt.key, amount=receipt.amount.minor)
            words = Words(payer=receipt.payer)
            record(balance.contract, event, Action.RECEIVE, by=by, on=on, words=words, source=source)
            taken.add(receipt.key)
    return PaymentsReceived(frozenset(taken))


def _fits(contract: Contract, receipt: Receipt, on: date) -> bool:
    """Whether `receive_payment` would take it."""
    launched = contract.launched_on is not None and contract.launched_on <= receipt.value_date <= on
    return launched and is_payable(contract) and receipt.amount.currency == contract.currency
