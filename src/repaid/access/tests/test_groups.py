"""Groups of rights."""

import pytest

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.commands.groups import change_group, define_group, remove_groups, supply_groups
from repaid.access.hiring import LastAdministrator
from repaid.access.models import Group
from repaid.access.queries import group_history, group_named, groups
from repaid.access.rights import all_rights
from repaid.access.tests.bank import actor_of, bank, employ, hq_admin
from repaid.kernel.refusal import Forbidden, NotFound, WrongInput


@pytest.fixture
def machine(db: None) -> Actor:
    return bank()


def test_five_groups_are_supplied_once(machine: Actor) -> None:
    """CT-08, decision 16; what an organisation made of one stays."""
    Group.objects.filter(code="clerks").update(rights=[])
    assert supply_groups(by=machine).codes == ()
    assert {row.names["fa"] for row in groups(machine)} == {
        "مدیران شعب", "ادمین معاونت حقوقی و وصول مطالبات", "وصول مطالبات", "ادمین استان‌ها", "متصدی",
    }  # fmt: skip
    assert Group.objects.get(code="clerks").rights == []


def test_a_group_is_defined_with_rights_that_one_has(machine: Actor) -> None:
    """CT-10: a group "test"."""
    admin = hq_admin(machine)
    made = define_group(by=admin, names={"en": "test"}, rights=("access.branches",))
    assert (made.code, made.added) == ("test", ("access.branches",))
    assert define_group(by=admin, names={"en": "Test"}, rights=()).code == "test-2"
    assert define_group(by=admin, names={"fa": "آزمون"}, rights=()).code == "group"
    missing = next(code for code in all_rights() if not admin.may(code))
    with pytest.raises(Forbidden) as refused:
        define_group(by=admin, names={"en": "More"}, rights=(missing,))
    assert (refused.value.facts["rule"], refused.value.field) == ("more_than_own", "rights")
    for names, rights in (({"en": " "}, ()), ({"en": "Pilots"}, ("access.fly",))):
        with pytest.raises(WrongInput):
            define_group(by=admin, names=names, rights=rights)


def test_unticking_holds_on_the_next_request_and_is_remembered(machine: Actor) -> None:
    """CT-12."""
    admin = hq_admin(machine)
    define_group(by=admin, names={"en": "test"}, rights=("access.branches", "reports.view"))
    sara = employ(machine, "5001", "test")
    change_group(by=admin, group="test", names={"en": "test"}, rights=("reports.view",))
    assert not actor_of(sara.account).may("access.branches")
    now, before = group_history(group_named(machine, "test"))
    assert (now.rights, before.rights) == (["reports.view"], ["access.branches", "reports.view"])
    assert now.pgh_context.metadata["name"] == admin.name


def test_a_right_that_one_does_not_have_may_stay(machine: Actor) -> None:
    Group.objects.filter(code="clerks").update(rights=["contracts.waive"])
    admin = hq_admin(machine)
    changed = change_group(by=admin, group="clerks", names={"en": "Clerk"}, rights=("contracts.waive", "reports.view"))
    assert changed.added == ("reports.view",)


def test_groups_are_not_of_one_branch(machine: Actor) -> None:
    manager = employ(machine, "7000", "hq-admins", "7305", scope=ScopeLevel.BRANCH)
    for act in (
        lambda: define_group(by=manager, names={"en": "test"}, rights=()),
        lambda: change_group(by=manager, group="clerks", names={"en": "Clerk"}, rights=()),
        lambda: remove_groups(by=manager, groups=("clerks",)),
    ):
        with pytest.raises(Forbidden, match="whole organisation"):
            act()


def test_the_last_administrator_keeps_the_right(machine: Actor) -> None:
    admin = hq_admin(machine)
    with pytest.raises(LastAdministrator):
        change_group(by=admin, group="hq-admins", names={"en": "HQ"}, rights=("access.users",))
    assert "access.administer" in Group.objects.get(code="hq-admins").rights


def test_a_group_that_somebody_has_stays(machine: Actor) -> None:
    """CT-09: deleting [وصول مطالبات] while user 5001 has it is refused with the reason; one without users goes."""
    employ(machine, "5001")
    with pytest.raises(Forbidden, match="1 user has it"):
        remove_groups(by=machine, groups=("clerks", "collections"))
    assert Group.objects.filter(code="clerks").exists()
    remove_groups(by=machine, groups=("clerks",))
    assert not Group.objects.filter(code="clerks").exists()
    with pytest.raises(NotFound):
        remove_groups(by=machine, groups=("clerks",))
