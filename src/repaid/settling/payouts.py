"""Money that contracts paid out and that nobody has ordered yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from loanmath import events
from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.models import Subject
from repaid.contracts.queries.payouts import payouts
from repaid.kernel.refusal import NotFound
from repaid.payments.choices import Purpose
from repaid.payments.queries.orders import ordered_for, ordered_whole, ordering_begins

PURPOSES: Final = {events.Disbursed.kind: Purpose.DISBURSEMENT, events.Refunded.kind: Purpose.REFUND}


@dataclass(frozen=True, slots=True)
class Payout:
    """What a contract paid out by the event `key` on a day; `rest` is not ordered yet."""

    contract: Any
    key: str
    day: date
    purpose: Purpose
    amount: Money
    rest: Money

    @property
    def subject(self) -> Subject:
        """The subject of the contract."""
        found: Subject = self.contract.subject
        return found


def money_to_send(by: Actor, contract: Any = None, *, since: date = date.min) -> QuerySet[Any]:
    """Events of contracts (or of one) that paid out more than is ordered, oldest first; `payout_of` reads them.

    Those from `since` on, and from the day on from which the first own account orders money; none without one. Over all
    contracts it looks at each payout from that day on, ordered or not: about a second for a hundred thousand.
    """
    rows: QuerySet[Any] = payouts(by, ordering_begins(by)).filter(value_date__gte=since)
    rows = rows.filter(~ordered_whole("contract__subject", "key"))
    rows = rows.annotate(ordered=Coalesce(ordered_for("contract__subject", "key"), Value(0)))
    return rows.filter(contract=contract) if contract is not None else rows


def payout_of(row: Any) -> Payout:
    """A row of `money_to_send` in the words of this room."""
    currency = row.contract.currency
    return Payout(
        row.contract, row.key, row.value_date, PURPOSES[row.kind], Money(row.to_customer, currency),
        Money(row.to_customer - row.ordered, currency),
    )  # fmt: skip


def payout_named(by: Actor, contract: Any, key: str) -> Payout:
    """What waits to be ordered of an event; else NotFound."""
    row = money_to_send(by, contract).filter(key=key).first()
    if row is None:
        raise NotFound(kind=_("money to send"), number=key)
    return payout_of(row)
