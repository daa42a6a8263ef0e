"""Users on screen: the list, its toolbar, the form, passwords, letting go (CT-06, CT-17 to CT-25)."""

import io
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from repaid.access.actors import Actor
from repaid.access.choices import Audience, EmploymentKind, ScopeLevel
from repaid.access.models import StaffPhoto, User
from repaid.access.tests.bank import PASSWORD, bank, employ, hq_admin
from repaid.activities.commands.assigning import assign_work
from repaid.activities.commands.ground import About
from repaid.activities.commands.planning import Plan, plan_activity
from repaid.activities.models import Activity, Assignment
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import filled
from repaid.interfaces.ui.testing import page_text
from repaid.parties.commands.register import register_person

USERS = "/users"


@pytest.fixture
def machine(db: None) -> Actor:
    return bank()


@pytest.fixture
def admin(machine: Actor, sign_in: SignIn) -> Client:
    return sign_in(hq_admin(machine))


def rows(client: Client, **asked: str) -> str:
    source = client.get(USERS, asked).content.decode()
    return page_text(source.partition("<tbody>")[2].partition("</tbody>")[0])


def whole(**changes: Any) -> dict[str, Any]:
    return {
        "username": "5001", "password": PASSWORD, "given_names": "سارا", "family_name": "احمدی", "kind": "full_time",
        "groups": ["collections"], "scope": "own", "address": "تهران", "branch": "6140", "gender": "woman",
        "personnel_code": "77", "national_id": "۰۰۱۲۳۴۵۶۷۹", "birth_certificate": "1200", "phone": "05600000001",
        "mobile": "09120000001", "email": "sara@nemuneh.example", **changes,
    }  # fmt: skip


def picture() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (600, 400), "teal").save(file, "PNG")
    return SimpleUploadedFile("sara.png", file.getvalue(), "image/png")


def test_a_user_stands_in_the_list_with_every_column(admin: Client, machine: Actor) -> None:
    """CT-18: 5001 with name, 6140(اکباتان تهران), 96(تهران(غرب)), full time, group; a part-time user of 7317."""
    employ(machine, "5001")
    employ(machine, "7301", branch="7317", kind=EmploymentKind.PART_TIME)
    source = admin.get(USERS).content.decode()
    heads = page_text(source.partition("<thead>")[2].partition("</thead>")[0])
    for head in ("#", "Username", "First name", "Last name", "Branch", "Province", "User type", "Access group"):
        assert head in heads
    text = rows(admin)
    sara = ("5001", "سارا", "نمونه 5001", "6140(اکباتان تهران)", "96(تهران(غرب))", "full time", "Collections staff")
    for word in (*sara, "Change password", "7317(کوهدشت)", "73(لرستان)", "part time"):
        assert word in text, word
    User.objects.filter(employment__username="1000").update(language="fa")
    text = rows(admin)
    for word in ("6140(اکباتان تهران)", "96(تهران(غرب))", "تمام وقت", "وصول مطالبات", "پاره وقت", "تغییر کلمه عبور"):
        assert word in text, word


def test_notice_and_toolbar(admin: Client) -> None:
    """CT-19: the notice above the table, in the language of the reader; CT-22: New, Delete, Wizard, Search."""
    source = admin.get(USERS).content.decode()
    text = page_text(source)
    assert "List of the users of the system, please act according to the rules" in text
    for word in ("New", "Delete", "Wizard"):
        assert word in text
    assert reverse("backoffice:user_wizard") in source and 'type="search"' in source


@pytest.mark.parametrize(("typed", "found"), [("614", True), ("6140", True), ("50", True), ("nobody", False)])
def test_the_search_looks_at_every_column(admin: Client, machine: Actor, typed: str, found: bool) -> None:
    """CT-20: no match gives an empty-list text."""
    employ(machine, "5001")
    source = admin.get(USERS, {"q": typed}).content.decode()
    assert ("نمونه 5001" in source) is found
    assert ("Nothing found for" in source) is not found


def test_a_user_with_all_fields_is_saved_and_shown(admin: Client, machine: Actor, sign_in: SignIn) -> None:
    """CT-24: also with a photo, which is drawn anew; the list asks a stated number of queries."""
    page = filled(admin, "user_new", **whole(photo=picture()))
    assert page.status_code == 200 and "User created." in page_text(page.content.decode())
    user = User.objects.get(employment__username="5001")
    assert user.employment.national_id == "0012345679"
    photo = admin.get(reverse("backoffice:user_photo", args=[user.pk]))
    assert photo["Content-Type"] == "image/jpeg" and photo.content.startswith(b"\xff\xd8")
    assert Image.open(io.BytesIO(StaffPhoto.objects.get().content)).size == (320, 320)
    other = sign_in(employ(machine, "5002"))
    assert other.get(reverse("backoffice:user_photo", args=[user.pk])).status_code == 404
    with CaptureQueriesContext(connection) as asked:
        admin.get(USERS)
    assert len(asked) <= 16


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"family_name": ""}, "The field “Last name” is empty."),
        ({"username": "1000"}, "This login is taken."),
        ({"national_id": "0012345678"}, "This national number is not right."),
        ({"photo": SimpleUploadedFile("me.jpg", b"<html>", "image/jpeg")}, "This is no photo."),
        ({"password": "short"}, "short"),
    ],
)
def test_what_is_wrong_keeps_the_form_with_a_red_box(admin: Client, typed: dict[str, Any], said: str) -> None:
    """CT-06: the form stays, the box is red and named; Save and Cancel stand above. CT-24."""
    page = filled(admin, "user_new", **whole(**typed))
    source = page.content.decode()
    assert page.status_code == 422 and said in page_text(source)
    assert "is-invalid" in source and 'value="سارا"' in source
    assert "filling in the red boxes is mandatory" in source
    assert source.index("Cancel") < source.index('name="username"')
    assert not User.objects.filter(employment__username="5001").exists()


