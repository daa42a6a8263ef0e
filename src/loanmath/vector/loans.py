"""Loans as arrays: the columns that a schedule is made of, for loans that are alike in everything else.

>>> loans, = gather([LoanTerms(currency="PLN", amount=100_000, start=date(2026, 1, 31), count=12)])[0]
>>> loans.principal, loans.count
(array([100000]), array([12]))
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import numpy as np

from loanmath.calendars import WorkingDayRule
from loanmath.dates import Every, Unit, nth_date
from loanmath.daycount import DayCount, basis_days
from loanmath.rates import ppm
from loanmath.rounding import Rounding
from loanmath.terms import AnnuityFactor, LastInstalment, LoanTerms, Method, Remainder
from loanmath.vector.dates import Days, days_of
from loanmath.vector.daycount import NUMBERED
from loanmath.vector.rounding import Ints

METHODS: Final = frozenset({Method.ANNUITY, Method.FLAT, Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY})
BASES: Final = NUMBERED | {DayCount.PERIOD, DayCount.ACT_ACT_FEB29}
CELLS: Final = 1 << 19
"""Rows x loans of one batch: 4 MB a column, which stay in the cache."""


class Kind(NamedTuple):
    """What the loans of one batch have in common."""

    method: Method
    every: Every
    day_count: DayCount
    factor: AnnuityFactor
    rounding: Rounding
    instalment_rounding: Rounding
    multiple: int
    working_days: WorkingDayRule
    calendar: str


@dataclass(frozen=True, slots=True)
class Loans:
    """Columns of N loans, by falling `count`; money in minor units.

    `places`: where each stands in the list it came from. `seed` and `first`: due date k is
    seed + (first + k) periods. `instalment`: the agreed one, 0 where it is to be computed.
    """

    kind: Kind
    places: Ints
    principal: Ints
    balloon: Ints
    instalment: Ints
    ppm: Ints
    count: Ints
    start: Days
    seed: Days
    first: Ints

    @property
    def rows(self) -> int:
        """The longest count."""
        return int(self.count[0])


def supports(terms: LoanTerms) -> bool:
    """Whether the twin knows this kind of schedule; the others are the scalar engine's."""
    return (
        terms.method in METHODS
        and terms.day_count in BASES
        and _factor_known(terms)
        and len(terms.rates) == 1
        and terms.remainder is Remainder.DROP
        and terms.last_instalment is LastInstalment.TAKES_REST
        and not (terms.grace_principal or terms.grace_interest or terms.interest_free)
        and not (terms.instalment_fees or terms.down_payment.amount or terms.down_payment.share)
        and not (terms.instalment and terms.method not in (Method.ANNUITY, Method.FLAT))
    )


def _factor_known(terms: LoanTerms) -> bool:
    if terms.method is Method.FLAT or terms.annuity_factor is AnnuityFactor.DAYS:
        return terms.annuity_factor is AnnuityFactor.DAYS
    if terms.annuity_factor is AnnuityFactor.THIRTY:
        return terms.every.unit is Unit.MONTHS and basis_days(terms.day_count) is not None
    return terms.annuity_factor is AnnuityFactor.EVEN


def gather(portfolio: Sequence[LoanTerms]) -> tuple[list[Loans], list[int]]:
    """Batches of like loans, and the places of those the twin does not know."""
    groups: dict[Kind, list[int]] = defaultdict(list)
    others = []
    for place, terms in enumerate(portfolio):
        if supports(terms):
            groups[_kind(terms)].append(place)
        else:
            others.append(place)
    batches = [batch for kind, places in groups.items() for batch in _batches(kind, places, portfolio)]
    return batches, others


def _kind(terms: LoanTerms) -> Kind:
    return Kind(
        terms.method,
        terms.every,
        terms.day_count,
        terms.annuity_factor,
        terms.rounding,
        terms.instalment_rounding,
        terms.multiple,
        terms.working_days,
        terms.calendar,
    )


def _batches(kind: Kind, places: list[int], portfolio: Sequence[LoanTerms]) -> list[Loans]:
    places.sort(key=lambda place: -portfolio[place].count)
    batches, begin = [], 0
    while begin < len(places):
        end = begin + max(1, CELLS // portfolio[places[begin]].count)
        batches.append(_columns(kind, places[begin:end], [portfolio[place] for place in places[begin:end]]))
        begin = end
    return batches


def _columns(kind: Kind, places: list[int], loans: list[LoanTerms]) -> Loans:
    principal = [terms.amount + terms.financed for terms in loans]
    series = [_series(terms) for terms in loans]
    return Loans(
        kind,
        _ints(places),
        _ints(principal),
        _ints([terms.balloon.of(lent) for terms, lent in zip(loans, principal, strict=True)]),
        _ints([terms.instalment or 0 for terms in loans]),
        _ints([ppm(terms.rates[0].percent) for terms in loans]),
        _ints([terms.count for terms in loans]),
        days_of([terms.start for terms in loans]),
        days_of([seed for seed, _ in series]),
        _ints([first for _, first in series]),
    )


def _series(terms: LoanTerms) -> tuple[date, int]:
    """The seed and the number of the first due date, which is not before the start."""
    if terms.first_due is None:
        return terms.start, 1
    first = 0
    while nth_date(terms.first_due, terms.every, first) < terms.start:
        first += 1
    return terms.first_due, first


def _ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)
