"""What a day brings: steps drawn one by one, each from the world as the steps before left it."""

from collections.abc import Iterator
from typing import Final

from loanmath.money import format_minor, parse_minor
from repaid.contracts.choices import State
from repaid.contracts.queries.contracts import contracts
from repaid.simulation.deeds import Data
from repaid.simulation.life.dice import About, Dice
from repaid.simulation.life.kinds import fitting
from repaid.simulation.life.money import Till
from repaid.simulation.life.world import Lender, World

CLOSED: Final = 0.8
"""How often a day is closed in its evening; what is missed is caught up by the next close."""
LAWS: Final = {"krakowska": "max_delay", "voorbeeld": "statutory"}
"""Rates of law that products of a lender follow."""


class Drawing:
    """Draws the story of a seed: so many days, so many contracts."""

    def __init__(self, seed: int, days: int, contracts: int, world: World) -> None:
        self._dice, self._days, self._contracts, self._world = Dice(seed), days, contracts, world
        self._tills = [Till(self._dice, world, lender) for lender in world.lenders.values()]

    def steps(self) -> Iterator[Data]:
        """The steps, in their order; each is to be played before the next is drawn."""
        for on in range(self._days):
            for _time in range(self._dice.between(1, 2 * max(self._contracts, 4))):
                if drawn := self._something(on):
                    yield {"on": on, **drawn}
            yield from ({"on": on, **drawn} for drawn in self._evening(on))

    def _something(self, on: int) -> Data | None:
        signed = len(self._world.contracts)
        if signed < self._contracts and self._dice.happens(0.4):
            return self._opening(on)
        if not signed or self._dice.happens(0.2):
            return self._dice.one_of(self._tills).draw(on)
        if self._dice.happens(0.01):
            return self._law(on)
        return self._about_a_contract(on)

    def _evening(self, on: int) -> Iterator[Data]:
        if self._dice.happens(CLOSED) or on == self._days - 1:
            yield {"do": "close", "until": on}
        elif self._dice.happens(0.1):
            yield {"do": "move_day", "lender": self._dice.one_of(list(self._world.lenders)), "to": on + 1}

    def _law(self, on: int) -> Data | None:
        following = [code for code in self._world.lenders if code in LAWS]
        if not following:
            return None
        lender = self._dice.one_of(following)
        since = on + self._dice.one_of((0, 1, 5))
        percent = self._dice.percent(0, 20)
        return {"do": "law", "lender": lender, "kind": LAWS[lender], "from": since, "percent": percent}

    def _opening(self, on: int) -> Data:
        lender = self._dice.one_of(list(self._world.lenders.values()))
        product = self._dice.one_of(lender.products)
        start = on - self._dice.one_of((0, 0, 0, 5, 30, 90, 180))
        drawn = {
            "do": "open_contract", "contract": self._dice.label("c"), "lender": lender.code,
            "product": product["code"], "branch": self._dice.one_of(lender.branches),
            "borrower": self._dice.one_of(sorted(lender.cast.parties)),
            "amount": self._amount(lender, product["amount"]), "start": start,
            "count": self._dice.between(product["count"][0], min(product["count"][1], product["count"][0] + 14)),
        }  # fmt: skip
        if self._dice.happens(0.4):
            drawn["first_due"] = start + self._dice.between(0, 35)
        if self._dice.happens(0.3):
            drawn["rate"] = self._dice.one_of(product["rate"])
        return drawn

    def _amount(self, lender: Lender, limits: tuple[str, str]) -> str:
        least, most = (parse_minor(limit, lender.currency) for limit in limits)
        amount = self._dice.between(least, min(most, 30 * least))
        return format_minor(amount if self._dice.happens(0.3) else amount // least * least, lender.currency)

    def _about_a_contract(self, on: int) -> Data | None:
        about = About(self._dice, self._world, self._dice.one_of(list(self._world.contracts)), on)
        if self._dice.happens(0.3):
            about = self._one_that_owes(on) or about
        anything = self._dice.happens(0.04)
        kinds = list(fitting(State(about.contract.state), anything=anything))
        if not kinds:
            return None
        kind = self._dice.weighed({kind: kind.weight for kind in kinds})
        drawn = kind.draw(about)
        return drawn and {"do": kind.do, "contract": about.label, **drawn}

    def _one_that_owes(self, on: int) -> About | None:
        """A contract with something due and unpaid: whoever owes pays more often than others do anything."""
        lender = self._dice.one_of(list(self._world.lenders.values()))
        owing = {row.number for row in contracts(lender.machine, lender.today) if row.balance.oldest_due_on}
        labels = [label for label, (of, number) in self._world.contracts.items() if of is lender and number in owing]
        return About(self._dice, self._world, self._dice.one_of(labels), on) if labels else None
