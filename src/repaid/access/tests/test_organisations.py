"""Setting up an organisation."""

from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.commands.organisations import (
    DayGoesForward,
    OrganisationExists,
    add_branch,
    move_business_day,
    save_group,
)
from repaid.access.models import AuditRecord, Branch, Group
from repaid.access.queries import branches
from repaid.access.tests.people import krakowska
from repaid.kernel.refusal import WrongInput


@pytest.fixture
def machine(db: None) -> Actor:
    return krakowska()


def test_it_works(machine: Actor) -> None:
    assert [branch.name for branch in branches(machine)] == ["Kraków", "Warszawa"]
    assert AuditRecord.objects.filter(command="access.record_opening").count() == 1


def test_a_code_names_one_organisation(machine: Actor) -> None:
    with pytest.raises(OrganisationExists, match="krakowska"):
        krakowska()


def test_a_code_names_one_branch(machine: Actor) -> None:
    with pytest.raises(WrongInput):
        add_branch(by=machine, code="KR", name="Kraków Podgórze")
    assert not Branch.objects.filter(name="Kraków Podgórze").exists()


def test_a_group_takes_rights_that_exist(machine: Actor) -> None:
    with pytest.raises(WrongInput, match=r"access\.fly"):
        save_group(by=machine, code="pilots", names={"en": "Pilots"}, rights=("access.fly",))
    assert not Group.objects.exists()


def test_saving_a_group_again_changes_its_rights(machine: Actor) -> None:
    for rights in (("access.approve",), ("access.read_audit",)):
        save_group(by=machine, code="readers", names={"en": "Readers"}, rights=rights)
    assert Group.objects.get().rights == ["access.read_audit"]


def test_the_business_day_moves_forward_only(machine: Actor) -> None:
    move_business_day(by=machine, day=date(2026, 11, 23))
    assert today(machine.organisation_id) == date(2026, 11, 23)
    with pytest.raises(DayGoesForward):
        move_business_day(by=machine, day=date(2026, 11, 23))
