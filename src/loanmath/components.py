"""The parts of a debt, and amounts of each of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from loanmath.money import Minor


class Component(StrEnum):
    """What an instalment can ask for."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    PENALTY = "penalty"
    FEES = "fees"
    TAX = "tax"


class Amounts(NamedTuple):
    """Minor units of each component. (A named tuple: thousands are made in one replay.)

    >>> Amounts(principal=55000, interest=234).total
    55234
    """

    principal: Minor = 0
    interest: Minor = 0
    penalty: Minor = 0
    fees: Minor = 0
    tax: Minor = 0

    @property
    def total(self) -> int:
        """All components together."""
        return self.principal + self.interest + self.penalty + self.fees + self.tax

    def of(self, component: Component) -> int:
        """The amount of one component."""
        return self[PLACE[component]]

    def add(self, component: Component, amount: int) -> Amounts:
        """The same with `amount` more of one component."""
        parts = list(self)
        parts[PLACE[component]] += amount
        return tuple.__new__(Amounts, parts)

    def plus(self, other: Amounts) -> Amounts:
        """Component by component."""
        return tuple.__new__(
            Amounts,
            (self[0] + other[0], self[1] + other[1], self[2] + other[2], self[3] + other[3], self[4] + other[4]),
        )

    def minus(self, other: Amounts) -> Amounts:
        """Component by component."""
        return tuple.__new__(
            Amounts,
            (self[0] - other[0], self[1] - other[1], self[2] - other[2], self[3] - other[3], self[4] - other[4]),
        )


NOTHING: Final = Amounts()
PLACE: Final = {component: place for place, component in enumerate(Component)}
"""Where a component stands in Amounts."""
