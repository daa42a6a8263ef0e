"""Day counts over whole arrays: the twin of `loanmath.daycount` for the bases that add up over a fixed year.

An additive day count numbers the days: what lies between two dates is the difference
of their numbers.

>>> import numpy as np
>>> ends = np.array(["2025-01-31", "2025-02-28"], dtype="datetime64[D]")
>>> np.diff(day_numbers(DayCount.THIRTY_E_360, ends))
array([28])
"""

from typing import Final

import numpy as np

from loanmath.daycount import DayCount
from loanmath.vector.dates import Days, leap_days
from loanmath.vector.rounding import Ints

NUMBERED: Final = frozenset(
    {
        DayCount.ACT_365,
        DayCount.ACT_360,
        DayCount.ACT_364,
        DayCount.NL_365,
        DayCount.NL_360,
        DayCount.THIRTY_E_360,
        DayCount.THIRTY_E_360_ISDA,
        DayCount.THIRTY_E_365,
    }
)
"""Bases with a fixed year whose days can be numbered; their year is `loanmath.daycount.basis_days`."""


def day_numbers(basis: DayCount, days: Days) -> Ints:
    """The number of each day; only differences of them mean something."""
    if basis in (DayCount.NL_365, DayCount.NL_360):
        return days.astype(np.int64) - leap_days(days)
    if basis in (DayCount.THIRTY_E_360, DayCount.THIRTY_E_360_ISDA, DayCount.THIRTY_E_365):
        return _thirty(days, february=basis is not DayCount.THIRTY_E_360)
    return days.astype(np.int64)


def _thirty(days: Days, february: bool) -> Ints:
    month = days.astype("datetime64[M]")
    first = month.astype("datetime64[D]")
    day = np.minimum((days - first).astype(np.int64) + 1, 30)
    number = month.astype(np.int64)
    if february:
        ends = (days + 1).astype("datetime64[M]") > month
        day = np.where(ends & (number % 12 == 1), 30, day)
    numbered: Ints = 30 * number + day
    return numbered
