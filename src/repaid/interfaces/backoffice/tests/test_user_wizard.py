"""The user wizard: a file, a look at it, users (CT-27)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.models import Employment, User
from repaid.access.tests.bank import PASSWORD, bank, employ, hq_admin
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import filled, value_of
from repaid.interfaces.backoffice.users.sheet import HEADS, users_in
from repaid.interfaces.ui.testing import page_text
from repaid.kernel.sheets import Sheet, write_xlsx


@pytest.fixture
def machine(db: None) -> Actor:
    return bank()


@pytest.fixture
def admin(machine: Actor, sign_in: SignIn) -> Client:
    return sign_in(hq_admin(machine))


def table(*names: str, **cells: str) -> SimpleUploadedFile:
    usual = {"password": PASSWORD, "given_names": "Anna", "family_name": "Nowak", "branch": "6140", "kind": "Full time",
             "groups": "وصول مطالبات, clerks", "gender": "woman", **cells}  # fmt: skip
    rows = [[{**usual, "username": name}.get(head, "") for head in HEADS] for name in names]
    file = io.BytesIO()
    write_xlsx(file, Sheet([str(head) for head in HEADS.values()], rows))
    return SimpleUploadedFile("users.xlsx", file.getvalue())


def test_nine_of_ten_are_created(admin: Client, machine: Actor) -> None:
    """CT-27: a file of 10 rows with one existing username creates 9 and names the faulty row with its reason."""
    employ(machine, "5004")
    page = filled(admin, "user_wizard", file=table(*map(str, range(5001, 5011))))
    text = page_text(page.content.decode())
    assert "Create 9 users" in text and "This login is taken." in text and Employment.objects.count() == 2
    here = page.redirect_chain[-1][0]
    done = admin.post(here, {"key": value_of(page, "key")}, follow=True)
    assert "The users were created." in page_text(done.content.decode())
    assert Employment.objects.count() == 11
    sara = Client()
    assert sara.post("/", {"login": "5001", "password": PASSWORD}).status_code == 302
    assert sara.get("/start")["Location"] == "/account/password", "whoever gave out the password knows it"
    user = User.objects.get(employment__username="5001")
    assert {group.code for group in user.groups.all()} == {"collections", "clerks"} and user.branch.code == "6140"
    assert "5005" in page_text(admin.get("/users").content.decode())


def test_a_wrong_kind_of_file_is_refused(admin: Client) -> None:
    """CT-27."""
    for content in (b"%PDF-1.7", b"\x89PNG\r\n", b"", b"name;age\nAnna;7\n"):
        page = filled(admin, "user_wizard", file=SimpleUploadedFile("users.xlsx", content))
        assert page.status_code == 422 and "is-invalid" in page.content.decode()


def test_a_sample_can_be_downloaded_and_brought(admin: Client, machine: Actor) -> None:
    """CT-27: the sample has the columns of CT-24 and can be read as it is but for its password."""
    sample = admin.get(reverse("backoffice:user_template"))
    assert sample["Content-Disposition"] == 'attachment; filename="users.xlsx"'
    (row,) = users_in(machine, sample.content)
    assert (row.data.username, row.data.branch, row.password, row.wrong) == ("5009", "6140", "", "")


def test_a_word_that_is_not_known_is_named(machine: Actor) -> None:
    (row,) = users_in(machine, table("5001", groups="وصول مطالبات؛ پرندگان".replace("؛", ";")).read())
    assert row.wrong == "“پرندگان” in the column “Access groups” is not known."
