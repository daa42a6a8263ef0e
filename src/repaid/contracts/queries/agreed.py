"""Cohorts on which payments may be taken set-based (`sql.receiving`), in the figures of one day."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any, Final

from loanmath.codec import terms_from_data
from loanmath.components import Component
from loanmath.daycount import DayCount, basis_days
from loanmath.money import exponent
from loanmath.rates import PPM, RateRule, Tables, rates_between
from loanmath.scheme import Advance, Scheme, Through, Timing
from loanmath.terms import InterestOn, LoanTerms, Method, OverduePrincipal, PenaltyBase, Remainder
from repaid.contracts.models import Cohort
from repaid.contracts.queries.standing import DAY, ROUNDINGS
from repaid.contracts.sql.receiving.agreed import Agreed, Slot
from repaid.products.choices import Basis, FeeIncome
from repaid.products.queries import reference_for

COUNTED: Final = frozenset({DayCount.ACT_365, DayCount.ACT_360, DayCount.ACT_364, DayCount.THIRTY_E_360})
"""Day counts over a fixed year that the statements know."""

PLANNED: Final = frozenset({Method.ANNUITY, Method.EQUAL_PRINCIPAL, Method.INTEREST_ONLY, Method.BULLET})
NEEDED: Final = ("allocation", "method", "instalment_fees", "remainder")
"""Rules that cohorts made by earlier versions lack."""

_BASES: Final = {PenaltyBase.OVERDUE_PRINCIPAL: 1, PenaltyBase.WHOLE_INSTALMENT: 2}
_EVERYTHING: Final = frozenset(Component)


def agreed_on(organisation_id: int, on: date) -> tuple[list[Agreed], list[Slot]]:
    """What the cohorts of an organisation agreed, with the slots of their schemes."""
    agreed: list[Agreed] = []
    slots: list[Slot] = []
    cohorts = Cohort.objects.filter(organisation=organisation_id).select_related("version")
    for cohort in cohorts.order_by("pk"):
        terms = terms_from_data({"currency": cohort.currency, "amount": "1", "start": on.isoformat(), **cohort.rules})
        if cohort.rules.keys() >= set(NEEDED) and cohort.version.fee_income != FeeIncome.DEFERRED and _fits(terms):
            agreed.append(_agreed(cohort, terms, on))
            slots += _slots(cohort.pk, terms.allocation)
    return agreed, slots


def _fits(terms: LoanTerms) -> bool:
    penalty, bears = terms.penalty, terms.overdue_principal is not OverduePrincipal.STOPS
    return (
        terms.day_count in COUNTED
        and terms.method in PLANNED
        and terms.interest_on is InterestOn.BALANCE
        and terms.overdue_principal is not OverduePrincipal.PERIOD_END
        and not (bears and terms.instalment_fees)
        and (penalty is None or (penalty.day_count in COUNTED and not penalty.compounds_yearly))
        and _pays_everything(terms.allocation)
    )


def _pays_everything(scheme: Scheme) -> bool:
    """Whether money meets every component of what is billed, before it pays anything in advance."""
    order = [slot.timing for slot in scheme.order]
    billed = [slot for slot in scheme.order if slot.timing is not Timing.ADVANCE]
    named = {(slot.timing, slot.component) for slot in billed}
    in_advance = order.index(Timing.ADVANCE) if Timing.ADVANCE in order else len(order)
    return len(named) == len(billed) == in_advance == 2 * len(_EVERYTHING)


def _agreed(cohort: Any, terms: LoanTerms, on: date) -> Agreed:
    return Agreed(
        cohort.pk, cohort.version_id, cohort.branch_id, cohort.currency, (basis_days(terms.day_count) or 1) * PPM,
        terms.day_count is DayCount.THIRTY_E_360, terms.overdue_principal is OverduePrincipal.BEARS,
        ROUNDINGS.index(terms.rounding), terms.tolerance, exponent(cohort.currency),
        terms.allocation.advance is Advance.HOLD, _bills(terms), cohort.version.basis == Basis.CASH,
        *_penalty(terms, on),
    )  # fmt: skip


def _bills(terms: LoanTerms) -> bool:
    """Whether the statements know what the next instalment asks."""
    return (
        terms.method is Method.ANNUITY
        and terms.remainder is Remainder.DROP
        and terms.overdue_principal is OverduePrincipal.STOPS
        and terms.allocation.advance is Advance.HOLD
        and not terms.instalment_fees
    )


def _penalty(terms: LoanTerms, on: date) -> tuple[int, int, int, bool, date]:
    penalty = terms.penalty
    if penalty is None:
        return 0, 0, 1, False, date.min
    tables = reference_for(terms).tables
    last = rates_between(penalty.rate, tables, on - DAY, on)[0]
    since = date.max if last.missing else _unchanged_since(penalty.rate, tables, on)
    year = basis_days(penalty.day_count) or 1
    return _BASES[penalty.base], last.ppm, year * PPM, penalty.day_count is DayCount.THIRTY_E_360, since


def _unchanged_since(rule: RateRule, tables: Tables, on: date) -> date:
    """The first day from which the rate is that of the day before `on`."""
    known = (tables[name] for name in (rule.table, rule.cap) if name in tables)
    return max((day for table in known for day in table.changes(date.min, on)), default=date.min)


def _slots(cohort_id: int, scheme: Scheme) -> Iterator[Slot]:
    by_component = scheme.through is Through.COMPONENT
    billed = (slot for slot in scheme.order if slot.timing is not Timing.ADVANCE)
    for turn, (timing, slots) in enumerate(groupby(billed, key=lambda slot: slot.timing)):
        for place, slot in enumerate(slots):
            yield Slot(cohort_id, timing is Timing.PAST, slot.component.value, turn, place, by_component)
