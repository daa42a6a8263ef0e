"""Arrears: what is overdue, since when, in which bucket.

Overdue is what is billed, open and due before the day. Days past due count from
the oldest overdue instalment of which more than the tolerance is open: due on
1 March and unpaid is 1 day past due on 2 March.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from loanmath.components import Amounts
from loanmath.facts import Instalment
from loanmath.money import Minor

BUCKETS: Final = (1, 31, 61, 91)
"""First day past due of each bucket: 1-30, 31-60, 61-90, over 90. Bucket 0 is current."""


@dataclass(frozen=True, slots=True)
class Arrears:
    """What is overdue on a day."""

    on: date
    oldest_due: date | None
    days_past_due: int
    instalments: int
    overdue: Amounts

    def bucket(self, starts: Sequence[int] = BUCKETS) -> int:
        """Number of the bucket, 0 when nothing is past due.

        >>> Arrears(date(2026, 3, 2), date(2026, 3, 1), 1, 1, Amounts(5)).bucket()
        1
        """
        return bisect_right(starts, self.days_past_due)


def arrears(plan: Sequence[Instalment], on: date, tolerance: Minor = 0) -> Arrears:
    """Arrears of a plan on a day; penalty interest counts as far as it is asked."""
    overdue, late, oldest = Amounts(), 0, None
    for row in plan:
        if row.due >= on or not row.fixed:
            continue
        still = row.open
        if not any(still):
            continue
        overdue = overdue.plus(still)
        if still.total > tolerance:
            late += 1
            oldest = oldest or row.due
    days = (on - oldest).days if oldest else 0
    return Arrears(on, oldest, days, late, overdue)
