"""Payment orders until they stand in a file: one person proposes, another one approves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.kernel.refusal import Refusal
from repaid.payments.choices import OrderState, Purpose
from repaid.payments.commands.order_steps import locked, step, sums_of, wrong_state
from repaid.payments.commands.order_writing import NewOrder, known_order, write_order
from repaid.payments.commands.standing import reason_given
from repaid.payments.models import PaymentOrder
from repaid.payments.rights import APPROVE_ORDERS, ORDER


class OwnOrder(Refusal):
    code = "own_order"
    sentence = _("You proposed payment order {number} yourself. Another person must approve it.")


class NothingChosen(Refusal):
    code = "no_order_chosen"
    sentence = _("Choose at least one payment order.")
    status = 422


class WaitsAgain(Refusal):
    code = "money_waits_again"
    sentence = _("Payment order {number} was for contract {contract}. Order it again from the list of money to send.")


@dataclass(frozen=True, slots=True)
class OrderProposed:
    order_id: int
    number: str
    end_to_end: str
    amount: Money
    subject_id: int | None
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class OrdersApproved:
    """`sums`: one a currency."""

    numbers: tuple[str, ...]
    sums: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class OrderChanged:
    order_id: int
    number: str
    state: str
    subject_id: int | None


@command("payments.propose_order", right=ORDER, personal=("creditor", "account", "remittance"))
def propose_order(
    *, by: Actor, amount: Money, creditor: str, account: str, remittance: str, execution_day: date,
    purpose: Purpose, own_account: str = "", contract: str = "", end_to_end: str = "",
) -> OrderProposed:  # fmt: skip
    """Propose to send money to an account (IBAN, NRB or Sheba). The same end-to-end id twice is one order.

    `own_account` is by default the first one in the currency. Nothing leaves before a colleague approves. What a
    contract paid out is ordered by `settling.order_payout`.
    """
    new = NewOrder(
        amount=amount, creditor=creditor, account=account, remittance=remittance, execution_day=execution_day,
        purpose=Purpose(purpose), own_account=own_account, contract=contract, end_to_end=end_to_end,
    )  # fmt: skip
    known = known_order(by, new)
    return _proposed(known or write_order(by, new), is_new=known is None)


@command("payments.repeat_order", right=ORDER, personal=("creditor", "account"))
def repeat_order(
    *, by: Actor, number: str, execution_day: date, account: str = "", creditor: str = ""
) -> OrderProposed:
    """Propose an order again that the bank rejected, with another account or name where those were wrong.

    What a contract paid out is not repeated: it waits to be ordered again (`settling.order_payout`).
    """
    (row,) = locked(by, [number])
    if row.state != OrderState.REJECTED or row.own_account is None:
        raise wrong_state(row)
    if row.subject is not None and row.event_key:
        raise WaitsAgain(number=number, contract=row.subject.number)
    new = NewOrder(
        amount=Money(row.amount, row.currency), creditor=creditor or row.creditor, account=account or row.account,
        remittance=row.remittance, execution_day=execution_day, purpose=Purpose(row.purpose),
        own_account=row.own_account.iban, contract=row.subject.number if row.subject else "", again_of=row,
    )  # fmt: skip
    return _proposed(write_order(by, new))


@command("payments.approve_orders", right=APPROVE_ORDERS)
def approve_orders(*, by: Actor, orders: Sequence[str]) -> OrdersApproved:
    """Agree to orders that colleagues proposed, to all of them or, when one is refused, to none."""
    if not orders:
        raise NothingChosen()
    rows = locked(by, orders)
    for row in rows:
        if row.state != OrderState.PROPOSED:
            raise wrong_state(row)
        if row.proposed_by_id is not None and row.proposed_by_id in (by.user_id, by.approved_by_id):
            raise OwnOrder(number=row.number)
    step(by, rows, OrderState.APPROVED, approved_by_id=by.user_id)
    return OrdersApproved(tuple(row.number for row in rows), sums_of(rows))


@command("payments.decline_order", right=APPROVE_ORDERS)
def decline_order(*, by: Actor, number: str, reason: str) -> OrderChanged:
    """Say no to an order that waits for a decision."""
    return _taken_back(by, number, reason, (OrderState.PROPOSED,))


@command("payments.withdraw_order", right=ORDER)
def withdraw_order(*, by: Actor, number: str, reason: str) -> OrderChanged:
    """Take back an order that stands in no file yet."""
    return _taken_back(by, number, reason, (OrderState.PROPOSED, OrderState.APPROVED, OrderState.ELSEWHERE))


def _taken_back(by: Actor, number: str, reason: str, states: Sequence[OrderState]) -> OrderChanged:
    (row,) = locked(by, [number])
    if row.state not in states:
        raise wrong_state(row)
    step(by, [row], OrderState.WITHDRAWN, reason_given(reason))
    return OrderChanged(row.pk, row.number, row.state, row.subject_id)


def _proposed(row: PaymentOrder, is_new: bool = True) -> OrderProposed:
    amount = Money(row.amount, row.currency)
    return OrderProposed(row.pk, row.number, row.end_to_end, amount, row.subject_id, is_new)
