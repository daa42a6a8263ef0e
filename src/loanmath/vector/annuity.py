"""The equal instalment of many loans: a guess in float64, and the scalar's answer where the guess is near a tie."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from loanmath import annuity
from loanmath.rates import PPM
from loanmath.rounding import Rounding
from loanmath.vector.rounding import Ints

Floats = NDArray[np.float64]


class Part(NamedTuple):
    """The part of a year in one row of the loans that have such a row: top / bottom."""

    top: Ints
    bottom: Ints | int


def equal_instalments(principal: Ints, balloon: Ints, ppm: Ints, parts: Sequence[Part], rule: Rounding) -> Ints:
    """The payments, minor units.

    Loans stand by falling number of rows, so the loans of each row are the first
    `len(part.top)` ones. Loans whose payment lies nearer to a tie than the float
    can tell are computed by `loanmath.annuity`, exactly.
    """
    growth, payments = np.ones(len(principal)), np.zeros(len(principal))
    for top, bottom in parts:
        rate = 1.0 + ppm[: len(top)] * top / (bottom * float(PPM))
        growth[: len(top)] *= rate
        payments[: len(top)] = 1.0 + payments[: len(top)] * rate
    exact = (principal * growth - balloon) / payments
    doubt = (principal * growth + balloon) / payments * (len(parts) * 1e-15) + 1e-9
    instalment = _round(exact, rule)
    for loan in np.flatnonzero(_near_tie(exact, doubt, rule)):
        factors = [(int(ppm[loan] * top[loan]), PPM * _at(bottom, loan)) for top, bottom in parts if loan < len(top)]
        instalment[loan] = annuity.equal_instalment(int(principal[loan]), factors, int(balloon[loan]), rule)
    return instalment


def _at(bottom: Ints | int, loan: np.intp) -> int:
    return bottom if isinstance(bottom, int) else int(bottom[loan])


def _round(exact: Floats, rule: Rounding) -> Ints:
    """Round what is no tie."""
    if rule is Rounding.UP:
        return np.ceil(exact).astype(np.int64)
    if rule is Rounding.DOWN:
        return np.floor(exact).astype(np.int64)
    return np.floor(exact + 0.5).astype(np.int64)


def _near_tie(exact: Floats, doubt: Floats, rule: Rounding) -> NDArray[np.bool_]:
    tie = 0.5 if rule in (Rounding.HALF_UP, Rounding.HALF_EVEN) else 0.0
    off = (exact - tie) % 1.0
    return (np.minimum(off, 1.0 - off) <= doubt) | ~np.isfinite(exact)
