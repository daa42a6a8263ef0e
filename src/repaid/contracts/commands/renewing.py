"""Renewing what the close knows of contracts: their cohort, what the books hold of them, their lines."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection

from loanmath.components import NOTHING, Component
from loanmath.daycount import DayCount
from loanmath.facts import Facts, Instalment, Interest, Stage
from loanmath.terms import InterestOn, LoanTerms, Method, OverduePrincipal, Remainder
from repaid.contracts.commands.effects import Stored
from repaid.contracts.commands.writing import put
from repaid.contracts.models import Cohort, Contract
from repaid.contracts.queries.standing import Course, course_of, follows_law, rate_on
from repaid.contracts.queries.stored import Row
from repaid.products.choices import FeeIncome

RULES: Final = (
    "day_count", "interest_on", "overdue_principal", "rounding", "penalty", "tolerance", "allocation", "method",
    "instalment_fees", "remainder",
)  # fmt: skip
"""What of the terms a day and a payment ask for, beside amounts and dates."""

STANDING_COLUMNS: Final = (
    "contract_id", "cohort_id", "as_of", "until", "principal", "interest", "penalty", "fees", "tax", "credit", "top",
    "slope", "bottom", "origin", "basis", "rounding", "unasked", "ppm", "following", "last", "is_plain", "follows_law",
)  # fmt: skip
_LINE: Final = ("contract_id", "component", "number", "top", "slope", "bottom", "origin", "basis", "rounding")
_TYPES: Final = {
    "as_of": "date", "until": "date", "is_plain": "boolean", "follows_law": "boolean", "component": "text",
}  # fmt: skip


def _insert(table: str, columns: Sequence[str], conflict: str) -> str:
    arrays = ", ".join(f"%s::{_TYPES.get(column, 'bigint')}[]" for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({arrays}) {conflict}"


_CHANGES: Final = ", ".join(f"{name} = EXCLUDED.{name}" for name in STANDING_COLUMNS[1:])
_PUT_STANDING: Final = _insert(
    "contracts_standing", STANDING_COLUMNS, f"ON CONFLICT (contract_id) DO UPDATE SET {_CHANGES}"
)
_PUT_LINES: Final = _insert("contracts_earningline", _LINE, "")
_DROP_LINES: Final = "DELETE FROM contracts_earningline WHERE contract_id = ANY(%s)"


@dataclass(slots=True)
class Renewal:
    """Standings of many contracts, written together."""

    rows: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    cohorts: dict[str, int] = field(default_factory=dict)

    def add(self, was: Stored, view: Facts) -> Row:
        """Renew a contract from its facts counted to a day; returns the row of its standing."""
        defers = was.contract.version.fee_income == FeeIncome.DEFERRED
        course = course_of(view, was.terms, was.reference, defers_fees=defers)
        row = standing_row(was, view, course, cohort_of(was.contract, self.cohorts))
        self.rows.append(row)
        for (component, number), line in course.others.items():
            self.lines.append((was.contract.pk, component.value, number, *line))
        return row

    def write(self) -> None:
        """Write everything that was added."""
        if self.rows:
            with connection.cursor() as cursor:
                cursor.execute(_DROP_LINES, [[row[0] for row in self.rows]])
        put(_PUT_STANDING, self.rows)
        put(_PUT_LINES, self.lines)


def standing_row(was: Stored, view: Facts, course: Course, cohort_id: int) -> Row:
    """A contract on the day its facts are counted to, as a row of the standing's columns."""
    contract, terms = was.contract, was.terms
    following = view.plan[view.next].number if view.next < len(view.plan) else 0
    return (
        contract.pk, cohort_id, view.today, course.until, *books_of(view), *course.interest,
        view.lent - view.asked, rate_on(view, view.today), following, view.plan[-1].number if view.plan else 0,
        is_plain(view, terms), follows_law(view, terms),
    )  # fmt: skip


def books_of(view: Facts) -> tuple[int, int, int, int, int, int]:
    """Principal, interest, penalty, fees, tax and credit that the books hold, but for what the lines say."""
    plan = view.plan
    met = sum(row.met.principal for row in plan)
    billed = sum(row.open.interest for row in plan if row.fixed) - sum(
        row.met.interest for row in plan if not row.fixed
    )
    penalty = sum(row.open.penalty for row in plan) - sum(each.asked for each in view.accruals)
    fees, tax = (sum(row.open.of(component) for row in plan) for component in (Component.FEES, Component.TAX))
    return view.lent - met, billed, penalty, fees, tax, view.credit


# ---------------------------------------------------------------- cohorts


def cohort_of(contract: Contract, known: dict[str, int]) -> int:
    """The cohort of a contract, made when it is the first of its kind; `known` remembers."""
    rules = {name: contract.terms.get(name) for name in RULES}
    place: tuple[int, Any, str] = (contract.version_id, contract.branch_id, contract.currency)
    key = hashlib.sha256(json.dumps(rules, sort_keys=True).encode()).hexdigest()
    name = f"{place} {key}"
    if name not in known:
        version, branch, currency = place
        found, _made = Cohort.objects.get_or_create(
            version_id=version, branch_id=branch, currency=currency, key=key,
            defaults={"organisation_id": contract.organisation_id, "rules": rules},
        )  # fmt: skip
        known[name] = found.pk
    return known[name]


# -------------------------------------------------------- what SQL may bill

LENT_MAX: Final = 10**9
"""Minor units up to which the products of `sql.billing` have room in bigint, with any rate and over any line."""
_COUNTED: Final = frozenset({DayCount.ACT_365, DayCount.ACT_360, DayCount.ACT_364, DayCount.THIRTY_E_360})


def is_plain(view: Facts, terms: LoanTerms) -> bool:
    """Whether the next instalment may be billed by `sql.billing`: an annuity that nothing has touched."""
    return (
        _has_plain_terms(terms)
        and view.stage is Stage.ACTIVE
        and not (view.credits or view.accruals or view.pauses)
        and view.rates[-1][0] <= view.today
        and view.lent <= LENT_MAX
        and view.carried >= 0
        and all(_is_untouched(row, place) for place, row in enumerate(view.plan[view.next :], view.next))
    )


def _has_plain_terms(terms: LoanTerms) -> bool:
    penalty = terms.penalty
    return (
        terms.method is Method.ANNUITY
        and terms.day_count in _COUNTED
        and terms.interest_on is InterestOn.BALANCE
        and terms.overdue_principal is not OverduePrincipal.PERIOD_END
        and terms.remainder is Remainder.DROP
        and not (terms.instalment_fees or terms.bears_after_last_due)
        and (penalty is None or (penalty.day_count in _COUNTED and not penalty.compounds_yearly))
    )


def _is_untouched(row: Instalment, place: int) -> bool:
    return (
        row.number == place + 1
        and not (row.fixed or row.written or row.returned)
        and row.interest is Interest.INSIDE
        and row.owed is NOTHING
        and row.met is NOTHING
    )
