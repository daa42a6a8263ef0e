"""The equal instalment.

A = (P x G - B) / F with G = prod(1 + r_i), F = 1 + F x (1 + r_i): the payment
that brings P to the balloon B over periods with factors r_i (r_i = rate x part
of a year). Plain case: P r / (1 - (1 + r)^-n).

Computed in whole numbers scaled by 2^128, far finer than the rounding to a cent
that follows. Example: 1000.00, 12 periods of 1 per cent:

>>> equal_instalment(100_000, [(1, 100)] * 12)
8885
"""

from __future__ import annotations

from collections.abc import Iterable

from loanmath.rounding import Rounding, round_ratio

_SCALE = 1 << 128


def equal_instalment(
    principal: int, factors: Iterable[tuple[int, int]], balloon: int = 0, rule: Rounding = Rounding.HALF_UP
) -> int:
    """The payment, minor units. `factors`: (numerator, denominator) of each period's r."""
    growth, payments = _SCALE, 0
    for top, bottom in factors:
        growth = growth * (bottom + top) // bottom
        payments = _SCALE + payments * (bottom + top) // bottom
    return round_ratio(principal * growth - balloon * _SCALE, payments, rule) if payments else principal
