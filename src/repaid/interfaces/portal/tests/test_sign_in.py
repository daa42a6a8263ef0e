"""Entering and leaving the client zone."""

import pytest
from django.test import Client

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.access.tests.people import PASSWORD as STAFF_PASSWORD
from repaid.access.tests.people import member
from repaid.interfaces.portal.tests.specimen import LOGIN, PASSWORD, client_with_loans, lender, signed_in
from repaid.interfaces.ui.testing import page_text

WRONG = "Login lub hasło jest nieprawidłowe."


@pytest.fixture
def by(db: None) -> Actor:
    return lender()


@pytest.fixture
def piotr(by: Actor) -> User:
    return client_with_loans(by)


def test_cz_36_the_door_of_the_client_zone(by: Actor, client: Client) -> None:
    """CZ-36: /clientzone/ without a session shows the login screen."""
    page = client.get("/clientzone/", headers={"accept-language": "pl"})
    assert page.status_code == 200
    assert "Strefa klienta" in page_text(page)


def test_cz_36_no_account_of_one_door_works_at_the_other(by: Actor, piotr: User, client: Client) -> None:
    """CZ-36: a staff account does not work at the client zone and a client account does not work for staff."""
    member(by, "Ewa Nowak", ())
    at_client_zone = client.post("/clientzone/", {"login": "ewanowak", "password": STAFF_PASSWORD})
    at_staff = client.post("/", {"login": LOGIN, "password": PASSWORD})
    assert (at_client_zone.status_code, at_staff.status_code) == (422, 422)


def test_cz_36_two_audiences_two_sessions(by: Actor, piotr: User) -> None:
    """CZ-36: one browser holds both sessions; each opens its own pages only."""
    member(by, "Ewa Nowak", ())
    browser = signed_in(piotr)
    assert browser.get("/start").status_code == 302
    browser.post("/", {"login": "ewanowak", "password": STAFF_PASSWORD})
    assert browser.get("/start").status_code == 200
    browser.post("/sign-out")
    assert browser.get("/clientzone/loans").status_code == 200


@pytest.mark.parametrize(("login", "password"), [(LOGIN, "nie to haslo"), ("85051522226", PASSWORD)])
def test_cz_37_a_wrong_login_and_a_wrong_password_look_alike(
    piotr: User, client: Client, login: str, password: str
) -> None:
    """CZ-37: wrong data shows one general message."""
    answer = client.post("/clientzone/", {"login": login, "password": password}, headers={"accept-language": "pl"})
    assert answer.status_code == 422
    assert WRONG in page_text(answer)


@pytest.mark.parametrize("missing", ["login", "password"])
def test_cz_37_an_empty_box_is_marked(piotr: User, client: Client, missing: str) -> None:
    """CZ-37: empty fields are marked."""
    data = {"login": LOGIN, "password": PASSWORD, missing: ""}
    answer = client.post("/clientzone/", data)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {missing}


def test_cz_65_log_out(piotr: User) -> None:
    """CZ-65: after logging out every address leads to the login, and no cache keeps a page for the Back button."""
    browser = signed_in(piotr)
    assert "no-store" in browser.get("/clientzone/loans/11").headers["Cache-Control"]
    browser.post("/clientzone/sign-out")
    for address in ("start", "loans", "loans/11", "loans/11/schedule", "loans/11/repayments"):
        answer = browser.get(f"/clientzone/{address}")
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/clientzone/?next=")
