"""What every command on payment orders stands on: the locked orders, the step from one state to the next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.models import Subject
from repaid.kernel.refusal import NotFound, Refusal
from repaid.payments.choices import DEAD, OrderState
from repaid.payments.models import OrderStep, PaymentOrder
from repaid.payments.queries import in_scope
from repaid.payments.queries.orders import ORDER


class OrderElsewhere(Refusal):
    code = "order_in_other_state"
    sentence = _("Payment order {number} is “{state}” now, so this cannot be done with it.")


class MoneyOnItsWay(Refusal):
    code = "money_on_its_way"
    sentence = _(
        "Payment order {number} for this money is “{state}”. When the bank did not carry it out, mark it as rejected "
        "first."
    )


def locked(by: Actor, numbers: Iterable[str]) -> list[PaymentOrder]:
    """The orders with these numbers, locked to the end of the transaction, in the order of their proposal."""
    wanted = set(numbers)
    rows = in_scope(PaymentOrder.objects.all(), by).select_related("subject", "own_account")
    found = list(rows.select_for_update(of=("self",)).filter(number__in=wanted).order_by("id"))
    if missing := wanted - {row.number for row in found}:
        raise NotFound(kind=ORDER, number=min(missing))
    return found


def step(by: Actor, orders: Sequence[PaymentOrder], state: OrderState, reason: str = "", **values: Any) -> None:
    """Bring locked orders to a state, with further values of theirs; who did it and why is kept."""
    PaymentOrder.objects.filter(pk__in=[row.pk for row in orders]).update(state=state, **values)
    if state in DEAD:
        _free_events(orders)
    at = timezone.now()
    OrderStep.objects.bulk_create(
        OrderStep(order=row, state=state, at=at, by_id=by.user_id, reason=reason) for row in orders
    )
    for row in orders:
        row.state = state


def _free_events(orders: Sequence[PaymentOrder]) -> None:
    """Money of events waits to be ordered again: no other order completes them any more."""
    for row in orders:
        if row.subject_id is not None and row.event_key:
            of_event = PaymentOrder.objects.filter(subject=row.subject_id, event_key=row.event_key)
            of_event.filter(completes=True).update(completes=False)


def wrong_state(row: PaymentOrder) -> Refusal:
    """The refusal of a step that the state of an order does not allow."""
    return OrderElsewhere(number=row.number, state=OrderState(row.state).label)


def sums_of(orders: Iterable[PaymentOrder]) -> tuple[Money, ...]:
    """What orders come to, one sum a currency."""
    sums: Counter[str] = Counter()
    for row in orders:
        sums[row.currency] += row.amount
    return tuple(Money(minor, currency) for currency, minor in sorted(sums.items()))


def lock_orders_of(subject: Subject, event_key: str) -> list[PaymentOrder]:
    """The orders by which money of an event leaves, locked to the end of the transaction."""
    rows = PaymentOrder.objects.select_for_update().filter(subject=subject, event_key=event_key)
    return list(rows.exclude(state__in=DEAD).order_by("id"))


def drop_orders_of(by: Actor, subject: Subject, event_key: str, reason: str) -> None:
    """The event that paid money out is reversed: what was ordered for it is withdrawn.

    MoneyOnItsWay where an order stands in a file already, or the money was paid another way.
    """
    live = lock_orders_of(subject, event_key)
    for row in live:
        if row.state not in (OrderState.PROPOSED, OrderState.APPROVED):
            raise MoneyOnItsWay(number=row.number, state=OrderState(row.state).label)
    step(by, live, OrderState.WITHDRAWN, reason)
