"""The time-value functions of spreadsheets, in Decimal: PMT, PV, FV, NPER, RATE, IPMT, PPMT, CUMIPMT, CUMPRINC.

All solve one equation, with v = (1 + rate)^nper:
    pv x v + pmt x (1 + rate x due) x (v - 1) / rate + fv = 0
Money received is positive, money paid negative; `due` is 1 when payments come at
the beginning of their period, else 0. They serve the calculator and comparisons
with spreadsheets; a contract's instalment is `annuity.equal_instalment`.

>>> f"{pmt(Decimal('0.075') / 12, Decimal(180), Decimal(200_000)):.2f}"
'-1854.02'
"""

from collections.abc import Callable
from decimal import Decimal, localcontext
from functools import wraps
from typing import ParamSpec

from loanmath.irr import DIGITS, NoRate, find_log_rate

P = ParamSpec("P")
ZERO = Decimal(0)


def _precise(function: Callable[P, Decimal]) -> Callable[P, Decimal]:
    """Compute with the working precision of rates, whatever the caller's."""

    @wraps(function)
    def computed(*args: P.args, **kwargs: P.kwargs) -> Decimal:
        with localcontext(prec=DIGITS):
            return function(*args, **kwargs)

    return computed


@_precise
def pmt(rate: Decimal, nper: Decimal, pv: Decimal, fv: Decimal = ZERO, due: int = 0) -> Decimal:
    """The equal payment."""
    return -(pv * _growth(rate, nper) + fv) / _annuity(rate, nper, due)


@_precise
def pv(rate: Decimal, nper: Decimal, pmt: Decimal, fv: Decimal = ZERO, due: int = 0) -> Decimal:
    """The present value."""
    return -(fv + pmt * _annuity(rate, nper, due)) / _growth(rate, nper)


@_precise
def fv(rate: Decimal, nper: Decimal, pmt: Decimal, pv: Decimal = ZERO, due: int = 0) -> Decimal:
    """The future value."""
    return -(pv * _growth(rate, nper) + pmt * _annuity(rate, nper, due))


@_precise
def nper(rate: Decimal, pmt: Decimal, pv: Decimal, fv: Decimal = ZERO, due: int = 0) -> Decimal:
    """The number of periods; NoRate when the payments never get there."""
    if not rate:
        if not pmt:
            raise NoRate("without payment and interest nothing changes")
        return -(pv + fv) / pmt
    level = pmt * (1 + rate * due) / rate
    if level + pv == 0 or (level - fv) / (level + pv) <= 0:
        raise NoRate("the payments never reach the future value")
    return ((level - fv) / (level + pv)).ln() / (1 + rate).ln()


@_precise
def rate(nper: Decimal, pmt: Decimal, pv: Decimal, fv: Decimal = ZERO, due: int = 0) -> Decimal:
    """The rate of a period, the one nearest to 0; NoRate when there is none."""

    def worth(d: Decimal) -> Decimal:
        r = d.exp() - 1
        # Divided by the growth, so that it stays of the size of the money.
        return pv + (pmt * _annuity(r, nper, due) + fv) / _growth(r, nper)

    return find_log_rate(worth).exp() - 1


@_precise
def ipmt(rate: Decimal, per: Decimal, nper: Decimal, pv: Decimal, future: Decimal = ZERO, due: int = 0) -> Decimal:
    """The interest in payment number `per`."""
    if due and per == 1:
        return ZERO
    owed = fv(rate, per - 1, pmt(rate, nper, pv, future, due), pv, due)
    return owed * rate / (1 + rate) if due else owed * rate


@_precise
def ppmt(rate: Decimal, per: Decimal, nper: Decimal, pv: Decimal, future: Decimal = ZERO, due: int = 0) -> Decimal:
    """The principal in payment number `per`."""
    return pmt(rate, nper, pv, future, due) - ipmt(rate, per, nper, pv, future, due)


@_precise
def cumipmt(rate: Decimal, nper: Decimal, pv: Decimal, first: int, last: int, due: int = 0) -> Decimal:
    """The interest in payments `first` to `last`."""
    return sum((ipmt(rate, Decimal(per), nper, pv, ZERO, due) for per in range(first, last + 1)), ZERO)


@_precise
def cumprinc(rate: Decimal, nper: Decimal, pv: Decimal, first: int, last: int, due: int = 0) -> Decimal:
    """The principal in payments `first` to `last`."""
    return sum((ppmt(rate, Decimal(per), nper, pv, ZERO, due) for per in range(first, last + 1)), ZERO)


def _growth(rate: Decimal, nper: Decimal) -> Decimal:
    return (1 + rate) ** nper


def _annuity(rate: Decimal, nper: Decimal, due: int) -> Decimal:
    """The future value of payments of 1."""
    return (1 + rate * due) * (_growth(rate, nper) - 1) / rate if rate else nper
