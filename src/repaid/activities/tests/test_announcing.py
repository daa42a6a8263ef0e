"""Announcements (CT-36 to CT-38) and special messages (CC-07)."""

from dataclasses import replace
from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.commands.organisations import add_branch
from repaid.access.tests.people import member
from repaid.activities.commands.announcing import (
    Notice,
    change_announcement,
    publish_announcement,
    remove_announcement,
)
from repaid.activities.models import Announcement
from repaid.activities.queries.announcements import announcements_for, provinces
from repaid.activities.tests.office import FRIDAY, SATURDAY, Office
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput


@pytest.fixture
def branches(world: Office) -> tuple[Actor, Actor]:
    """A user in branch 7305 of province 73, and one in branch 6140 of province 61."""
    add_branch(by=world.machine, code="7305", name="شهید مطهری لرستان", province="73")
    add_branch(by=world.machine, code="6140", name="اهواز", province="61")
    lorestan = member(world.machine, "Maryam Lorestani", (), scope=ScopeLevel.BRANCH, branch="7305")
    ahwaz = member(world.machine, "Ali Ahwazi", (), scope=ScopeLevel.BRANCH, branch="6140")
    return lorestan, ahwaz


def titles(by: Actor, today: date = FRIDAY) -> list[str]:
    return [row.title for row in announcements_for(by, today)]


def province(world: Office, name: str) -> int:
    return provinces(world.machine).get(name=name).pk


def test_ct_36_a_provincial_one_is_read_in_its_province_only(world: Office, branches: tuple[Actor, Actor]) -> None:
    """CT-36: a provincial announcement of province 73 is visible on the home page of a user in 7305 and not of a user
    in 6140; a public one is visible to both."""
    local = Notice("Zebranie w 73", is_public=False, province=province(world, "73"))
    publish_announcement(by=world.maria, notice=local)
    publish_announcement(by=world.maria, notice=Notice("Święto"))
    assert [titles(by) for by in branches] == [["Święto", "Zebranie w 73"], ["Święto"]]


def test_ct_37_what_is_not_active_is_read_by_nobody(world: Office) -> None:
    """CT-37: active + public shows the announcement; not active shows it to nobody; without title it is not saved; with
    "public" off a province must be chosen."""
    publish_announcement(by=world.maria, notice=Notice("Cicho", is_active=False))
    assert titles(world.ewa) == []
    for notice, box in ((Notice(" "), "title"), (Notice("Gdzie?", is_public=False), "province")):
        with pytest.raises(WrongInput) as refused:
            publish_announcement(by=world.maria, notice=notice)
        assert refused.value.field == box
    assert Announcement.objects.count() == 1


def test_ct_38_taking_off_active_removes_it(world: Office) -> None:
    """CT-38: taking off "active" removes it from home pages at next load."""
    notice = Notice("Przerwa w pracy systemu", code="IT-1", text="W sobotę")
    key = publish_announcement(by=world.maria, notice=notice).announcement_id
    assert titles(world.ewa) == ["Przerwa w pracy systemu"]
    change_announcement(by=world.maria, announcement=key, notice=replace(notice, is_active=False))
    assert titles(world.ewa) == []
    change_announcement(by=world.maria, announcement=key, notice=notice)
    remove_announcement(by=world.maria, announcement=key)
    assert titles(world.ewa) == []
    with pytest.raises(NotFound):
        remove_announcement(by=world.maria, announcement=key)


def test_cc_07_a_special_message_stands_on_top_until_its_end(world: Office) -> None:
    """CC-07: a message published to all appears on every user's start screen until its end date."""
    publish_announcement(by=world.maria, notice=Notice("Wyniki kwartału", is_special=True, until=SATURDAY))
    publish_announcement(by=world.maria, notice=Notice("Parking"))
    for by in (world.ewa, world.bogdan, world.wanda()):
        assert titles(by) == ["Wyniki kwartału", "Parking"]
        assert titles(by, SATURDAY) == ["Wyniki kwartału", "Parking"]
        assert titles(by, date(2026, 11, 22)) == ["Parking"]


def test_not_without_the_right(world: Office) -> None:
    with pytest.raises(MissingRight):
        publish_announcement(by=world.ewa, notice=Notice("Plotka"))
