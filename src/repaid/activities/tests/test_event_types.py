"""Forms of contact that an organisation adds (CC-17)."""

import pytest

from repaid.activities.choices import ActivityKind, EventType
from repaid.activities.commands.event_types import (
    TypeUsed,
    close_event_type,
    remove_event_type,
    save_event_type,
)
from repaid.activities.commands.noting import Contact, note_event
from repaid.activities.commands.planning import Plan, plan_activity
from repaid.activities.models import Activity
from repaid.activities.queries.event_types import further_types, type_choices
from repaid.activities.tests.office import SATURDAY, Office
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput

NAMES = {"en": "Trade fair", "pl": "Targi", "fa": " "}


def test_cc_17_the_four_named_types_and_further_ones_can_be_chosen(world: Office) -> None:
    """CC-17: telephone calls, meetings, offers, contracts, and further ones from a list that is kept here."""
    save_event_type(by=world.machine, code="fair", names=NAMES)
    offered = [value for value, _name in type_choices(world.ewa)]
    assert set(offered) >= {"phone_call", "meeting", "offer", "contract", "fair"} and offered[-1] == "other"
    note_event(by=world.ewa, told=Contact("fair", text="Stoisko 7"), about=world.anna)
    plan_activity(by=world.ewa, plan=Plan("Targi w Poznaniu", SATURDAY, kind=ActivityKind.EVENT, type="fair"))
    rows = Activity.objects.select_related("further")
    assert {(row.type, row.further.names["pl"]) for row in rows} == {(EventType.OTHER.value, "Targi")}
    assert "fa" not in further_types(world.ewa).get().names


def test_what_is_closed_stays_with_its_events(world: Office) -> None:
    save_event_type(by=world.machine, code="fair", names=NAMES)
    note_event(by=world.ewa, told=Contact("fair"), about=world.anna)
    close_event_type(by=world.machine, code="fair", closed=True)
    with pytest.raises(WrongInput):
        note_event(by=world.ewa, told=Contact("fair"), about=world.anna)
    with pytest.raises(TypeUsed):
        remove_event_type(by=world.machine, code="fair")
    close_event_type(by=world.machine, code="fair", closed=False)
    save_event_type(by=world.machine, code="ball", names=NAMES)
    remove_event_type(by=world.machine, code="ball")
    assert [row.code for row in further_types(world.ewa)] == ["fair"]


@pytest.mark.parametrize(("code", "names", "box"), [
    ("phone_call", NAMES, "code"), ("two words", NAMES, "code"), ("x" * 41, NAMES, "code"),
    ("fair", {"en": " "}, "names"),
])  # fmt: skip
def test_what_cannot_be_added_names_its_box(world: Office, code: str, names: dict[str, str], box: str) -> None:
    with pytest.raises(WrongInput) as refused:
        save_event_type(by=world.machine, code=code, names=names)
    assert refused.value.field == box


def test_each_refusal(world: Office) -> None:
    with pytest.raises(MissingRight):
        save_event_type(by=world.ewa, code="fair", names=NAMES)
    for command in (remove_event_type, close_event_type):
        more = {"closed": True} if command is close_event_type else {}
        with pytest.raises(NotFound):
            command(by=world.machine, code="fair", **more)
