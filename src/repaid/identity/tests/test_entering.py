"""Passwords at the doors: what is refused, what is kept, when a door shuts."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import get_hasher
from django.db import connection
from django.test import Client, override_settings

from repaid.access.actors import Actor
from repaid.access.authentication import login_digest
from repaid.access.models import User
from repaid.identity.choices import Outcome
from repaid.identity.commands.sessions import unlock_login
from repaid.identity.lockout import WINDOW, locked_until
from repaid.identity.models import Attempt
from repaid.identity.tests.people import CLIENT_ZONE, PESEL, clerk, customer, krakowska, log_in
from repaid.kernel.refusal import MissingRight
from repaid.settings import roles

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def by(db: None) -> Actor:
    return krakowska()


def ago(minutes: float, outcome: Outcome = Outcome.WRONG) -> tuple[datetime, str]:
    return NOW - timedelta(minutes=minutes), outcome


def test_ct_02_right_data_open_the_home_page_and_wrong_data_keep_the_username(by: Actor) -> None:
    """CT-02."""
    clerk(by)
    right = log_in("/", "5001")
    assert (right.status_code, right["Location"]) == (302, "/start")
    wrong = log_in("/", "5001", "nie to haslo")
    assert wrong.status_code == 422
    assert 'value="5001"' in wrong.content.decode()
    assert "Login lub hasło jest nieprawidłowe." in wrong.content.decode()
    assert "Nie zapisano" not in wrong.content.decode()
    assert "nie to haslo" not in wrong.content.decode()


def test_ct_02_who_was_removed_cannot_enter_and_the_attempt_is_kept(by: Actor) -> None:
    """CT-02, CT-100."""
    user = clerk(by)
    User.objects.filter(pk=user.pk).update(is_active=False)
    answer = log_in("/", "5001")
    assert "Login lub hasło jest nieprawidłowe." in answer.content.decode()
    assert Attempt.objects.get().outcome == Outcome.BLOCKED


@pytest.mark.parametrize(("path", "login"), [("/", "5001"), (CLIENT_ZONE, PESEL), (CLIENT_ZONE, "85051522226")])
def test_cz_37_several_wrong_attempts_lock_a_login_for_a_time(by: Actor, path: str, login: str) -> None:
    """CZ-37: five wrong attempts; then the right password is refused too, whether or not there is such an account."""
    clerk(by)
    customer(by)
    said = [log_in(path, login, "nie to haslo").context["form"].errors["__all__"] for _each in range(5)]
    assert len(set(map(str, said))) == 1
    locked = log_in(path, login)
    assert locked.status_code == 422
    assert "15" in str(locked.context["form"].errors["__all__"])
    with connection.cursor() as cursor:  # a while later
        cursor.execute(f"SET LOCAL ROLE {roles.OWNER}")
        cursor.execute("UPDATE identity_attempt SET at = at - interval '16 minutes'")
        cursor.execute("RESET ROLE")
    assert log_in(path, login).status_code == (422 if login == "85051522226" else 302)


def test_the_lock_decays_and_an_entry_wipes_it_out() -> None:
    """Five failures within a quarter of an hour shut the door until the oldest of them is that old."""
    five = [ago(1), ago(2), ago(3), ago(4), ago(10)]
    assert locked_until(five, []) == NOW - timedelta(minutes=10) + WINDOW
    assert locked_until(five[:4], []) is None
    assert locked_until([*five[:2], ago(2.5, Outcome.ENTERED), *five[2:]], []) is None
    assert locked_until([*five[:2], ago(2.5, Outcome.UNLOCKED), *five[2:]], []) is None
    # Being refused meanwhile does not make it longer.
    assert locked_until([ago(0.5, Outcome.LOCKED), *five], []) == NOW - timedelta(minutes=10) + WINDOW
    many = [ago(5)] * 50
    assert (locked_until([], many[:49]), locked_until([], many)) == (None, NOW - timedelta(minutes=5) + WINDOW)


def test_an_address_that_guesses_many_logins_is_shut_out(by: Actor) -> None:
    user = clerk(by)
    Attempt.objects.bulk_create(
        Attempt(audience="staff", login_digest=login_digest(f"guess-{each}"), address="127.0.0.1", outcome="wrong")
        for each in range(50)
    )
    assert log_in("/", "5001").status_code == 422
    elsewhere = Client(REMOTE_ADDR="10.1.2.3")
    assert log_in("/", "5001", browser=elsewhere).status_code == 302
    assert Attempt.objects.filter(user=user).count() == 2


def test_an_administrator_unlocks(by: Actor) -> None:
    user = clerk(by)
    for _each in range(5):
        log_in("/", "5001", "nie to haslo")
    assert log_in("/", "5001").status_code == 422
    with pytest.raises(MissingRight):
        unlock_login(by=replace(by, rights=frozenset()), user=user.pk)
    unlock_login(by=by, user=user.pk)
    assert log_in("/", "5001").status_code == 302


def test_the_typed_login_is_never_kept_in_clear(by: Actor) -> None:
    """A national id, or a password typed in the wrong box."""
    customer(by)
    for typed in (PESEL, "Moje-tajne-haslo"):
        log_in(CLIENT_ZONE, typed, "nie to haslo")
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(a::text, ' ') FROM identity_attempt a")
        kept = cursor.fetchone()[0]
    assert PESEL not in kept
    assert "tajne" not in kept


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])
def test_an_unknown_login_takes_as_long_as_a_known_one(by: Actor) -> None:
    """Passwords are hashed with Argon2, for nobody's account too."""
    clerk(by)
    assert get_hasher().algorithm == "argon2"
    spent = {}
    for login in ("5001", "nobody"):
        begun = time.process_time()
        log_in("/", login, "nie to haslo")
        spent[login] = time.process_time() - begun
    assert 0.4 < spent["5001"] / spent["nobody"] < 2.5


def test_the_session_gets_a_new_key_and_safe_cookies(by: Actor) -> None:
    clerk(by)
    browser = Client()
    browser.get("/")
    before = browser.session.session_key
    answer = log_in("/", "5001", browser=browser)
    cookie = answer.cookies["staff_session"]
    assert cookie.value != before
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    with override_settings(SESSION_COOKIE_SECURE=True):
        assert log_in("/", "5001").cookies["staff_session"]["secure"] is True
