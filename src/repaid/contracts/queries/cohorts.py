"""Cohorts as rules: what contracts that are alike agreed, in the figures of one day."""

from datetime import date, timedelta
from typing import Final

from loanmath.codec import terms_from_data
from loanmath.daycount import DayCount, basis_days
from loanmath.money import exponent
from loanmath.rates import rates_between
from loanmath.terms import LoanTerms, OverduePrincipal, PenaltyBase
from repaid.contracts.models import Cohort
from repaid.contracts.queries.standing import DAY, SPAN_DAYS, place_of
from repaid.contracts.sql.billing import Rule
from repaid.products.queries import reference_for

_BASES: Final = {PenaltyBase.OVERDUE_PRINCIPAL: 1, PenaltyBase.WHOLE_INSTALMENT: 2}


def horizon(on: date) -> date:
    """The last day to which a line that begins on `on` is drawn."""
    return on + timedelta(days=SPAN_DAYS)


def cohort_ids(organisation_id: int) -> list[int]:
    """The cohorts of an organisation."""
    return list(Cohort.objects.filter(organisation=organisation_id).order_by("pk").values_list("pk", flat=True))


def rules_on(organisation_id: int, on: date) -> list[Rule]:
    """The rules of all cohorts of an organisation whose days are counted over a fixed year."""
    cohorts = Cohort.objects.filter(organisation=organisation_id).order_by("pk")
    rules = (_rule(cohort, on) for cohort in cohorts)
    return [rule for rule in rules if rule is not None]


def _rule(cohort: Cohort, on: date) -> Rule | None:
    terms = terms_from_data({"currency": cohort.currency, "amount": "1", "start": on.isoformat(), **cohort.rules})
    year = basis_days(terms.day_count)
    if year is None or (terms.penalty and basis_days(terms.penalty.day_count) is None):
        return None
    return Rule(
        cohort.pk, year, terms.day_count is DayCount.THIRTY_E_360,
        terms.overdue_principal is OverduePrincipal.STOPS, terms.tolerance, exponent(cohort.currency),
        *_penalty(terms, on),
    )  # fmt: skip


def _penalty(terms: LoanTerms, on: date) -> tuple[int, int, int, int, date, bool]:
    penalty = terms.penalty
    if penalty is None:
        return 0, 0, 1, 0, horizon(on), False
    tables = reference_for(terms).tables
    ppm = rates_between(penalty.rate, tables, on, on + DAY)[0].ppm
    ends = [horizon(on)]
    for name in (penalty.rate.table, penalty.rate.cap):
        if name in tables:
            ends += tables[name].changes(on, horizon(on))
    year = basis_days(penalty.day_count) or 1
    follows = bool(penalty.rate.table or penalty.rate.cap)
    return _BASES[penalty.base], ppm, year, place_of(penalty.day_count), min(ends), follows
