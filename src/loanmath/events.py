"""The closed list of what can happen to a contract.

Every event has a `value_date` (when it counts) and a natural `key`: the same
key twice is one event. Events apply by (value date, rank of kind, key); the
time of recording is no part of it. Billing is not an event: it comes first in
each day, by itself. Amounts are minor units of the contract's currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from loanmath.changes import Change
from loanmath.components import Amounts, Component
from loanmath.money import Minor
from loanmath.refusing import WrongField
from loanmath.scheme import Scheme


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An instalment of a position taken over: billed, unpaid."""

    due: date
    owed: Amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A position taken over: principal not yet due, interest since the last due date, open items.

    `repaid` is principal that was repaid before: flat interest is counted on it too. `instalment` is the equal
    instalment that was agreed; None: it is computed.
    """

    kind: ClassVar = "opened"
    value_date: date
    key: str
    principal: Minor
    interest: Minor = 0
    items: tuple[OpenItem, ...] = ()
    credit: Minor = 0
    repaid: Minor = 0
    instalment: Minor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disbursed:
    """Principal paid out. The first one brings the financed fees of the terms with it.

    `own_share` is what came in with it as an automatic down payment; None: what the credit of that day does not cover.
    """

    kind: ClassVar = "disbursed"
    value_date: date
    key: str
    amount: Minor
    own_share: Minor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capitalised:
    """Principal that rises without a payment out: income or a cost added to the loan."""

    kind: ClassVar = "capitalised"
    value_date: date
    key: str
    amount: Minor


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsChanged:
    """Rate, dates, number or size of instalments from a day on (see `changes`)."""

    kind: ClassVar = "terms_changed"
    value_date: date
    key: str
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeCharged:
    """A fee (or a charge of another component, not of principal) that falls due on a day."""

    kind: ClassVar = "fee_charged"
    value_date: date
    key: str
    amount: Minor
    due: date
    component: Component = Component.FEES
    name: str = ""

    def __post_init__(self) -> None:
        if self.component is Component.PRINCIPAL:
            raise WrongField("component", "principal is not charged, it is disbursed or capitalised")


@dataclass(frozen=True, slots=True, kw_only=True)
class CostAwarded:
    """Costs awarded by a judgment, due on its day."""

    kind: ClassVar = "cost_awarded"
    value_date: date
    key: str
    amount: Minor
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A payment; its key is the receipt. `scheme` replaces the scheme of the terms."""

    kind: ClassVar = "received"
    value_date: date
    key: str
    amount: Minor
    scheme: Scheme | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyReturned:
    """A payment charged back after its value passed on: money out again, owed again by component.

    `life.returned_parts` splits an amount over what the receipt had paid.
    """

    kind: ClassVar = "money_returned"
    value_date: date
    key: str
    receipt: str
    amounts: Amounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """Something owed is given up: oldest first, or in one instalment."""

    kind: ClassVar = "waived"
    value_date: date
    key: str
    component: Component
    amount: Minor
    instalment: int | None = None


class Repayment(StrEnum):
    """What a partial early repayment shortens."""

    SHORTER_TERM = "shorter_term"
    LOWER_INSTALMENT = "lower_instalment"


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyRepaid:
    """A payment that lowers the principal today; its key is the receipt."""

    kind: ClassVar = "early_repaid"
    value_date: date
    key: str
    amount: Minor
    mode: Repayment = Repayment.LOWER_INSTALMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Refunded:
    """Credit paid back to the customer; beyond the credit it is money lent again."""

    kind: ClassVar = "refunded"
    value_date: date
    key: str
    amount: Minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspended:
    """Instalments stop falling due until the contract is resumed; interest may go on."""

    kind: ClassVar = "suspended"
    value_date: date
    key: str
    bears_interest: bool = False
    bears_penalty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """The end of a suspension: coming due dates move by the whole periods that were missed."""

    kind: ClassVar = "resumed"
    value_date: date
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminated:
    """The whole debt falls due; contract interest stops unless `bears_interest`."""

    kind: ClassVar = "terminated"
    value_date: date
    key: str
    bears_interest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledEarly:
    """The settlement quote of the day, accepted: a payment (its key is the receipt) that closes the contract.

    `amount` is the money that came, 0 when the credit balance covers the quote.
    """

    kind: ClassVar = "settled_early"
    value_date: date
    key: str
    amount: Minor


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOff:
    """What is still owed leaves the books (`amount` None: all of it); the claim may live on."""

    kind: ClassVar = "written_off"
    value_date: date
    key: str
    amount: Minor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """Money that came after a write-off."""

    kind: ClassVar = "recovered"
    value_date: date
    key: str
    amount: Minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """The claim passes to a buyer for a price; what is owed leaves the books."""

    kind: ClassVar = "sold"
    value_date: date
    key: str
    price: Minor


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversed:
    """The event named `of` never happened."""

    kind: ClassVar = "reversed"
    value_date: date
    key: str
    of: str


Event = (
    Opened | Disbursed | Capitalised | TermsChanged | FeeCharged | CostAwarded | Received | MoneyReturned | Waived
    | EarlyRepaid | Refunded | Suspended | Resumed | Terminated | SettledEarly | WrittenOff | Recovered | Sold
    | Reversed
)  # fmt: skip

KINDS: dict[str, type[Event]] = {kind.kind: kind for kind in Event.__args__}
_RANK = {name: rank for rank, name in enumerate(KINDS)}


def event_order(event: Event) -> tuple[date, int, str]:
    """What events are sorted by."""
    return event.value_date, _RANK[event.kind], event.key
