"""Lists: keyset paging with ties and gaps, search, filters, sums, exports; how many queries they take."""

from typing import Any

import pytest
from django.db.models import F, Q, QuerySet
from django.test import Client, RequestFactory
from django.utils.translation import override
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from loanmath.money import Money
from repaid.access.actors import Actor, staff_actor
from repaid.access.models import Branch, User
from repaid.interfaces.ui import listing as listings
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.listing import Listing
from repaid.interfaces.ui.paging import Keyset, is_nullable
from repaid.interfaces.ui.testing import page_text


class Branches(Listing):
    """Branches with a province that may be missing."""

    identity = "branches"
    title = "Branches"
    columns = (
        Column("code", "Code", kind="code", sort="code", link=lambda row: f"/branches/{row.code}"),
        Column("name", "Name", sort="name"),
        Column("province.name", "Province", sort="province__name"),
        Column(lambda row: Money(row.pk * 100, "PLN"), "Amount", kind="money"),
    )
    filters = (
        Filter(
            "where",
            "Where",
            (Choice("north", "North", Q(code__startswith="N")), Choice("south", "South", Q(code__startswith="S"))),
        ),
        Filter("province", "Province", (Choice("none", "None", Q(province=None)),)),
    )
    search_fields = ("name", "code")
    order = "name"
    rows_default = 25
    sizes = (2, 25)


@pytest.fixture
def branches(lender: Actor, ewa: User) -> QuerySet[Branch]:
    """Nine branches: names in threes, some without a province."""
    User.objects.update(branch=None)
    Branch.objects.all().delete()
    province = lender and Branch._meta.get_field("province").related_model.objects.first()
    for number in range(9):
        Branch.objects.create(
            organisation_id=lender.organisation_id,
            code=f"{'NS'[number % 2]}{number}",
            name=["Lódz", "Łomża", "Kraków"][number % 3],
            province=province if number % 4 else None,
        )
    return Branch.objects.select_related("province")


def listing(branches: QuerySet[Branch], **asked: Any) -> Branches:
    return Branches(asking(asked), branches)


def asking(asked: dict[str, Any]) -> Any:
    """A request of Ewa, who may do everything."""
    request = RequestFactory().get("/branches", asked)
    request.user = User.objects.get(name="Ewa Przykładowa")
    request.actor = staff_actor(request.user, channel="backoffice")
    return request


def walked(keyset: Keyset, rows: QuerySet[Any], size: int) -> tuple[list[int], list[int]]:
    """The keys met on the way from the first page to the last, and on the way back."""
    page = keyset.page(rows, rows, size)
    there, pages = [row.pk for row in page.rows], 1
    while page.next is not None:
        page = keyset.page(rows, rows, size, after=str(page.next))
        there += [row.pk for row in page.rows]
        pages += 1
        assert pages < 50
    back = [row.pk for row in page.rows]
    while page.previous is not None:
        page = keyset.page(rows, rows, size, before=str(page.previous))
        back = [row.pk for row in page.rows if row.pk not in back] + back
        pages += 1
        assert pages < 100
    return there, back


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["pk", "code", "name", "province__name", "tied"]), st.booleans(), st.integers(1, 10))
def test_every_row_is_met_once_in_order_in_both_directions(
    branches: QuerySet[Branch], key: str, descending: bool, size: int
) -> None:
    rows = branches.annotate(tied=F("province_id"))
    keyset = Keyset(key, descending)
    whole = [row.pk for row in keyset.ordered(rows)]
    there, back = walked(keyset, rows, size)
    assert there == whole and back == whole


def test_rows_without_a_key_come_last(branches: QuerySet[Branch]) -> None:
    for descending in (False, True):
        ordered = list(Keyset("province__name", descending).ordered(branches))
        assert [row.province_id is None for row in ordered] == [False] * 6 + [True] * 3


def test_a_row_that_has_gone_leads_to_the_first_page(branches: QuerySet[Branch]) -> None:
    keyset = Keyset("name")
    first = keyset.page(branches, branches, 3)
    for gone in ("999999", "abc", "1; drop"):
        assert keyset.page(branches, branches, 3, after=gone) == first


def test_a_short_way_back_shows_the_whole_first_page(branches: QuerySet[Branch]) -> None:
    keyset = Keyset("pk")
    keys = [row.pk for row in branches.order_by("pk")]
    page = keyset.page(branches, branches, 3, before=str(keys[1]))
    assert [row.pk for row in page.rows] == keys[:3] and page.previous is None


