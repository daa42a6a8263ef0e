"""Members of staff: defining, changing, letting go; nobody gives more than he has."""

from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db import connection

from repaid.access.actors import Actor
from repaid.access.choices import Audience, EmploymentKind, Gender, ScopeLevel
from repaid.access.commands.branches import archive_branch
from repaid.access.commands.groups import define_group
from repaid.access.commands.intake import StaffRow, bring_staff, looked_at, rows_of, take_staff
from repaid.access.commands.organisations import save_group
from repaid.access.commands.staff import block_user, change_user, define_user, remove_users, set_staff_password
from repaid.access.hiring import LastAdministrator
from repaid.access.matching import staff_matching
from repaid.access.models import AuditRecord, Branch, Employment, Subject, User
from repaid.access.queries import branches, provinces, staff, staff_file
from repaid.access.staffing import LoginTaken, StaffData
from repaid.access.subjects import build_subject
from repaid.access.tests.bank import PASSWORD, actor_of, bank, employ, hq_admin
from repaid.kernel.portraits import NoPhoto
from repaid.kernel.refusal import Forbidden, MissingRight, NotFound, Refusal, WrongInput

EVERYTHING = {
    "username": "5001", "given_names": "سارا", "family_name": "احمدی", "kind": EmploymentKind.FULL_TIME,
    "groups": ("collections",), "branch": "6140", "address": "تهران، خیابان نمونه", "gender": Gender.WOMAN,
    "personnel_code": "77", "national_id": "0012345679", "birth_certificate": "1200", "phone": "05600000001",
    "mobile": "09120000001", "email": "sara@nemuneh.example",
}  # fmt: skip


@pytest.fixture
def machine(db: None) -> Actor:
    return bank()


def defined(by: Actor, **changes: Any) -> int:
    return define_user(by=by, data=StaffData(**{**EVERYTHING, **changes}), password=PASSWORD).user_id


def signs_in(login: str, password: str = PASSWORD) -> bool:
    return authenticate(None, audience=Audience.STAFF, login=login, password=password) is not None


def test_a_user_with_all_fields_is_kept(machine: Actor) -> None:
    """CT-24: the national id is encrypted, found by a digest of the organisation, and no record of what was done
    holds a name."""
    user = staff(machine).get(pk=defined(machine))
    row = user.employment
    assert {name: getattr(row, name) for name in ("username", "personnel_code", "mobile", "gender", "national_id")} == {
        "username": "5001", "personnel_code": "77", "mobile": "09120000001", "gender": "woman",
        "national_id": "0012345679",
    }  # fmt: skip
    assert (user.name, user.branch.title, user.province.title) == (
        "سارا احمدی",
        "6140(اکباتان تهران)",
        "96(تهران(غرب))",
    )
    kept = AuditRecord.objects.get(command="access.define_user")
    assert kept.arguments["data"] == "•" and kept.outcome["groups"] == ["collections"]
    assert signs_in("5001")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": "۵۰۰۱"}, "username"),
        ({"username": " "}, "username"),
        ({"family_name": ""}, "family_name"),
        ({"national_id": "0012345678"}, "national_id"),
        ({"national_id": "۰۰۱۲۳۴۵۶۷۹"}, "national_id"),
        ({"branch": "9999"}, "branch"),
        ({"branch": ""}, "branch"),
        ({"branch": "", "province": "99"}, "province"),
        ({"groups": ("nobody",)}, "groups"),
        ({"kind": "sometimes"}, "kind"),
        ({"email": "sara at home"}, "email"),
    ],
)
def test_what_cannot_be_kept_names_its_box(machine: Actor, changes: dict[str, Any], field: str) -> None:
    """CT-24: an existing username is refused; national ID 0012345679 passes (once) and 0012345678 is refused."""
    defined(machine)
    with pytest.raises(Refusal) as refused:
        defined(machine, **{"username": "5002", "national_id": "", **changes})
    assert refused.value.field == field
    assert User.objects.count() == 1


def test_a_photo_must_be_a_picture(machine: Actor) -> None:
    """CT-24: a non-image photo is refused, whatever it is called."""
    with pytest.raises(NoPhoto) as refused:
        define_user(by=machine, data=StaffData(**EVERYTHING), password=PASSWORD, photo=b"<html>photo.jpg</html>")
    assert refused.value.field == "photo" and not User.objects.exists()


def test_a_change_of_branch_changes_the_province(machine: Actor) -> None:
    """CT-25: from 6140 to 7305; a national id that is not typed again stays."""
    key = defined(machine)
    change_user(by=machine, user=key, data=StaffData(**{**EVERYTHING, "branch": "7305", "national_id": ""}))
    user = staff(machine).get(pk=key)
    assert (user.branch.title, user.province.title) == ("7305(شهید مطهری لرستان)", "73(لرستان)")
    assert user.employment.national_id == "0012345679"


