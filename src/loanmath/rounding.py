"""Every rounding of the engine, by name.

Python's `round`, numpy and PostgreSQL break ties differently; a tie is frequent
in money (one 30/360 month in nine with round balances), so nothing is rounded
but here. Rules act on the magnitude: -0.5 mirrors 0.5, as PostgreSQL does it.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction


class Rounding(StrEnum):
    """What happens to what is finer than the unit."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    UP = "up"
    DOWN = "down"


def round_ratio(numerator: int, denominator: int, rule: Rounding = Rounding.HALF_UP) -> int:
    """Round numerator / denominator (denominator > 0) to a whole number.

    >>> round_ratio(5, 2), round_ratio(-5, 2), round_ratio(5, 2, Rounding.HALF_EVEN), round_ratio(9, 4, Rounding.UP)
    (3, -3, 2, 3)
    """
    if rule is Rounding.HALF_UP and numerator >= 0:
        return (2 * numerator + denominator) // (2 * denominator)
    whole, rest = divmod(abs(numerator), denominator)
    if rest and _goes_up(whole, 2 * rest - denominator, rule):
        whole += 1
    return -whole if numerator < 0 else whole


def rounding_over(denominator: int, rule: Rounding = Rounding.HALF_UP) -> Callable[[int], int]:
    """`round_ratio` over one even denominator, for a loop over numerators that are not negative.

    >>> list(map(rounding_over(10), [4, 5, 14, 15]))
    [0, 1, 1, 2]
    """
    if rule is not Rounding.HALF_UP:
        return lambda numerator: round_ratio(numerator, denominator, rule)
    half = denominator // 2
    return lambda numerator: (numerator + half) // denominator


def _goes_up(whole: int, past_half: int, rule: Rounding) -> bool:
    """Decide for a part that is not zero; `past_half` is its distance from one half."""
    if rule is Rounding.HALF_UP:
        return past_half >= 0
    if rule is Rounding.HALF_EVEN:
        return past_half > 0 or (past_half == 0 and whole % 2 == 1)
    return rule is Rounding.UP


def plus_ratio(total: Fraction, top: int, bottom: int) -> Fraction:
    """total + top / bottom, exact; reduced once, which is what a sum of two fractions costs most for.

    >>> plus_ratio(Fraction(1, 6), 5, 30)
    Fraction(1, 3)
    """
    have, of = total.as_integer_ratio()
    return Fraction(have * bottom + top * of, of * bottom)


def round_fraction(exact: Fraction, rule: Rounding = Rounding.HALF_UP) -> int:
    """Round an exact number to a whole one."""
    return round_ratio(*exact.as_integer_ratio(), rule)


def round_to_multiple(amount: int, multiple: int, rule: Rounding = Rounding.HALF_UP) -> int:
    """Round an amount to a multiple; an amount that would become nothing stays as it is.

    >>> round_to_multiple(15349, 100), round_to_multiple(33, 100)
    (15300, 33)
    """
    return round_ratio(amount, multiple, rule) * multiple or amount