def test_a_change_of_branch_is_seen_in_the_list(admin: Client, machine: Actor) -> None:
    """CT-25: the username opens the form with what is on file; changing 6140 to 7305 changes branch and province."""
    filled(admin, "user_new", **whole())
    user = User.objects.get(employment__username="5001")
    source = admin.get(reverse("backoffice:user", args=[user.pk])).content.decode()
    assert 'value="احمدی"' in source and "…679 is on file" in source and 'name="password"' not in source
    filled(admin, "user", user.pk, **whole(branch="7305", national_id="", groups=["collections", "clerks"]))
    text = rows(admin, q="5001")
    assert "7305(شهید مطهری لرستان)" in text and "73(لرستان)" in text and "Clerk" in text


def test_a_new_password_is_set_by_a_senior_user(admin: Client, machine: Actor) -> None:
    """CT-23."""
    sara = employ(machine, "5001")
    source = admin.get(reverse("backoffice:user_password", args=[sara.account])).content.decode()
    assert source.count('type="password"') == 1
    filled(admin, "user_password", sara.account, password="Damavand-2026-kuh")
    known = [
        authenticate(None, audience=Audience.STAFF, login="5001", password=password) is not None
        for password in (PASSWORD, "Damavand-2026-kuh")
    ]
    assert known == [False, True]


def test_two_ticked_users_go_after_a_second_look(admin: Client, machine: Actor, sign_in: SignIn) -> None:
    """CT-21; who is signed in is out at once."""
    actors = [employ(machine, name) for name in ("5001", "5002", "5003")]
    reza = sign_in(actors[1])
    assert reza.get("/start").status_code == 200
    ticked = [str(actor.account) for actor in actors[:2]]
    about = About("party", register_person(by=machine, given_names="رضا", family_name="فرضی", branch="6140").number)
    assign_work(by=machine, about=about, to=actors[0].account)
    plan = Plan(text="تماس", due_on=date(2026, 11, 25))
    plan_activity(by=machine, plan=plan, about=about, owner=actors[0].account)
    look = admin.post(reverse("backoffice:user_removal"), {"rows": ticked})
    text = page_text(look.content.decode())
    assert "نمونه 5001" in text and "Records in hand: 1" in text and "Open activities: 1" in text
    assert User.objects.filter(is_active=True).count() == 4
    done = admin.post(
        reverse("backoffice:user_removal"), {"rows": ticked, "key": "", "heir": str(actors[2].account)}, follow=True
    )
    text = rows(admin)
    heir = actors[2].account
    assert (Activity.objects.get().owner_id, Assignment.objects.get(until=None).handler_id) == (heir, heir)
    assert "Deleted." in page_text(done.content.decode()) and "5001" not in text and "5003" in text
    assert reza.get("/start").status_code == 302
    assert "5002" in rows(admin, former="yes")


def test_deleting_without_a_tick_says_so(admin: Client) -> None:
    done = admin.post(reverse("backoffice:user_removal"), follow=True)
    assert "Nothing is ticked." in page_text(done.content.decode())


def test_a_user_is_blocked_and_let_in_again(admin: Client, machine: Actor) -> None:
    sara = employ(machine, "5001")
    for blocked, said in (("yes", "cannot sign in any more"), ("", "can sign in again")):
        page = admin.post(reverse("backoffice:user_block", args=[sara.account]), {"blocked": blocked}, follow=True)
        assert said in page_text(page.content.decode())
    assert User.objects.get(pk=sara.account).is_active


def test_filters_offer_the_own_province_only(machine: Actor, sign_in: SignIn) -> None:
    """CT-17: an admin of province 73 is offered province 73; another one in the address widens nothing."""
    west = employ(machine, "5001")
    employ(machine, "7301", branch="7317")
    leila = sign_in(employ(machine, "7300", "province-admins", "7305", scope=ScopeLevel.PROVINCE))
    source = leila.get(USERS).content.decode()
    assert "73(لرستان)" in source and "96(تهران(غرب))" not in source and "7317(کوهدشت)" in source
    other = User.objects.get(pk=west.account).province_id
    for asked in ({"province": str(other)}, {"branch": "6140"}, {"q": "6140"}):
        assert "5001" not in leila.get(USERS, asked).content.decode()
    assert leila.get(reverse("backoffice:user", args=[west.account])).status_code == 404
    choices = leila.get(reverse("backoffice:user_new")).content.decode()
    assert 'value="7317"' in choices and 'value="6140"' not in choices and 'value="organisation"' not in choices