def test_two_users_go_with_their_work_handed_over(machine: Actor) -> None:
    """CT-21: they are in no list and cannot log in; what they did stays under their names."""
    keys = [employ(machine, name).account for name in ("5001", "5002", "5003")]
    row = build_subject(organisation_id=machine.organisation_id, branch_id=None, kind="case", number="1", title="رضا")
    row.handler_id = keys[0]
    row.save()
    gone = remove_users(by=machine, users=tuple(keys[:2]), heir=keys[2])
    assert gone.handed_over >= 1 and Subject.objects.get().handler_id == keys[2]
    assert [user.pk for user in staff(machine)] == [keys[2]]
    assert [user.name for user in staff(machine, former=True)] == ["سارا نمونه 5001", "سارا نمونه 5002"]
    assert not signs_in("5001") and signs_in("5003")
    block_user(by=machine, user=keys[0], blocked=False)
    assert signs_in("5001") and staff(machine).count() == 2


def test_of_several_users_all_go_or_none(machine: Actor) -> None:
    admin = hq_admin(machine)
    sara = employ(machine, "5001").account
    with pytest.raises(Forbidden, match="own account"):
        remove_users(by=admin, users=(sara, admin.account))
    with pytest.raises(WrongInput):
        remove_users(by=admin, users=(sara, 999_999))
    with pytest.raises(WrongInput) as refused:
        remove_users(by=admin, users=(sara,), heir=sara)
    assert refused.value.field == "heir"
    assert staff(machine).count() == 2


def test_the_last_administrator_stays(machine: Actor) -> None:
    admin = hq_admin(machine)
    with pytest.raises(LastAdministrator):
        remove_users(by=machine, users=(admin.account,))
    with pytest.raises(LastAdministrator):
        block_user(by=machine, user=admin.account, blocked=True)
    assert User.objects.get(pk=admin.account).is_active


def test_a_new_password_is_the_only_one(machine: Actor) -> None:
    """CT-23: user 5001 logs in with the new password only; the current one is not asked for; the act is recorded."""
    admin, sara = hq_admin(machine), employ(machine, "5001")
    set_staff_password(by=admin, user=sara.account, password="Damavand-2026-kuh")
    assert not signs_in("5001") and signs_in("5001", "Damavand-2026-kuh")
    assert AuditRecord.objects.get(command="access.set_staff_password").user_id == admin.account
    with pytest.raises(WrongInput):
        set_staff_password(by=admin, user=sara.account, password="short")


def test_a_branch_manager_gives_no_more_than_he_has(machine: Actor) -> None:
    """CT-13, CT-17: only his branch, no wider view, no group with a right that he does not have."""
    manager = employ(machine, "7000", "managers", "7305")
    save_group(by=machine, code="askers", names={"fa": "پرسندگان"}, rights=("contracts.view",))
    assert define_user(
        by=manager, data=StaffData(username="7001", family_name="لری", branch="7305", groups=("askers",)),
        password=PASSWORD,
    ).branch == "7305"  # fmt: skip
    cases = [
        ({"branch": "6140"}, "placed_elsewhere", "branch"),
        ({"branch": "7317"}, "placed_elsewhere", "branch"),
        ({"scope": ScopeLevel.PROVINCE}, "scope_too_wide", "scope"),
        ({"groups": ("hq-admins",)}, "more_than_own", "groups"),
    ]
    for changes, rule, field in cases:
        data = StaffData(**{"username": "7002", "family_name": "لری", "branch": "7305", **changes})
        with pytest.raises(Forbidden) as refused:
            define_user(by=manager, data=data, password=PASSWORD)
        assert (refused.value.facts["rule"], refused.value.field) == (rule, field)


def test_who_may_do_more_is_out_of_reach(machine: Actor) -> None:
    """Otherwise a new password would be a way to more rights."""
    manager = employ(machine, "7000", "managers", "7305")
    admin = employ(machine, "1000", "hq-admins", "7305", scope=ScopeLevel.ORGANISATION)
    for act in (
        lambda: set_staff_password(by=manager, user=admin.account, password=PASSWORD),
        lambda: block_user(by=manager, user=admin.account, blocked=True),
        lambda: remove_users(by=manager, users=(admin.account,)),
    ):
        with pytest.raises(Forbidden, match="more than you"):
            act()
    with pytest.raises(NotFound):
        set_staff_password(by=manager, user=employ(machine, "5001").account, password=PASSWORD)
    with pytest.raises(MissingRight):
        set_staff_password(by=actor_of(employ(machine, "5002").account), user=admin.account, password=PASSWORD)


