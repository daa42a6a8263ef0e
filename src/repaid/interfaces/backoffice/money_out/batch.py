"""Several payment orders looked at together before something is done with all of them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import Finding
from repaid.payments.commands.order_steps import sums_of
from repaid.payments.rules import order_findings


@dataclass(frozen=True)
class Batch:
    """Orders with what is to be said of them; a press of the button is for the very orders that were `seen`."""

    orders: Sequence[Any]
    findings: dict[int, list[Finding]]

    @classmethod
    def of(cls, by: Actor, orders: Sequence[Any]) -> "Batch":
        """The batch of these orders."""
        return cls(orders, order_findings(by, orders))

    def chosen(self, numbers: Sequence[str]) -> "Batch":
        """The part of it with these numbers."""
        return Batch([row for row in self.orders if row.number in numbers], self.findings)

    @property
    def numbers(self) -> list[str]:
        return [row.number for row in self.orders]

    @property
    def without_warnings(self) -> list[str]:
        """The numbers of the orders that nothing warns of."""
        warned = {pk for pk, found in self.findings.items() if any(each.severity == "warning" for each in found)}
        return [row.number for row in self.orders if row.pk not in warned]

    @property
    def count(self) -> int:
        return len(self.orders)

    @cached_property
    def sums(self) -> tuple[Money, ...]:
        """One sum a currency."""
        return sums_of(self.orders)

    @property
    def said(self) -> list[tuple[Any, str, str]]:
        """Each finding: its order, how grave it is, its sentence."""
        return [(row, each.severity, sentence_of(each)) for row in self.orders for each in self.findings[row.pk]]

    @property
    def seen(self) -> str:
        """What the button carries: other orders have another digest."""
        told = ";".join(f"{row.number}={row.amount}{row.currency}>{row.account}" for row in self.orders)
        return hashlib.sha256(told.encode()).hexdigest()[:20]
