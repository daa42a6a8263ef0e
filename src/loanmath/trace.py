"""The recorder of "why this amount": one line for each computation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from loanmath.money import Minor


class Why(StrEnum):
    """What a line computes."""

    INTEREST = "interest"  # balance x rate x days
    PENALTY = "penalty"
    BROUGHT = "brought"  # interest moved here from an earlier instalment
    ROUNDED = "rounded"  # the rounding of the sum above
    PRINCIPAL = "principal"
    FEE = "fee"


@dataclass(frozen=True, slots=True)
class Line:
    """One line. The `exact` of all lines of a figure add up to it; the last one says the figure in `rounded`.

    `start`, `end`: days [start, end); `balance` minor units; `rate` parts per million a
    year; `years`: the part of a year as counted by `basis`; `source`: event or table.
    """

    what: Why
    start: date
    end: date
    balance: Minor
    rate: int
    days: int
    years: Fraction
    basis: str
    exact: Fraction
    rounded: Minor | None = None
    instalment: int | None = None
    event: str = ""
    source: str = ""