@pytest.mark.parametrize(
    ("scope", "people", "places"),
    [
        (ScopeLevel.OWN, {"7000"}, {"7305"}),
        (ScopeLevel.GROUP, {"7000", "7400"}, {"7305"}),
        (ScopeLevel.BRANCH, {"7000", "7001"}, {"7305"}),
        (ScopeLevel.PROVINCE, {"7000", "7001", "7300"}, {"7305", "7317"}),
        (ScopeLevel.ORGANISATION, {"7000", "7001", "7300", "5001", "7400"}, {"6140", "7305", "7317"}),
    ],
)
def test_lists_and_choices_end_at_the_scope(
    machine: Actor, scope: ScopeLevel, people: set[str], places: set[str]
) -> None:
    """CT-16, CT-17: an admin of province 73 sees 7305 and 7317 and nothing of province 96."""
    reader = employ(machine, "7000", "managers", "7305", scope=scope)
    for name, group, branch in (
        ("7001", "clerks", "7305"), ("7300", "clerks", "7317"), ("5001", "clerks", "6140"),
        ("7400", "managers", "6140"),
    ):  # fmt: skip
        employ(machine, name, group, branch)
    assert {user.employment.username for user in staff(reader)} == people
    assert {branch.code for branch in branches(reader)} == places
    assert {province.code for province in provinces(reader)} == (
        {"73", "96"} if scope is ScopeLevel.ORGANISATION else {"73"}
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("614", {"5001"}), ("6140", {"5001"}), ("50", {"5001"}), ("۵۰۰۱", {"5001"}), ("كوهدشت", {"7301"}),
        ("لرستان", {"7301"}), ("part", {"7301"}), ("Collections", {"5001", "7301"}), ("7301 كوهدشت", {"7301"}),
        ("nobody", set()),
    ],
)  # fmt: skip
def test_users_are_found_by_a_part_of_what_is_shown(machine: Actor, typed: str, found: set[str]) -> None:
    """CT-20, decision 32."""
    employ(machine, "5001")
    employ(machine, "7301", branch="7317", kind=EmploymentKind.PART_TIME)
    rows = staff_matching(staff(machine), machine, typed)
    assert {user.employment.username for user in rows} == found


def rows_of_file(*names: str) -> tuple[StaffRow, ...]:
    return tuple(
        StaffRow(line, StaffData(username=name, family_name=f"نمونه {name}", branch="6140"), PASSWORD)
        for line, name in enumerate(names, start=2)
    )


def test_a_file_creates_who_is_right_and_tells_of_who_is_wrong(machine: Actor) -> None:
    """CT-27: ten rows with one existing username create nine; looking at them creates nobody."""
    admin = hq_admin(machine)
    employ(machine, "5009")
    brought = bring_staff(by=admin, name="users.xlsx", rows=rows_of_file(*map(str, range(5001, 5011))))
    with connection.cursor() as cursor:
        cursor.execute("SELECT rows FROM access_stafffile")
        assert PASSWORD.encode() not in bytes(cursor.fetchone()[0])
    said = looked_at(admin, rows_of(staff_file(admin, brought.file_id)))
    assert [(each.line, each.username) for each in said if each.wrong] == [(10, "5009")]
    assert Employment.objects.count() == 2
    done = take_staff(by=admin, file=brought.file_id)
    assert (len(done.users), done.wrong, Employment.objects.count()) == (9, 1, 11)
    kept = staff_file(admin, brought.file_id)
    assert kept.rows is None and kept.outcome["rows"][8]["wrong"] == str(LoginTaken())
    with pytest.raises(WrongInput, match="already"):
        take_staff(by=admin, file=brought.file_id)


def test_the_second_of_two_like_rows_is_wrong(machine: Actor) -> None:
    said = looked_at(machine, rows_of_file("5001", "5002", "5001"))
    assert [(each.line, each.wrong) for each in said if each.wrong] == [(4, "The same stands in a row above: 5001.")]


def test_a_file_is_the_business_of_who_brought_it(machine: Actor) -> None:
    brought = bring_staff(by=hq_admin(machine), name="users.csv", rows=rows_of_file("5001"))
    with pytest.raises(NotFound):
        staff_file(employ(machine, "2000", "hq-admins", scope=ScopeLevel.ORGANISATION), brought.file_id)
    for rows in ((), rows_of_file("5001") * 301):
        with pytest.raises(WrongInput):
            bring_staff(by=machine, name="users.csv", rows=rows)


def test_an_archived_branch_takes_nobody(machine: Actor) -> None:
    archive_branch(by=machine, branch=Branch.objects.get(code="6140").pk, archived=True)
    with pytest.raises(WrongInput):
        defined(machine)


def test_a_right_holds_on_the_very_next_request(machine: Actor) -> None:
    """CT-25: adding a group adds its pages."""
    sara = employ(machine, "5001")
    define_group(by=machine, names={"en": "test"}, rights=("reports.view",))
    assert not sara.may("reports.view")
    data = StaffData(username="5001", family_name="احمدی", branch="6140", groups=("collections", "test"))
    change_user(by=machine, user=sara.account, data=data)
    assert actor_of(sara.account).may("reports.view")
