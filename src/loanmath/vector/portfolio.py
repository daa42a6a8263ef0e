"""Schedules of a whole portfolio: the twin where it is sure, the scalar engine for the rest.

>>> from datetime import date
>>> loan = LoanTerms(currency="PLN", amount=100_000, start=date(2026, 1, 31), count=3)
>>> schedules([loan])[0].principal
array([33333, 33333, 33334])
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from loanmath.agreed import agreed
from loanmath.book import NO_REFERENCE, Reference
from loanmath.terms import LoanTerms
from loanmath.vector.dates import Days, days_of
from loanmath.vector.loans import gather
from loanmath.vector.rounding import Ints
from loanmath.vector.schedule import schedule


class Rows(NamedTuple):
    """The schedule of one loan: due dates, principal and interest, minor units."""

    due: Days
    principal: Ints
    interest: Ints


def schedules(portfolio: Sequence[LoanTerms], reference: Reference = NO_REFERENCE) -> list[Rows]:
    """The schedule of each loan as if disbursed in full on its start, in the order of the portfolio."""
    batches, others = gather(portfolio)
    found: dict[int, Rows] = {}
    for loans in batches:
        table = schedule(loans, reference)
        for column, place in enumerate(loans.places.tolist()):
            if table.sure[column]:
                rows = slice(int(loans.count[column]))
                figures = table.principal[rows, column], table.interest[rows, column]
                found[place] = Rows(table.due[rows, column], *figures)
            else:
                others.append(place)
    found.update((place, scalar_schedule(portfolio[place], reference)) for place in others)
    return [found[place] for place in range(len(portfolio))]


def scalar_schedule(terms: LoanTerms, reference: Reference = NO_REFERENCE) -> Rows:
    """The same of one loan, by the scalar engine."""
    rows = agreed(terms, reference)
    due = days_of([row.due for row in rows])
    principal, interest = np.array([(row.principal, row.interest) for row in rows], np.int64).T
    return Rows(due, principal, interest)
