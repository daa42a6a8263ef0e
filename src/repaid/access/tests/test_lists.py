"""How a user wants to see lists: hidden columns, saved views, close rows."""

import pytest

from repaid.access.actors import Actor
from repaid.access.commands.lists import TooManyViews, arrange_list, forget_view, save_view
from repaid.access.commands.users import save_preferences
from repaid.access.models import AuditRecord, User
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import WrongInput


@pytest.fixture
def ewa(db: None) -> Actor:
    return member(krakowska(), "Ewa Porządna", ())


def lists_of(by: Actor) -> dict[str, object]:
    return User.objects.get(pk=by.user_id).lists


def test_columns_are_hidden_and_shown_again(ewa: Actor) -> None:
    arrange_list(by=ewa, name="contracts", hidden=("Product", "Borrower"))
    assert lists_of(ewa) == {"contracts": {"hidden": ["Borrower", "Product"]}}
    arrange_list(by=ewa, name="contracts", hidden=())
    assert lists_of(ewa) == {"contracts": {"hidden": []}}


def test_views_are_kept_by_name_and_removed(ewa: Actor) -> None:
    arrange_list(by=ewa, name="contracts", hidden=("Product",))
    save_view(by=ewa, name="contracts", view=" Late ", query="late=1")
    save_view(by=ewa, name="contracts", view="Late", query="late=1&sort=-overdue")
    save_view(by=ewa, name="daily-closes", view="All", query="")
    assert lists_of(ewa)["contracts"] == {"hidden": ["Product"], "views": {"Late": "late=1&sort=-overdue"}}
    forget_view(by=ewa, name="contracts", view="Late")
    assert lists_of(ewa)["contracts"] == {"hidden": ["Product"], "views": {}}


def test_names_of_views_are_nobody_elses_business(ewa: Actor) -> None:
    save_view(by=ewa, name="contracts", view="Kowalska", query="q=Kowalska")
    kept = AuditRecord.objects.get(command="access.save_view")
    assert kept.arguments == {"name": "contracts", "view": "•", "query": "•"}


@pytest.mark.parametrize(
    "given",
    [
        {"view": " "}, {"view": "x" * 41}, {"query": "x" * 501}, {"name": "../etc"}, {"name": "x" * 41}, {"name": ""},
    ],
)  # fmt: skip
def test_what_is_no_view(ewa: Actor, given: dict[str, str]) -> None:
    with pytest.raises(WrongInput):
        save_view(by=ewa, **{"name": "contracts", "view": "Late", "query": "late=1"} | given)


def test_too_many_columns_or_views(ewa: Actor) -> None:
    with pytest.raises(WrongInput):
        arrange_list(by=ewa, name="contracts", hidden=tuple(map(str, range(61))))
    for number in range(12):
        save_view(by=ewa, name="contracts", view=f"View {number}", query="")
    with pytest.raises(TooManyViews):
        save_view(by=ewa, name="contracts", view="One more", query="")


def test_rows_stand_closer_when_that_is_chosen(ewa: Actor) -> None:
    save_preferences(by=ewa, language="pl", theme="dark", density="compact")
    save_preferences(by=ewa, language="pl", theme="light")
    assert User.objects.get(pk=ewa.user_id).density == "compact"
    with pytest.raises(WrongInput):
        save_preferences(by=ewa, language="pl", theme="light", density="crowded")
