"""The schedule as agreed: terms in, rows out, no contract.

What an offer, a product page or a portfolio of thousands needs. Plain terms take
the short way (whole numbers, no lines of a plan); all others are replayed. Both
give the same rows: a test says so.

>>> from datetime import date
>>> [row.principal for row in agreed(LoanTerms(currency="PLN", amount=100_000, start=date(2026, 1, 31), count=3))]
[33333, 33333, 33334]
"""

from __future__ import annotations

from datetime import date
from itertools import repeat
from typing import NamedTuple

from loanmath.annuity import equal_instalment
from loanmath.book import NO_REFERENCE, Reference
from loanmath.calendars import WorkingDayRule
from loanmath.daycount import basis_days, days_of_periods
from loanmath.events import Disbursed
from loanmath.interest import amortise
from loanmath.rates import PPM, ppm
from loanmath.replay import replay
from loanmath.rounding import round_to_multiple
from loanmath.schedule import dates_from, seed_of
from loanmath.terms import AnnuityFactor, LastInstalment, LoanTerms, Method, Remainder


class AgreedRow(NamedTuple):
    """One instalment as agreed, minor units."""

    due: date
    principal: int
    interest: int


def agreed(terms: LoanTerms, reference: Reference = NO_REFERENCE) -> list[AgreedRow]:
    """The rows of a loan that is paid out in full on its start."""
    return (_short_way(terms) if _is_plain(terms) else None) or _by_replay(terms, reference)


def _by_replay(terms: LoanTerms, reference: Reference) -> list[AgreedRow]:
    out = Disbursed(value_date=terms.start, key="disbursed", amount=terms.amount)
    lines = replay(terms, [out], terms.start, reference).schedule
    return [AgreedRow(line.due, line.owed.principal, line.owed.interest) for line in lines]


def _is_plain(t: LoanTerms) -> bool:
    """An annuity of one rate with a fixed year and nothing special."""
    special = (t.grace_principal, t.grace_interest, t.interest_free, t.down_payment.amount, t.down_payment.share)
    return (
        t.method is Method.ANNUITY
        and basis_days(t.day_count) is not None
        and len(t.rates) == 1
        and t.annuity_factor is AnnuityFactor.DAYS
        and t.last_instalment is LastInstalment.TAKES_REST
        and t.remainder is Remainder.DROP
        and t.working_days is WorkingDayRule.NONE
        and not any(special)
    )


def _short_way(t: LoanTerms) -> list[AgreedRow] | None:
    dues = dates_from(*seed_of(t, t.start), t)
    days = days_of_periods(t.day_count, [t.start, *dues])
    principal, rate = t.amount + t.financed, ppm(t.rates[0].percent)
    size = t.instalment
    if size is None:
        bottom = PPM * (basis_days(t.day_count) or 1)
        balloon = t.balloon.of(principal)
        exact = equal_instalment(principal, [(rate * n, bottom) for n in days], balloon, t.instalment_rounding)
        size = round_to_multiple(exact, t.multiple, t.instalment_rounding)
    figures = amortise(principal, repeat(size), days, rate, t)
    return list(map(AgreedRow, dues, *figures)) if figures else None
