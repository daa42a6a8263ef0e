"""Several queries as one list: every row once, in order, in both directions, with ties between the queries."""

import pytest
from django.db.models import QuerySet
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from repaid.access.actors import Actor
from repaid.access.models import Branch
from repaid.interfaces.ui.joined import Joined, Part
from repaid.interfaces.ui.paging import Keyset


@pytest.fixture
def branches(lender: Actor) -> QuerySet[Branch]:
    """Eleven branches whose names are tied in threes."""
    Branch.objects.all().delete()
    for number in range(11):
        name = ["Gdańsk", "Łomża", "Kraków"][number % 3]
        Branch.objects.create(organisation_id=lender.organisation_id, code=f"B{number}", name=name)
    return Branch.objects.all()


def joined(branches: QuerySet[Branch], *, descending: bool = False) -> Joined:
    """Even and odd codes as two queries."""
    odd = branches.filter(code__regex="[13579]$")
    parts = [
        Part("a", odd, lambda row: row.code, currency="name"),
        Part("b", branches.exclude(pk__in=odd), lambda row: row.code, currency="name"),
    ]
    return Joined(parts, parts, Keyset("name", descending))


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.booleans(), st.integers(1, 12))
def test_every_row_is_met_once_in_order_in_both_directions(
    branches: QuerySet[Branch], descending: bool, size: int
) -> None:
    rows = joined(branches, descending=descending)
    whole = list(rows)
    assert len(set(whole)) == 11
    page = rows.page(size)
    there = list(page.rows)
    while page.next is not None:
        page = rows.page(size, after=page.next)
        there += page.rows
    back = list(page.rows)
    while page.previous is not None:
        page = rows.page(size, before=page.previous)
        back = [row for row in page.rows if row not in back] + back
    assert there == whole == back


@pytest.mark.parametrize("gone", ["a999999", "c1", "ab", "", "a1; drop"])
def test_a_row_that_has_gone_leads_to_the_first_page(branches: QuerySet[Branch], gone: str) -> None:
    rows = joined(branches)
    assert rows.page(3, after=gone) == rows.page(3)


def test_counts_and_sums_are_those_of_both(branches: QuerySet[Branch]) -> None:
    rows = joined(branches)
    assert rows.count == 11
    assert sum(money.minor for money in rows.totals("pk")) == sum(branches.values_list("pk", flat=True))
