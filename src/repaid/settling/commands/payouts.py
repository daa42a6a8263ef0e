"""Ordering the money that a contract paid out: never more of it than that."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.contracts.commands.ground import locked as locked_contract
from repaid.kernel.refusal import Refusal
from repaid.payments.commands.order_steps import lock_orders_of
from repaid.payments.commands.order_writing import Elsewhere, NewOrder, write_elsewhere, write_order
from repaid.payments.commands.standing import reason_given
from repaid.payments.rights import ORDER
from repaid.settling.payouts import Payout, payout_named


class MoreThanPaidOut(Refusal):
    code = "more_than_paid_out"
    sentence = _("Contract {number} paid out {amount} here; {rest} of it is not ordered yet. Send that much at most.")
    status = 422


@dataclass(frozen=True, slots=True)
class PayoutOrdered:
    order_id: int
    number: str
    amount: Money
    subject_id: int


@command("settling.order_payout", right=ORDER, personal=("creditor", "account", "remittance"))
def order_payout(
    *, by: Actor, contract: str, event_key: str, amount: Money, creditor: str, account: str, remittance: str,
    execution_day: date, own_account: str = "",
) -> PayoutOrdered:  # fmt: skip
    """Propose an order for what a contract paid out, or for a part of it; a colleague approves it."""
    payout = _waiting(by, contract, event_key, amount)
    new = NewOrder(
        amount=amount, creditor=creditor, account=account, remittance=remittance, execution_day=execution_day,
        purpose=payout.purpose, own_account=own_account, contract=contract, event_key=event_key,
        completes=amount == payout.rest,
    )  # fmt: skip
    row = write_order(by, new)
    return PayoutOrdered(row.pk, row.number, amount, payout.subject.pk)


@command("settling.note_paid_elsewhere", right=ORDER)
def note_paid_elsewhere(*, by: Actor, contract: str, event_key: str, amount: Money, reason: str) -> PayoutOrdered:
    """Keep that money which a contract paid out reached the customer another way, so that it is not sent again."""
    payout = _waiting(by, contract, event_key, amount)
    told = Elsewhere(payout.subject, event_key, payout.purpose, amount, day=payout.day, completes=amount == payout.rest)
    row = write_elsewhere(by, told, reason_given(reason))
    return PayoutOrdered(row.pk, row.number, amount, payout.subject.pk)


def _waiting(by: Actor, contract: str, event_key: str, amount: Money) -> Payout:
    """What waits to be ordered; contract and orders are locked, so that no two people order the same money."""
    row = locked_contract(by, contract)
    lock_orders_of(row.subject, event_key)
    payout = payout_named(by, row, event_key)
    if amount.currency != payout.rest.currency or amount.minor > payout.rest.minor:
        raise MoreThanPaidOut(number=contract, amount=payout.amount, rest=payout.rest, field="amount")
    return payout
