"""Allocation schemes: in which order a payment pays what is owed.

A *slot* is a component at a time: past (due before the day), due (on the day)
or in advance. A scheme orders the slots. By instalment: all slots of one time
in the oldest instalment, then in the next one. By component: the first slot in
every instalment, oldest first, then the second slot.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Final

from loanmath.components import Component


class Timing(StrEnum):
    """When an amount falls due, seen from the day of the payment."""

    PAST = "past"
    DUE = "due"
    ADVANCE = "advance"


class Through(StrEnum):
    """What is finished before the next is begun."""

    INSTALMENT = "instalment"
    COMPONENT = "component"


class Advance(StrEnum):
    """What money does that nothing due claims."""

    HOLD = "hold"  # waits as credit balance
    NEXT = "next"  # pays the coming instalments, nearest first
    LAST = "last"  # pays the coming instalments, farthest first
    SPREAD = "spread"  # pays all coming instalments in equal parts


@dataclass(frozen=True, slots=True)
class Slot:
    """A component at a time."""

    timing: Timing
    component: Component


@dataclass(frozen=True, slots=True)
class Scheme:
    """An order of slots. A slot that is not named is never paid: the money stays credit."""

    order: tuple[Slot, ...]
    through: Through = Through.INSTALMENT
    advance: Advance = Advance.HOLD
    groups: tuple[tuple[Timing, tuple[Component, ...]], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        groups = (
            (timing, tuple(slot.component for slot in slots))
            for timing, slots in groupby(self.order, key=lambda slot: slot.timing)
        )
        object.__setattr__(self, "groups", tuple(groups))

    @classmethod
    def of(
        cls, *components: Component, through: Through = Through.INSTALMENT, advance: Advance = Advance.HOLD
    ) -> Scheme:
        """One order of components for past, due and in advance alike."""
        slots = tuple(Slot(timing, component) for timing in Timing for component in components)
        return cls(slots, through, advance)


_C = Component
SCHEME_PL: Final = Scheme.of(_C.FEES, _C.TAX, _C.PENALTY, _C.INTEREST, _C.PRINCIPAL)
"""Polish default: costs, penalty interest, interest, principal; oldest due day first."""
SCHEME_NL: Final = Scheme.of(_C.FEES, _C.TAX, _C.INTEREST, _C.PENALTY, _C.PRINCIPAL)
"""Dutch default (art. 6:44 BW): costs, interest, principal; oldest due day first."""
