"""Arrears of many loans on a day: the twin of `loanmath.arrears`.

>>> import numpy as np
>>> rows = Billed(np.array([0, 0]), np.array(["2026-03-01", "2026-04-01"], "datetime64[D]"), np.array([[500], [700]]))
>>> late = arrears(rows, np.array([0]), date(2026, 4, 11))
>>> late.days_past_due, late.instalments, late.overdue
(array([41]), array([2]), array([[1200]]))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from loanmath.arrears import BUCKETS
from loanmath.vector.dates import Days
from loanmath.vector.rounding import Ints


@dataclass(frozen=True, slots=True)
class Billed:
    """Instalments that ask, in long form: which loan (0 to N - 1), due date, what is open of each component.

    `open` has the shape (rows, components), minor units.
    """

    loan: Ints
    due: Days
    open: Ints


@dataclass(frozen=True, slots=True)
class Arrears:
    """Columns of N loans. `oldest_due` is NaT where nothing is past due; `overdue` has the shape (N, components)."""

    oldest_due: Days
    days_past_due: Ints
    instalments: Ints
    overdue: Ints

    def buckets(self, starts: Sequence[int] = BUCKETS) -> Ints:
        """Number of the bucket of each loan, 0 when nothing is past due."""
        return np.searchsorted(np.array(starts), self.days_past_due, side="right")


def arrears(rows: Billed, tolerance: Ints, on: date) -> Arrears:
    """Arrears on a day; `tolerance` of each loan in minor units."""
    day = np.datetime64(on)
    total = rows.open.sum(axis=1)
    overdue = np.zeros((len(tolerance), rows.open.shape[1]), np.int64)
    past = rows.due < day
    np.add.at(overdue, rows.loan[past], rows.open[past])
    late = past & (total > tolerance[rows.loan])
    oldest = np.full(len(tolerance), day)
    np.minimum.at(oldest, rows.loan[late], rows.due[late])
    days = (day - oldest).astype(np.int64)
    instalments = np.bincount(rows.loan[late], minlength=len(tolerance))
    return Arrears(np.where(days > 0, oldest, np.datetime64("NaT", "D")), days, instalments, overdue)