def test_what_may_be_missing_is_known(branches: QuerySet[Branch]) -> None:
    assert not is_nullable(branches, "pk") and not is_nullable(branches, "name")
    assert is_nullable(branches, "province__name") and is_nullable(branches.annotate(x=F("name")), "x")
    assert not is_nullable(branches, "organisation__name") and is_nullable(branches, "nothing")


def test_search_begins_with_two_characters_and_reads_persian_digits(branches: QuerySet[Branch]) -> None:
    assert listing(branches, q="n").count == 9
    assert [row.code for row in listing(branches, q="n۴").page.rows] == ["N4"]
    assert {row.name for row in listing(branches, q="ŁOM").page.rows} == {"Łomża"}


def test_filters_combine(branches: QuerySet[Branch]) -> None:
    assert listing(branches, where="north").count == 5
    assert listing(branches, where=["north", "south"]).count == 9
    assert listing(branches, where="north", province="none").count == 3
    assert listing(branches, where="nowhere").count == 9


def test_the_address_keeps_what_was_chosen(branches: QuerySet[Branch]) -> None:
    shown = listing(branches, q="ka", where=["north", "south"], sort="-code", rows="2", after="7")
    assert shown.address() == "/branches?where=north&where=south&rows=2&after=7&sort=-code&q=ka"
    assert shown.csv_address == "/branches?where=north&where=south&rows=2&sort=-code&q=ka&export=csv"
    assert shown.clear_address == "/branches?rows=2&sort=-code"
    assert shown.chips[0].removal == "/branches?rows=2&sort=-code&q=ka"


def test_heads_ask_for_the_other_direction(branches: QuerySet[Branch]) -> None:
    heads = {str(head.column.label): (head.sort, head.direction) for head in listing(branches, sort="code").heads}
    assert heads["Code"] == ("-code", "ascending")
    assert heads["Name"] == ("name", "")
    assert heads["Amount"] == ("", "")
    assert listing(branches, sort="-code").heads[0].sort == "code"


def test_a_long_list_is_sorted_by_what_an_index_sorts(
    branches: QuerySet[Branch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Branches, "sorts_of_any_length", frozenset({"name"}))
    short = listing(branches, sort="code")
    assert (short.sort, short.waits_to_be_sorted) == ("code", False)
    monkeypatch.setattr(listings, "COUNT_MAX", 2)
    long = listing(branches, sort="code")
    assert (long.sort, long.waits_to_be_sorted) == ("name", True)
    heads = {str(head.column.label): head.sort for head in long.heads}
    assert (heads["Code"], heads["Name"]) == ("", "-name")


def test_an_unknown_order_or_size_is_the_default(branches: QuerySet[Branch]) -> None:
    shown = listing(branches, sort="organisation__id", rows="100000")
    assert shown.sort == "name" and shown.size == 25


def test_a_page_takes_three_queries(
    branches: QuerySet[Branch], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = listing(branches, rows="2").page
    shown = listing(branches, rows="2", after=str(first.next))
    with django_assert_num_queries(3):
        assert shown.lines and shown.count == 9


def test_sums_one_a_currency(branches: QuerySet[Branch]) -> None:
    class Summed(Branches):
        total_of = ("pk", "unit")

    rows = branches.annotate(unit=F("organisation__currency"))
    shown = Summed(RequestFactory().get("/"), rows)
    assert shown.totals == [Money(sum(row.pk for row in rows), "PLN")]


def test_a_part_is_the_rows_alone_and_says_how_many(client: Client) -> None:
    answer = client.get("/rows?q=Ewa", headers={"HX-Request": "true", "HX-Target": "people-rows"})
    assert "<html" not in answer.content.decode()
    assert answer["HX-Push-Url"] == "/rows?q=Ewa"
    assert answer["HX-Trigger"] == '{"said": "rows: 1"}'
    assert len(answer.content) < 15_000


def test_nothing_found_names_what_was_searched(client: Client) -> None:
    text = page_text(client.get("/rows?q=wzorcowyy"))
    assert "Nothing found for “wzorcowyy”." in text and "Clear all" in text


def test_the_count_is_exact_up_to_ten_thousand(branches: QuerySet[Branch], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("repaid.interfaces.ui.paging.COUNT_MAX", 5)
    monkeypatch.setattr("repaid.interfaces.ui.listing.COUNT_MAX", 5)
    with override("en"):
        assert listing(branches).count_text == "more than 5 rows"
