"""A live example of a settlement scheme: an arrear of two instalments, and what a payment pays of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from loanmath.components import NOTHING, Amounts
from loanmath.events import Opened, OpenItem, Received
from loanmath.money import Money, exponent
from loanmath.replay import replay
from loanmath.scheme import Scheme
from loanmath.terms import LoanTerms

OWED: Final = (
    (timedelta(60), Amounts(principal=300, interest=40, penalty=4, fees=20)),
    (timedelta(30), Amounts(principal=310, interest=30, penalty=2, fees=0)),
)
"""How long ago each instalment fell due, and what is open of it, in whole units of a currency."""

WITHOUT_CENTS: Final = 10_000
"""A unit of a currency without decimals that makes amounts of everyday life."""

PAID: Final = 120
RECEIPT: Final = "example"


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """One instalment of the example: minor units owed, and paid of it."""

    due: date
    owed: Amounts
    paid: Amounts


@dataclass(frozen=True, slots=True)
class Example:
    """What a payment of `amount` pays; `rest` is what it does not reach, and would be a credit balance."""

    amount: Money
    lines: tuple[ExampleLine, ...]

    @property
    def rest(self) -> Money:
        return Money(self.amount.minor - sum(line.paid.total for line in self.lines), self.amount.currency)


def example_of(scheme: Scheme, currency: str, on: date, amount: Money | None = None) -> Example:
    """Spread a payment of `on` by a scheme, as the engine spreads the payments of contracts."""
    unit = 10 ** exponent(currency) if exponent(currency) else WITHOUT_CENTS
    paid = amount or Money(PAID * unit, currency)
    items = tuple(OpenItem(on - ago, Amounts._make(part * unit for part in owed)) for ago, owed in OWED)
    start = items[0].due - timedelta(30)
    terms = LoanTerms(currency=currency, amount=sum(item.owed.principal for item in items), start=start)
    opened = Opened(value_date=on - timedelta(1), key="opened", principal=0, items=items)
    received = Received(value_date=on, key=RECEIPT, amount=paid.minor, scheme=scheme)
    parts = replay(terms, [opened, received], on).allocation_of(RECEIPT).parts
    lines = []
    for number, item in enumerate(items, 1):
        met = NOTHING
        for part in parts:
            met = met.add(part.component, part.amount) if part.instalment == number else met
        lines.append(ExampleLine(item.due, item.owed, met))
    return Example(paid, tuple(lines))
