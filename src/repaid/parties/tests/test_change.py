"""Changing parties."""

from datetime import date
from typing import Any

import pytest

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.models import User
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import NotFound, WrongInput
from repaid.parties.choices import RoleKind
from repaid.parties.commands.change import (
    AlreadyDeceased,
    NotACompany,
    PartyArchived,
    TreeWouldLoop,
    archive_party,
    change_party,
    give_role,
    link_party,
    mark_deceased,
)
from repaid.parties.commands.client_zone import open_client_zone
from repaid.parties.models import Party, PartyEvent
from repaid.parties.queries import find_parties, parties
from repaid.parties.tests.people import anna, jan, mleczarnia

DAY = date(2026, 11, 19)


@pytest.fixture
def machine(db: None) -> Actor:
    return krakowska()


class TestChangeParty:
    def test_it_works(self, machine: Actor) -> None:
        party = anna(machine)
        change_party(by=machine, number=party.number, family_name="Wójcik")
        party.refresh_from_db()
        assert (party.name, party.born_on) == ("Anna Wójcik", date(1902, 7, 8))
        assert list(find_parties(machine, "wojcik")) == [party]
        assert not find_parties(machine, "lukasik").exists()

    def test_history_keeps_the_former_name(self, machine: Actor) -> None:
        party = anna(machine)
        change_party(by=machine, number=party.number, family_name="Wójcik")
        names = PartyEvent.objects.filter(pgh_obj_id=party.pk).order_by("pgh_id").values_list("name", flat=True)
        assert list(names) == ["Anna Łukasik", "Anna Wójcik"]

    def test_outside_the_scope(self, machine: Actor) -> None:
        waldek = member(machine, "Waldek", ("parties.edit",), scope=ScopeLevel.BRANCH, branch="WA")
        with pytest.raises(NotFound):
            change_party(by=waldek, number=anna(machine).number, family_name="Wójcik")

    @pytest.mark.parametrize("wrong", [{"given_names": "", "family_name": ""}, {"born_on": date(2026, 11, 21)}])
    def test_wrong_input(self, machine: Actor, wrong: dict[str, Any]) -> None:
        with pytest.raises(WrongInput):
            change_party(by=machine, number=anna(machine).number, **wrong)


class TestMarkDeceased:
    def test_it_works(self, machine: Actor) -> None:
        party = anna(machine)
        open_client_zone(by=machine, number=party.number, login="anna", password="Pierwsze-haslo-2015")
        mark_deceased(by=machine, number=party.number, on=DAY)
        party.refresh_from_db()
        assert party.deceased_on == DAY
        assert not User.objects.get(person=party.subject).is_active, "CZ-35: the client-zone account is blocked"

    def test_once_only(self, machine: Actor) -> None:
        party = anna(machine)
        mark_deceased(by=machine, number=party.number, on=DAY)
        with pytest.raises(AlreadyDeceased):
            mark_deceased(by=machine, number=party.number, on=DAY)

    @pytest.mark.parametrize("day", [date(2026, 11, 21), date(1902, 7, 7)])
    def test_an_impossible_day(self, machine: Actor, day: date) -> None:
        with pytest.raises(WrongInput):
            mark_deceased(by=machine, number=anna(machine).number, on=day)

    def test_companies_do_not_die(self, machine: Actor) -> None:
        with pytest.raises(WrongInput):
            mark_deceased(by=machine, number=mleczarnia(machine).number, on=DAY)


class TestArchiveParty:
    def test_it_works(self, machine: Actor) -> None:
        party = anna(machine)
        archive_party(by=machine, number=party.number)
        assert not parties(machine).exists()
        assert list(parties(machine, archived=True)) == [party]

    def test_it_is_not_changed_any_more(self, machine: Actor) -> None:
        number = anna(machine).number
        archive_party(by=machine, number=number)
        with pytest.raises(PartyArchived):
            archive_party(by=machine, number=number)
        with pytest.raises(PartyArchived):
            give_role(by=machine, number=number, role=RoleKind.GUARANTOR)


class TestGiveRole:
    def test_it_works_and_twice_is_once(self, machine: Actor) -> None:
        party = anna(machine)
        for _time in (1, 2):
            give_role(by=machine, number=party.number, role=RoleKind.GUARANTOR)
        assert sorted(party.roles.values_list("role", flat=True)) == ["borrower", "guarantor"]

    def test_an_unknown_role(self, machine: Actor) -> None:
        with pytest.raises(WrongInput):
            give_role(by=machine, number=anna(machine).number, role="jester")  # type: ignore[arg-type]


class TestLinkParty:
    def parent_of(self, party: Party) -> str | None:
        party.refresh_from_db()
        return party.parent.name if party.parent else None

    def test_it_works(self, machine: Actor) -> None:
        company, person = mleczarnia(machine), jan(machine)
        link_party(by=machine, number=person.number, parent=company.number)
        assert self.parent_of(person) == "Mleczarnia Pod Lasem"
        link_party(by=machine, number=person.number, parent="")
        assert self.parent_of(person) is None

    def test_nobody_stands_below_a_person(self, machine: Actor) -> None:
        with pytest.raises(NotACompany):
            link_party(by=machine, number=mleczarnia(machine).number, parent=jan(machine).number)

    def test_no_loops(self, machine: Actor) -> None:
        top, middle, bottom = (mleczarnia(machine, name=name) for name in ("Las", "Polana", "Łąka"))
        link_party(by=machine, number=middle.number, parent=top.number)
        link_party(by=machine, number=bottom.number, parent=middle.number)
        with pytest.raises(TreeWouldLoop):
            link_party(by=machine, number=top.number, parent=bottom.number)
        with pytest.raises(TreeWouldLoop):
            link_party(by=machine, number=top.number, parent=top.number)

    def test_an_unknown_parent(self, machine: Actor) -> None:
        with pytest.raises(NotFound):
            link_party(by=machine, number=jan(machine).number, parent="77")
