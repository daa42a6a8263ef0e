"""The payments of the simulator, and what their customers do with them."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from threading import Lock, Timer
from typing import Any, Final

from loanmath.money import Money, format_minor
from repaid.payments.providers.protocol import Said


class Ending(StrEnum):
    """How a payment ends, as chosen in the window."""

    PAID = "paid"
    TWICE = "twice"
    LATE = "late"
    OUT_OF_ORDER = "out_of_order"
    OTHER_AMOUNT = "other_amount"
    OTHER_CURRENCY = "other_currency"
    SILENT = "silent"
    FAILED = "failed"
    CANCELLED = "cancelled"


NEEDED: Final = ("reference", "amount", "currency", "description", "payer", "return_address", "notify_address")
ENDS: Final = {Ending.FAILED: Said.FAILED, Ending.CANCELLED: Said.CANCELLED, Ending.LATE: Said.PENDING}
LESS: Final = 100
"""By how much too little is paid where another amount is."""


@dataclass(frozen=True, slots=True)
class Payment:
    """An order with what became of it; `paid` is what the customer pays in the end."""

    id: str
    facts: Mapping[str, Any]
    amount: Money
    paid: Money
    state: Said = Said.PENDING

    @property
    def language(self) -> str:
        return str(self.facts.get("language", "en"))

    def told(self, state: Said | None = None) -> dict[str, Any]:
        """The payment as the provider tells of it."""
        said = state or self.state
        facts = {"id": self.id, "reference": self.facts["reference"], "state": said.value}
        facts |= {"amount": format_minor(self.paid.minor, self.paid.currency), "currency": self.paid.currency}
        return facts | ({"on": datetime.now(UTC).date().isoformat()} if said is Said.PAID else {})


Tell = Callable[[str, list[dict[str, Any]]], None]
"""Sends notifications to an address, one after the other."""


@dataclass
class Cashier:
    """Everything that the simulator knows; used by many threads."""

    tell: Tell
    late_seconds: float = 20.0
    _payments: dict[str, Payment] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def order(self, facts: Mapping[str, Any]) -> Payment:
        """Take an order; ValueError when something is missing."""
        missing = [name for name in NEEDED if not facts.get(name)]
        if missing:
            raise ValueError(", ".join(missing))
        amount = Money.parse(str(facts["amount"]), str(facts["currency"]))
        payment = Payment(f"SIM-{secrets.token_hex(8)}", dict(facts), amount, amount)
        with self._lock:
            self._payments[payment.id] = payment
        return payment

    def find(self, key: str) -> Payment | None:
        """The payment with this id."""
        with self._lock:
            return self._payments.get(key)

    def end(self, key: str, ending: Ending) -> Payment | None:
        """What the customer chose happens; a payment that has ended stays as it is."""
        with self._lock:
            before = self._payments.get(key)
            if before is None or before.state is not Said.PENDING:
                return before
            after = replace(before, state=ENDS.get(ending, Said.PAID), paid=_paid(before.amount, ending))
            self._payments[key] = after
        if ending is Ending.LATE:
            self._finish_later(key)
        else:
            self.tell(str(after.facts["notify_address"]), _letters(after, ending))
        return after

    def finish(self, key: str) -> None:
        """A late payment comes in."""
        with self._lock:
            after = replace(self._payments[key], state=Said.PAID)
            self._payments[key] = after
        self.tell(str(after.facts["notify_address"]), [after.told()])

    def _finish_later(self, key: str) -> None:
        timer = Timer(self.late_seconds, self.finish, [key])
        timer.daemon = True
        timer.start()


def _paid(amount: Money, ending: Ending) -> Money:
    if ending is Ending.OTHER_AMOUNT:
        return Money(max(amount.minor - LESS, 1), amount.currency)
    if ending is Ending.OTHER_CURRENCY:
        return Money(amount.minor, "USD" if amount.currency != "USD" else "EUR")
    return amount


def _letters(payment: Payment, ending: Ending) -> list[dict[str, Any]]:
    """The notifications of an ending, in the order in which they are sent."""
    if ending is Ending.SILENT:
        return []
    if ending is Ending.TWICE:
        return [payment.told(), payment.told()]
    if ending is Ending.OUT_OF_ORDER:
        return [payment.told(), payment.told(Said.PENDING), payment.told(Said.FAILED)]
    return [payment.told()]
