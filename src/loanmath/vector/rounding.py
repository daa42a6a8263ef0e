"""Roundings of whole arrays, by the same names and to the same minor unit as `loanmath.rounding`.

Arrays are int64 of one shape (or broadcast to one) and not negative.

>>> import numpy as np
>>> round_ratio(np.array([5, 15, 25]), 10, Rounding.HALF_EVEN)
array([0, 2, 2])
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from loanmath.rounding import Rounding

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ROOM: Final = 1 << 62
"""Products stay below this, a factor of two away from what int64 holds."""


def round_ratio(numerator: Ints, denominator: Ints | int, rule: Rounding = Rounding.HALF_UP) -> Ints:
    """Round numerator / denominator to whole numbers; numerators stay below `ROOM`."""
    if rule is Rounding.HALF_UP and isinstance(denominator, int) and denominator % 2 == 0:
        up: Ints = (numerator + denominator // 2) // denominator
        return up
    whole, rest = np.divmod(numerator, denominator)
    return whole + _goes_up(whole, rest, denominator, rule)


def round_product(
    base: Ints,
    factor: Ints,
    denominator: Ints | int,
    rule: Rounding = Rounding.HALF_UP,
    whole: Ints | int = 0,
    rest: Ints | int = 0,
) -> Ints:
    """Round whole + (base x factor + rest) / denominator where the product itself may not fit; rest < denominator.

    base = q x denominator + r, so the result is q x factor + (r x factor + rest) / denominator.
    It is exact as long as `fits` says so.

    >>> import numpy as np
    >>> round_product(np.array([10**16]), np.array([31 * 94_822]), 365 * 10**6)
    array([80533753424658])
    """
    q, r = np.divmod(base, denominator)
    units, left = np.divmod(r * factor + rest, denominator)
    down: Ints = q * factor + units + whole
    return down + _goes_up(down, left, denominator, rule)


def is_narrow(base: Ints, factors: Iterable[Ints]) -> bool:
    """Whether even the largest base x factor has room in int64, so that nothing needs `round_product`."""
    widest = max((int(factor.max(initial=0)) for factor in factors), default=0)
    return int(base.max(initial=0)) * widest < ROOM


def fits(base: Ints, factor: Ints, denominator: Ints | int) -> Bools:
    """Where `round_product` is exact: neither a remainder nor the result times the factor leaves int64."""
    wide = factor.astype(np.float64)
    both: Bools = (wide * denominator < ROOM) & (wide * (base / denominator) < ROOM)
    return both


def round_to_multiple(amount: Ints, multiple: int, rule: Rounding = Rounding.HALF_UP) -> Ints:
    """Round amounts to a multiple; one that would become nothing stays as it is."""
    if multiple == 1:
        return amount
    rounded = round_ratio(amount, multiple, rule) * multiple
    return np.where(rounded == 0, amount, rounded)


def _goes_up(whole: Ints, rest: Ints, denominator: Ints | int, rule: Rounding) -> Bools:
    """Where one is added to the whole."""
    if rule is Rounding.DOWN:
        return np.zeros_like(rest, dtype=np.bool_)
    if rule is Rounding.UP:
        up: Bools = rest > 0
    elif rule is Rounding.HALF_UP:
        up = 2 * rest >= denominator
    else:
        up = (2 * rest > denominator) | ((2 * rest == denominator) & (whole % 2 == 1))
    return up
