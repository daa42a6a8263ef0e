"""The world of a story: lenders with people and products, and what the labels of a story stand for."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from django.db import connection, transaction

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.commands.organisations import move_business_day
from repaid.contracts.queries.contracts import contract_named
from repaid.payments.queries import payment_named, payments
from repaid.products.commands.ready_made import offer
from repaid.simulation.cast import Cast
from repaid.simulation.deeds import Data, amount_of
from repaid.simulation.lender import lender_data, open_lender

LENDERS: Final = ("krakowska", "voorbeeld", "nemuneh")
OPENED_BEFORE: Final = timedelta(days=200)
"""How long before the story the lenders opened: contracts may be launched with a day in the past."""


class NotInStory(Exception):
    """A step speaks of something that no step before it made: it was left out when the story was made shorter."""


@cache
def more_products() -> dict[str, list[Data]]:
    """Products beside those of the demo, by lender (`data/life.json`)."""
    found: dict[str, list[Data]] = json.loads(
        files("repaid.simulation").joinpath("data", "life.json").read_text(encoding="utf-8")
    )
    return found


@dataclass(frozen=True, slots=True)
class Lender:
    """A lender of the world; `products` as its data tells them."""

    code: str
    cast: Cast
    currency: str
    country: str
    branches: tuple[str, ...]
    products: tuple[Data, ...]

    @property
    def machine(self) -> Actor:
        """The machine's actor."""
        return self.cast.machine

    @property
    def today(self) -> date:
        """The business day."""
        return today(self.machine.organisation_id)


@dataclass(slots=True)
class World:
    """Lenders by code; contracts by label: lender and number; `receipts`: the number on a paper receipt by label."""

    start: date
    lenders: dict[str, Lender]
    contracts: dict[str, tuple[Lender, str]] = field(default_factory=dict)
    receipts: dict[str, int] = field(default_factory=dict)

    def for_story(self, steps: Iterable[Data]) -> "World":
        """The same world before anything happened, with those lenders alone that the steps name."""
        return World(self.start, {code: self.lenders[code] for code in lenders_in(steps) if code in self.lenders})

    def day(self, number: int) -> date:
        """The day with this number; the first one of the story is 0."""
        return self.start + timedelta(days=number)

    def number(self, day: date) -> int:
        """The number of a day."""
        return (day - self.start).days

    def signed(self, label: str) -> tuple[Lender, str]:
        """Lender and number of a contract."""
        if label not in self.contracts:
            raise NotInStory(label)
        return self.contracts[label]

    def contract(self, label: str) -> Any:
        """A contract as it stands."""
        lender, number = self.signed(label)
        return contract_named(lender.machine, number)

    def money(self, label: str, text: str, day: date) -> Money:
        """An amount told of a contract: a figure or a name (see `deeds.NAMED`)."""
        lender, number = self.signed(label)
        return amount_of(text, lender.machine, number, lender.currency, day)

    def payment(self, lender: str, label: str) -> Any:
        """The payment whose title holds a label."""
        found = payments(self.lenders[lender].machine, text=label).first()
        if found is None:
            raise NotInStory(label)
        return found

    def label_of(self, lender: str, number: str) -> str:
        """The label in the title of a payment."""
        words = payment_named(self.lenders[lender].machine, number).words
        return str(words.remittance.split()[-1])


def build_world(start: date, lenders: Iterable[str] = LENDERS) -> World:
    """Open the lenders, so that `start` is their business day."""
    return World(start, {code: _opened(code, start) for code in lenders})


def _opened(code: str, start: date) -> Lender:
    data = lender_data(code)
    organisation = data["organisation"]
    cast = open_lender(code, start - OPENED_BEFORE)
    more = more_products().get(code, [])
    for product in more:
        offer(cast.machine, product, organisation["currency"], start - OPENED_BEFORE)
    move_business_day(by=cast.machine, day=start)
    branches = tuple(branch["code"] for branch in data["branches"])
    products = (*data["products"], *more)
    return Lender(code, cast, organisation["currency"], organisation["country"], branches, products)


def lenders_in(steps: Iterable[Data]) -> list[str]:
    """The lenders that steps name, in the order of `LENDERS`; all of them when none is named."""
    named = {step["lender"] for step in steps if "lender" in step} or set(LENDERS)
    return [code for code in LENDERS if code in named]


@contextmanager
def undone() -> Iterator[None]:
    """What is done to the database inside is taken back at the end: the next story begins from the same ground."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def scalar(statement: str, *given: Any) -> Any:
    """The one value that a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchone()[0]
