"""Money that comes to a lender: bank statements, entries by hand, the desk where it waits for a contract."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from loanmath.money import format_minor
from repaid.payments.choices import State
from repaid.payments.queries import payments, waiting
from repaid.simulation.deeds import Data
from repaid.simulation.life.dice import About, Dice
from repaid.simulation.life.world import Lender, World

LINES_MAX: Final = 6
SAYS: Final = {"account": 6, "number": 2, "nothing": 2}
"""What the title of a payment says of the contract."""


@dataclass(slots=True)
class Till:
    """Where a lender's money comes in; `files` are the lines it was told of, so that some are told again."""

    dice: Dice
    world: World
    lender: Lender
    files: list[list[Data]] = field(default_factory=list)

    @property
    def contracts(self) -> list[str]:
        """The labels of the lender's contracts."""
        return [label for label, (lender, _number) in self.world.contracts.items() if lender is self.lender]

    def draw(self, on: int) -> Data | None:
        """Something that happens to money of no contract yet."""
        do = self.dice.weighed({way: weight for way, (weight, _draw) in WAYS.items()})
        drawn = WAYS[do][1](self, on)
        return drawn and {"do": do, "lender": self.lender.code, **drawn}

    def line(self, on: int) -> Data:
        """A line of a statement, about a contract or nobody's."""
        label, day = self.dice.label("L"), on - self.dice.one_of((0, 0, 0, 1, 3, 30))
        contracts = self.contracts
        if not contracts or self.dice.happens(0.1):
            return {"id": label, "amount": self.figure(50_000), "day": day, "payer": "Nobody Known"}
        about = About(self.dice, self.world, self.dice.one_of(contracts), on)
        asked = about.due or about.contract.balance.next_amount or 1
        amount = asked if self.dice.happens(0.6) else self.dice.between(1, 2 * asked)
        says = self.dice.weighed(SAYS)
        return {
            "id": label, "contract": about.label, "says": says, "amount": about.figure(amount), "day": day,
            "from": f"PL{about.label[1:]:0>26}" if self.dice.happens(0.5) else "",
        }  # fmt: skip

    def figure(self, most: int) -> str:
        """A random amount."""
        return format_minor(self.dice.between(1, most), self.lender.currency)

    def label_of(self, payment: Any) -> str:
        """The label in the title of a payment."""
        return str(payment.words.remittance.split()[-1])


def _statement(till: Till, on: int) -> Data:
    lines = [till.line(on) for _line in range(till.dice.between(1, LINES_MAX))]
    if till.files and till.dice.happens(0.2):
        lines += till.dice.sample(till.dice.one_of(till.files), 2)
    if till.dice.happens(0.1):
        lines.append({"id": till.dice.label("L"), "amount": "-100", "day": on, "payer": "Bank"})
    till.files.append(lines)
    return {"file": till.dice.label("M"), "lines": lines}


def _again(till: Till, _on: int) -> Data | None:
    return {"file": till.dice.label("M"), "lines": till.dice.one_of(till.files)} if till.files else None


def _enter(till: Till, on: int) -> Data:
    drawn = {"payment": till.dice.label("L"), "amount": till.figure(100_000), "value_date": on}
    contracts = till.contracts
    return {**drawn, "contract": till.dice.one_of(contracts)} if contracts and till.dice.happens(0.5) else drawn


def _settle(till: Till, _on: int) -> Data | None:
    rows = list(waiting(till.lender.machine)[:10])
    contracts = till.contracts
    if not rows or not contracts:
        return None
    row = till.dice.one_of(rows)
    chosen = till.dice.sample(contracts, till.dice.weighed({1: 4, 2: 2, 3: 1}))
    if len(chosen) == 1 and till.dice.happens(0.6):
        return {"payment": till.label_of(row), "lines": [[chosen[0], "rest"]]}
    return {"payment": till.label_of(row), "lines": [[label, till.figure(row.rest)] for label in chosen]}


def _some(states: tuple[State, ...]) -> Callable[[Till, int], Data | None]:
    """Something that names a payment in one of these states, or seldom in any."""

    def draw(till: Till, _on: int) -> Data | None:
        rows = list(payments(till.lender.machine, states=() if till.dice.happens(0.1) else states)[:20])
        return {"payment": till.label_of(till.dice.one_of(rows))} if rows else None

    return draw


WAYS: Final[Mapping[str, tuple[float, Callable[[Till, int], Data | None]]]] = {
    "statement": (10, _statement),
    "statement_again": (1, _again),
    "enter": (1, _enter),
    "settle": (6, _settle),
    "settle_matching": (1, lambda _till, _on: {}),
    "withdraw_settlement": (2, _some((State.SETTLED, State.PARTLY))),
    "withdraw_payment": (0.5, _some((State.UNMATCHED, State.UNSETTLED))),
    "park_payment": (0.5, _some((State.UNMATCHED, State.UNSETTLED))),
}
"""What can happen to money, with its weight."""
