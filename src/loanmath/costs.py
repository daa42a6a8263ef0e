"""Costs that law limits: tiers, caps and reductions. Every parameter is a dated row with its source.

Shares are exact Decimals in per cent; amounts are minor units. A ceiling is rounded
down, since it must not be exceeded; a cost or a refund half up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, TypeVar

from loanmath.dates import add_months
from loanmath.money import Minor
from loanmath.rounding import Rounding, round_fraction, round_ratio


class Dated(Protocol):
    """A row of law: in force from a day on."""

    @property
    def since(self) -> date:
        """The first day of its force."""


Row = TypeVar("Row", bound=Dated)


def in_force(rows: Sequence[Row], day: date) -> Row | None:
    """The row of law for a day, in whatever order the rows come; None before the first."""
    return max((row for row in rows if row.since <= day), key=lambda row: row.since, default=None)


@dataclass(frozen=True, slots=True)
class Tier:
    """A share of the part of an amount up to `upto` (None: of all the rest)."""

    upto: Minor | None
    percent: Decimal


@dataclass(frozen=True, slots=True)
class CollectionScale:
    """Costs of collection out of court, in tiers (NL: Besluit BIK, art. 2)."""

    since: date
    tiers: tuple[Tier, ...]
    least: Minor
    most: Minor
    source: str = ""


@dataclass(frozen=True, slots=True)
class CollectionCosts:
    """Costs and the tax on them, minor units."""

    net: Minor
    tax: Minor

    @property
    def gross(self) -> Minor:
        """With tax."""
        return self.net + self.tax


def collection_costs(principal: Minor, scale: CollectionScale, tax_percent: Decimal = Decimal(0)) -> CollectionCosts:
    """Costs of a claim; tax only where the creditor cannot reclaim it. Nothing is owed on nothing.

    >>> tiers = (Tier(250_000, Decimal(15)), Tier(500_000, Decimal(10)), Tier(None, Decimal(5)))
    >>> scale = CollectionScale(date(2012, 7, 1), tiers, least=4_000, most=677_500)
    >>> collection_costs(350_000, scale, Decimal(21)).gross
    57475
    """
    if principal <= 0:
        return CollectionCosts(0, 0)
    exact, reached = Fraction(0), 0
    for tier in scale.tiers:
        top = principal if tier.upto is None else min(principal, tier.upto)
        exact += _share(top - reached, tier.percent)
        reached = top
    net = min(max(round_fraction(exact), scale.least), scale.most)
    return CollectionCosts(net, round_fraction(_share(net, tax_percent)))


@dataclass(frozen=True, slots=True)
class CostCap:
    """The most that costs without interest may be (PL: MPKK, art. 36a of the consumer credit act).

    Below `short_days` days: `short` per cent of the amount (None: the formula holds for any
    term). Else `flat` + `yearly` x days / 365. Never above `ceiling` per cent.
    """

    since: date
    flat: Decimal
    yearly: Decimal
    ceiling: Decimal
    short: Decimal | None = None
    short_days: int = 30
    source: str = ""


def cost_cap(amount: Minor, days: int, cap: CostCap) -> Minor:
    """The most that may be charged beside interest on an amount lent for some days, rounded down.

    >>> row = CostCap(date(2022, 12, 18), Decimal(10), Decimal(10), Decimal(45), short=Decimal(5))
    >>> [cost_cap(1_000_000, days, row) for days in (29, 30, 365, 1825)]
    [50000, 108219, 200000, 450000]
    """
    if cap.short is not None and days < cap.short_days:
        allowed = _share(amount, cap.short)
    else:
        allowed = _share(amount, cap.flat) + _share(amount, cap.yearly) * Fraction(days, 365)
    return round_fraction(min(allowed, _share(amount, cap.ceiling)), Rounding.DOWN)


def arrears_fees_allowed(fees: Minor, delay_interest: Minor, most_delay_interest: Minor) -> Minor:
    """PL, art. 33a: fees for arrears and interest for delay together stay within the maximum interest for delay.

    >>> arrears_fees_allowed(fees=4_000, delay_interest=2_981, most_delay_interest=5_962)
    2981
    """
    return max(0, min(fees, most_delay_interest - delay_interest))


def cost_reduction(cost: Minor, unused: int, whole: int) -> Minor:
    """The part of a cost that falls away with an early repayment, in proportion to time (C-383/18, Lexitor).

    `unused` of `whole` days, or of months where the contract counts so. PL: art. 49.

    >>> cost_reduction(526_882, 3_415, 3_671)
    490139
    """
    return round_ratio(cost * max(0, unused), whole)


@dataclass(frozen=True, slots=True)
class EarlyFeeCap:
    """The most a lender may ask for an early repayment, per cent of it (EU: Directive 2023/2225, art. 29)."""

    since: date
    over_a_year: Decimal
    up_to_a_year: Decimal
    source: str = ""


def early_fee_cap(amount: Minor, repaid_on: date, ends_on: date, interest_left: Minor, cap: EarlyFeeCap) -> Minor:
    """The cap of the fee by the time left, never above the interest that would still have come; rounded down."""
    over_a_year = ends_on > add_months(repaid_on, 12)
    percent = cap.over_a_year if over_a_year else cap.up_to_a_year
    return min(round_fraction(_share(amount, percent), Rounding.DOWN), interest_left)


def _share(amount: int, percent: Decimal) -> Fraction:
    return amount * Fraction(percent) / 100
