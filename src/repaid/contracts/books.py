"""What the books ought to hold of contracts, account by account: the side of the contracts in every comparison."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from repaid.contracts.models import Cohort
from repaid.contracts.postings import RECEIVABLES, chart_of
from repaid.contracts.sql.standing import CohortSum
from repaid.ledger.choices import Role
from repaid.ledger.postings import Place
from repaid.ledger.queries import role_codes
from repaid.products.queries import account_codes

HELD: Final = (*RECEIVABLES.values(), Role.CREDIT_BALANCES)
"""Roles of accounts that hold what contracts come to."""


def places_held(sums: Iterable[CohortSum]) -> dict[Place, int]:
    """What contracts come to on each account that holds it: debit less credit, minor units."""
    rows = list(sums)
    cohorts = Cohort.objects.select_related("version__product").in_bulk([row.cohort_id for row in rows])
    found: dict[Place, int] = {}
    for row in rows:
        for place, amount in _of_cohort(cohorts[row.cohort_id], row):
            found[place] = found.get(place, 0) + amount
    return found


def _of_cohort(cohort: Cohort, row: CohortSum) -> Iterator[tuple[Place, int]]:
    codes, chart = account_codes(cohort.version), chart_of(cohort.version)
    for component, role in RECEIVABLES.items():
        if chart.receivable(component) is role:
            yield _place(cohort, codes[role], component.value), getattr(row, component.value)
    yield _place(cohort, codes[Role.CREDIT_BALANCES], ""), -row.credit


def _place(cohort: Cohort, code: str, component: str) -> Place:
    return Place(code, cohort.currency, cohort.branch_id, cohort.version.product.code, component)


def codes_held(organisation_id: int) -> set[str]:
    """The codes of the chart on which contracts of an organisation hold anything."""
    versions = Cohort.objects.filter(organisation=organisation_id).select_related("version__product")
    maps: list[Mapping[str, str]] = [role_codes(organisation_id)]
    maps += [account_codes(cohort.version) for cohort in versions.distinct("version").order_by("version")]
    return {codes[role] for codes in maps for role in HELD if role in codes}


def products_of(sums: Iterable[CohortSum]) -> dict[int, tuple[str, int | None, str]]:
    """Product, branch and currency of each cohort."""
    ids = {row.cohort_id for row in sums}
    rows = Cohort.objects.filter(pk__in=ids).values_list("pk", "version__product__code", "branch_id", "currency")
    return {key: (product, branch, currency) for key, product, branch, currency in rows}
