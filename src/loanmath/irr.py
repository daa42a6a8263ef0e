"""The rate at which the present value of dated flows is nothing.

With d = ln(1 + X) the present value of flows c at times t is the sum of
c x exp(-t d): smooth for every d, so the search runs on d. A bracket is looked
for outwards from 0 on a fixed grid and then narrowed by the Illinois method,
which keeps the bracket. Where several rates satisfy the equation, the one
nearest to 0 is given.

>>> f"{rate_of_return([(Fraction(0), Decimal(100)), (Fraction(1), Decimal(-110))]):.6f}"
'0.100000'
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

DIGITS = 50
"""Working precision. A rate of 1e26, the largest looked for, keeps more than 20 decimals."""

_EXACT_ENOUGH = Decimal("1e-44")
_HIGHEST = Decimal(60)
_LOWEST = Decimal(-30)

# Fine where rates of loans lie, coarser beyond: 0.05 up to 2, then a tenth more each step.
_GRID = [Decimal(n) / 20 for n in range(1, 41)]
while _GRID[-1] < _HIGHEST:
    _GRID.append(min(_GRID[-1] * Decimal("1.1"), _HIGHEST))

Flows = Iterable[tuple[Fraction, Decimal]]


class NoRate(ValueError):
    """No rate satisfies the equation, or every rate does."""


def rate_of_return(flows: Flows) -> Decimal:
    """The yearly rate X > -1 with sum c / (1 + X)^t = 0; t in years, amounts of either sign.

    NoRate when there is none between -1 and 1e26, or when all flows fall on one time.
    """
    by_time: dict[Fraction, Decimal] = defaultdict(Decimal)
    for t, amount in flows:
        by_time[t] += amount
    series = sorted((t, amount) for t, amount in by_time.items() if amount)
    if not series or min(c for _, c in series) > 0 or max(c for _, c in series) < 0:
        raise NoRate("money has to flow both ways, at two different times")
    with localcontext(prec=DIGITS):
        return find_log_rate(lambda d: _present_value(series, d)).exp() - 1


def per_cent(rate: Decimal) -> Decimal:
    """A rate of 1 as per cent with six decimals, half up."""
    with localcontext(prec=DIGITS):
        return (100 * rate).quantize(Decimal("0.000001"), ROUND_HALF_UP)


def find_log_rate(value: Callable[[Decimal], Decimal]) -> Decimal:
    """The root of `value` nearest to 0 in (-30, 60); NoRate when the grid shows no change of sign.

    To be called within a context of `DIGITS` digits.
    """
    low, high = _bracket(value)
    f_low, f_high = value(low), value(high)
    root = low if not f_low else high
    moved = 0
    while f_low and f_high and high - low > _EXACT_ENOUGH:
        root = (low * f_high - high * f_low) / (f_high - f_low)
        found = value(root)
        # An end that stays twice counts half, so that neither end can stay for ever.
        if (found < 0) == (f_high < 0):
            high, f_high, f_low = root, found, f_low / 2 if moved == 1 else f_low
            moved = 1
        else:
            low, f_low, f_high = root, found, f_high / 2 if moved == -1 else f_high
            moved = -1
    return root


def _bracket(value: Callable[[Decimal], Decimal]) -> tuple[Decimal, Decimal]:
    """Two neighbours of the grid between which the sign changes, the nearest to 0."""
    up = down = Decimal(0)
    f_up = f_down = value(up)
    if not f_up:
        return up, up
    for step in _GRID:
        if step <= _HIGHEST:
            f_step = value(step)
            if (f_step <= 0) != (f_up <= 0) or not f_step:
                return up, step
            up, f_up = step, f_step
        if -step >= _LOWEST:
            f_step = value(-step)
            if (f_step <= 0) != (f_down <= 0) or not f_step:
                return -step, down
            down, f_down = -step, f_step
    raise NoRate("no rate makes what is paid worth what is lent")


def _present_value(series: list[tuple[Fraction, Decimal]], d: Decimal) -> Decimal:
    """Sum of c x exp(-t d), times rising; equal steps of time share one exponential."""
    factors: dict[Fraction, Decimal] = {}
    total, weight, before = Decimal(0), Decimal(1), Fraction(0)
    for t, amount in series:
        step = t - before
        if step:
            factor = factors.get(step)
            if factor is None:
                factor = factors[step] = (-d * step.numerator / step.denominator).exp()
            weight, before = weight * factor, t
        total += weight * amount
    return total
