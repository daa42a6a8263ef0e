"""Interest earned by many open bases on a day: the twin of what `loanmath` keeps as an exact carried fraction.

One row is one base that bears interest: principal, or the overdue base of an
instalment. accrued = round(carried + base x rate-days / (year x 1 000 000)), exact in
int64. A rate that changes by date comes as its cumulative rate-days.

>>> import numpy as np
>>> one = Accruals(*(np.array([value]) for value in (55_000, 31 * 50_000, 0, 1)))
>>> accrued(one, DayCount.ACT_365).amount
array([234])
"""

from dataclasses import dataclass

import numpy as np

from loanmath.daycount import DayCount, basis_days
from loanmath.rates import PPM
from loanmath.rounding import Rounding
from loanmath.vector.rounding import Bools, Ints, fits, round_product


@dataclass(frozen=True, slots=True)
class Accruals:
    """Columns of N rows: base in minor units, not negative; rate-days since the row was counted (parts per
    million x days of the basis); what it had earned by then, as an exact fraction top / bottom."""

    base: Ints
    rate_days: Ints
    carried_top: Ints
    carried_bottom: Ints


@dataclass(frozen=True, slots=True)
class Accrued:
    """Earned, minor units. `sure`: rows whose figure holds; the scalar engine answers for the others."""

    amount: Ints
    sure: Bools


def accrued(rows: Accruals, basis: DayCount, rule: Rounding = Rounding.HALF_UP) -> Accrued:
    """What each row has earned, rounded once.

    Not sure: beyond int64, or a fraction carried that is finer than the basis (left by
    another basis). ValueError for a basis without a fixed year.
    """
    year = basis_days(basis)
    if year is None:
        raise ValueError(f"{basis} has no fixed year")
    denominator = year * PPM
    scale, finer = np.divmod(denominator, rows.carried_bottom)
    whole, rest = np.divmod(rows.carried_top, rows.carried_bottom)
    sure = fits(rows.base, rows.rate_days + 1, denominator) & (finer == 0)
    return Accrued(round_product(rows.base, rows.rate_days, denominator, rule, whole, rest * scale), sure)
