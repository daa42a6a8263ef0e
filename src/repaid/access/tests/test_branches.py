"""Provinces and branches."""

from typing import Any

import pytest

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.commands.branches import (
    archive_branch,
    archive_province,
    change_branch,
    change_province,
    define_branch,
    define_province,
    remove_branches,
    remove_provinces,
)
from repaid.access.models import Branch, Province
from repaid.access.places import BranchData, PlaceInUse, ProvinceData
from repaid.access.queries import branch_at, branches, province_at, provinces, staff
from repaid.access.tests.bank import actor_of, bank, employ
from repaid.access.tests.people import krakowska
from repaid.kernel.refusal import Forbidden, NotFound, WrongInput

NEW = {"code": "8329", "name": "بهار", "province": "96", "network": "10.20.30.0/24"}


@pytest.fixture
def machine(db: None) -> Actor:
    return bank()


def key(code: str) -> int:
    return Branch.objects.get(code=code).pk


def test_a_new_branch_is_offered(machine: Actor) -> None:
    """CT-40."""
    sara, reza = employ(machine, "5001").account, employ(machine, "5002").account
    define_branch(by=machine, data=BranchData(**{**NEW, "manager": sara, "deputy": reza}))
    row = branches(machine).get(code="8329")
    assert (row.title, row.province.title, row.network) == ("8329(بهار)", "96(تهران(غرب))", "10.20.30.0/24")
    assert (row.manager_id, row.deputy_id) == (sara, reza)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "6140"}, "code"), ({"code": "۶۱۴۰"}, "code"), ({"code": ""}, "code"), ({"name": " "}, "name"),
        ({"network": "10.20.30.256"}, "network"), ({"network": "office"}, "network"), ({"province": "11"}, "province"),
        ({"manager": 999_999}, "manager"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_branch_names_its_box(machine: Actor, changes: dict[str, Any], field: str) -> None:
    """CT-40: code 6140 twice is refused; an invalid IP is refused."""
    with pytest.raises(WrongInput) as refused:
        define_branch(by=machine, data=BranchData(**{**NEW, **changes}))
    assert refused.value.field == field and Branch.objects.count() == 3


def test_a_manager_is_no_deputy_of_himself(machine: Actor) -> None:
    sara = employ(machine, "5001").account
    with pytest.raises(WrongInput, match="somebody else"):
        define_branch(by=machine, data=BranchData(**{**NEW, "manager": sara, "deputy": sara}))


def test_a_changed_name_is_shown_and_users_come_along(machine: Actor) -> None:
    """CT-41: a changed name is shown everywhere as code(name)."""
    sara = employ(machine, "5001").account
    change_branch(by=machine, branch=key("6140"), data=BranchData(code="6140", name="اکباتان", province="73"))
    user = staff(machine).get(pk=sara)
    assert (user.branch.title, user.province.title) == ("6140(اکباتان)", "73(لرستان)")


def test_what_is_used_is_archived(machine: Actor) -> None:
    """CT-39, decision 19: a branch with users cannot be deleted; archived it leaves the choices."""
    employ(machine, "7301", branch="7305")
    with pytest.raises(PlaceInUse, match="7305"):
        remove_branches(by=machine, branches=(key("7317"), key("7305")))
    assert Branch.objects.count() == 3
    remove_branches(by=machine, branches=(key("7317"),))
    archive_branch(by=machine, branch=key("7305"), archived=True)
    assert [row.code for row in branches(machine)] == ["6140"]
    assert branch_at(machine, key("7305")).archived_at is not None
    archive_branch(by=machine, branch=key("7305"), archived=False)
    assert [row.code for row in branches(machine)] == ["6140", "7305"]


def test_a_province_has_one_manager(machine: Actor) -> None:
    """CT-28: the data of the manager of province 96."""
    west = Province.objects.get(code="96")
    told = {"manager_name": "Omid Karimi", "manager_mobile": "09120000001", "manager_email": "omid@nemuneh.example"}
    change_province(by=machine, province=west.pk, data=ProvinceData(name="تهران(غرب)", code="96", **told))
    row = province_at(machine, west.pk)
    assert {name: getattr(row, name) for name in told} == told
    for wrong in ({"code": "73"}, {"name": "لرستان"}, {"name": ""}, {"manager_email": "omid"}):
        with pytest.raises(WrongInput):
            define_province(by=machine, data=ProvinceData(**{"name": "فارس", "code": "71", **wrong}))


def test_a_province_with_branches_stays(machine: Actor) -> None:
    made = define_province(by=machine, data=ProvinceData(name="فارس"))
    with pytest.raises(PlaceInUse):
        remove_provinces(by=machine, provinces=(Province.objects.get(code="96").pk,))
    remove_provinces(by=machine, provinces=(made.province_id,))
    archive_province(by=machine, province=Province.objects.get(code="96").pk, archived=True)
    assert [row.code for row in provinces(machine)] == ["73"]


def test_places_are_changed_by_who_sees_all_of_them(machine: Actor) -> None:
    manager = actor_of(employ(machine, "7000", "hq-admins", "7305", scope=ScopeLevel.PROVINCE).account)
    with pytest.raises(Forbidden, match="whole organisation"):
        change_branch(by=manager, branch=key("7305"), data=BranchData(code="7305", name="دیگر"))
    with pytest.raises(NotFound):
        remove_branches(by=krakowska(), branches=(key("7317"),))
    with pytest.raises(NotFound):
        branch_at(manager, key("6140"))
