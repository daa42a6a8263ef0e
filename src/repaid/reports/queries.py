"""Reports: figures of the portfolio on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from loanmath.arrears import BUCKETS
from repaid.access.actors import Actor
from repaid.contracts.queries.portfolio import ageing_groups, unbilled

_LAST_DAYS: Final = (*(start - 1 for start in BUCKETS), None)
BUCKET_DAYS: Final = tuple(zip((0, *BUCKETS), _LAST_DAYS, strict=True))
"""First and last day past due of each bucket; the last bucket has no last day."""


@dataclass(frozen=True, slots=True)
class AgeingRow:
    """Contracts of one product, branch, currency and bucket; amounts in minor units.

    `principal` is outstanding principal; `overdue` what was due before the day and is unpaid, without penalty interest.
    `bucket` counts from 0 (nothing past due); its days are `BUCKET_DAYS[bucket]`.
    """

    product: str
    product_names: Mapping[str, str]
    branch: str
    currency: str
    bucket: int
    contracts: int
    principal: int
    overdue: int


@dataclass(frozen=True, slots=True)
class BucketTotal:
    """All contracts of one currency and bucket."""

    currency: str
    bucket: int
    contracts: int
    principal: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The ageing table of a day. `unbilled` contracts wait to be billed up to it: their arrears are not complete.

    `as_closed`: as the close of the day kept it; else as the day is known now.
    """

    on: date
    rows: tuple[AgeingRow, ...]
    unbilled: int
    as_closed: bool = False

    @property
    def buckets(self) -> list[BucketTotal]:
        """Totals of each currency by bucket, empty buckets included."""
        currencies = sorted({row.currency for row in self.rows})
        return [self._total(currency, bucket) for currency in currencies for bucket in range(len(BUCKET_DAYS))]

    def _total(self, currency: str, bucket: int) -> BucketTotal:
        rows = [row for row in self.rows if (row.currency, row.bucket) == (currency, bucket)]
        return BucketTotal(
            currency, bucket, sum(row.contracts for row in rows), sum(row.principal for row in rows),
            sum(row.overdue for row in rows),
        )  # fmt: skip


def portfolio(by: Actor, on: date) -> Portfolio:
    """The ageing table of what an actor sees, on a business day up to today; three queries however many contracts."""
    rows = tuple(AgeingRow(*group) for group in ageing_groups(by, on))
    return Portfolio(on, rows, unbilled(by, on))
