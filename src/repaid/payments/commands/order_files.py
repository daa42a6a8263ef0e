"""Files of payment orders, and what the bank does with the orders in them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.access.queries import organisation_of
from repaid.access.subjects import next_number
from repaid.kernel.refusal import NotFound, Refusal, WrongInput
from repaid.payments.choices import OrderState
from repaid.payments.commands.order_steps import locked, step, wrong_state
from repaid.payments.commands.orders import NothingChosen, OrderChanged
from repaid.payments.commands.standing import reason_given
from repaid.payments.formats.pain001 import Message, Transfer, written
from repaid.payments.models import OrderFile, OwnAccount, PaymentOrder
from repaid.payments.queries.orders import content_of, order_file_named, own_accounts
from repaid.payments.rights import SEND_ORDERS

SERIES: Final = "order_file"


class LeavesFromAnother(Refusal):
    code = "leaves_from_another"
    sentence = _("Payment order {number} leaves from another account. A file holds orders of one account.")
    status = 422


@dataclass(frozen=True, slots=True)
class OrderFileMade:
    file_id: int
    number: str
    message_id: str
    count: int
    control_sum: Money
    digest: str


@dataclass(frozen=True, slots=True)
class OrderFileTaken:
    file_id: int
    number: str
    digest: str


@dataclass(frozen=True, slots=True)
class OrdersExecuted:
    numbers: tuple[str, ...]
    on: date


@command("payments.make_order_file", right=SEND_ORDERS)
def make_order_file(*, by: Actor, own_account: str, execution_day: date, orders: Sequence[str]) -> OrderFileMade:
    """Put approved orders into a file for the bank, made once: all of them or, when one is refused, none."""
    account = _named(by, own_account)
    if not orders:
        raise NothingChosen()
    if execution_day < today(by.organisation_id):
        raise WrongInput(reason=_("The day has passed. Choose today or a later day."), field="execution_day")
    rows = locked(by, orders)
    for row in rows:
        if row.state != OrderState.APPROVED:
            raise wrong_state(row)
        if row.own_account != account:
            raise LeavesFromAnother(number=row.number)
    file = _made(by, account, execution_day, rows)
    step(by, rows, OrderState.SENT, file=file)
    control_sum = Money(file.control_sum, file.currency)
    return OrderFileMade(file.pk, file.number, file.message_id, file.count, control_sum, file.digest)


@command("payments.take_order_file", right=SEND_ORDERS)
def take_order_file(*, by: Actor, number: str) -> OrderFileTaken:
    """Take a file out for the bank: who did so is kept. FileAltered when it is not what was made."""
    file = order_file_named(by, number)
    content_of(file)
    return OrderFileTaken(file.pk, number, file.digest)


@command("payments.confirm_orders_executed", right=SEND_ORDERS)
def confirm_orders_executed(*, by: Actor, orders: Sequence[str], on: date) -> OrdersExecuted:
    """Say that the bank carried orders out on a day, where its statement does not name them."""
    if not orders:
        raise NothingChosen()
    if on > today(by.organisation_id):
        raise WrongInput(reason=_("The day lies in the future."), field="on")
    rows = locked(by, orders)
    for row in rows:
        if row.state != OrderState.SENT:
            raise wrong_state(row)
    step(by, rows, OrderState.EXECUTED, executed_on=on)
    return OrdersExecuted(tuple(row.number for row in rows), on)


@command("payments.reject_order", right=SEND_ORDERS)
def reject_order(*, by: Actor, number: str, reason: str) -> OrderChanged:
    """Say that the bank did not carry an order out, or that the money came back."""
    (row,) = locked(by, [number])
    if row.state not in (OrderState.SENT, OrderState.EXECUTED):
        raise wrong_state(row)
    step(by, [row], OrderState.REJECTED, reason_given(reason))
    return OrderChanged(row.pk, row.number, row.state, row.subject_id)


def _named(by: Actor, iban: str) -> OwnAccount:
    account = own_accounts(by).filter(iban=iban).first()
    if account is None:
        raise NotFound(kind=_("own account"), number=iban)
    return account


def _made(by: Actor, account: OwnAccount, day: date, rows: Sequence[PaymentOrder]) -> OrderFile:
    number, at = next_number(by.organisation_id, SERIES), timezone.localtime()
    message = Message(
        message_id=f"PF{today(by.organisation_id):%Y%m%d}-{number}", made_at=at, debtor=organisation_of(by).name,
        account=account.iban, bic=account.bic, currency=account.currency, execution_day=day,
        transfers=tuple(
            Transfer(row.end_to_end, row.amount, row.creditor, row.account, row.remittance) for row in rows
        ),
    )  # fmt: skip
    content = written(message)
    return OrderFile.objects.create(
        organisation_id=by.organisation_id, number=number, message_id=message.message_id, account=account,
        execution_day=day, currency=account.currency, count=len(rows), control_sum=sum(row.amount for row in rows),
        digest=hashlib.sha256(content).hexdigest(), content=content, made_at=at, made_by_id=by.user_id,
    )  # fmt: skip
