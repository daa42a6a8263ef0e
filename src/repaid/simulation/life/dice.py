"""The dice of a story, and what they are thrown about: one contract on one day."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final, TypeVar

from loanmath.facts import Stage
from loanmath.life import Life
from loanmath.money import format_minor
from repaid.contracts.queries.life import life_of
from repaid.contracts.queries.timeline import EventRow, timeline
from repaid.simulation.life.world import Lender, World

T = TypeVar("T")

DAYS_BACK: Final = (0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 8, 21, 60, 120, -1)
"""Most things count on their day; some are told later, and one is told too early."""


class Dice:
    """Chances of a seed. The same seed throws the same, whatever the clock says."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # nosec B311: a story, no secret
        self._count = 0

    def label(self, letter: str) -> str:
        """A name that was not given before."""
        self._count += 1
        return f"{letter}{self._count:05d}"

    def one_of(self, choices: Sequence[T]) -> T:
        """One of them, each as likely as the other."""
        return self._random.choice(choices)

    def weighed(self, weights: Mapping[T, float]) -> T:
        """One of them, as likely as its weight says."""
        return self._random.choices(list(weights), list(weights.values()))[0]

    def between(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(least, max(least, most))

    def happens(self, share: float) -> bool:
        """Whether something happens that does so this often."""
        return self._random.random() < share

    def sample(self, choices: Sequence[T], most: int) -> list[T]:
        """At most so many of them."""
        return self._random.sample(choices, min(len(choices), most))

    def percent(self, least: int, most: int) -> str:
        """A rate, sometimes a fine one."""
        fine = self.happens(0.2)
        return str(Decimal(self.between(least * 10_000, most * 10_000)) / 10_000 if fine else self.between(least, most))


@dataclass
class About:
    """A contract of the story, on the day with the number `on`."""

    dice: Dice
    world: World
    label: str
    on: int

    @cached_property
    def contract(self) -> Any:
        """The contract as it stands."""
        return self.world.contract(self.label)

    @cached_property
    def lender(self) -> Lender:
        """Its lender."""
        return self.world.signed(self.label)[0]

    @cached_property
    def life(self) -> Life:
        """Its life on the business day."""
        return life_of(self.contract, self.lender.today)

    @cached_property
    def events(self) -> list[EventRow]:
        """What happened to it, newest first."""
        return timeline(self.contract)

    @property
    def today(self) -> int:
        """The number of its lender's business day."""
        return self.world.number(self.lender.today)

    @property
    def due(self) -> int:
        """What is billed and unpaid."""
        return 0 if self.life.stage is Stage.TO_BE_LAUNCHED else self.life.balances.billed.total

    def some_day(self) -> int:
        """The business day most often, else one before."""
        return self.today - self.dice.one_of(DAYS_BACK)

    def figure(self, minor: int) -> str:
        """An amount of the lender's currency."""
        return format_minor(minor, self.lender.currency)

    def part(self, of: int) -> str:
        """A random part of an amount, at least a minor unit."""
        return self.figure(self.dice.between(1, of))

    def payment(self) -> str:
        """What people pay: what is asked, a part of it, a trifle, or far too much."""
        asked = self.due or self.contract.balance.next_amount or self.contract.amount
        way = self.dice.weighed({"due": 8, "next": 6, "part": 4, "more": 2, "much": 1, "trifle": 1})
        figures = {"part": asked, "more": 3 * asked, "much": 2 * self.contract.amount, "trifle": 100}
        return self.part(figures[way]) if way in figures else way
