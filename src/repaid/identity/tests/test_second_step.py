"""The second step: an app, passkeys, recovery codes, the lost phone."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord, User
from repaid.identity.choices import Outcome, Way
from repaid.identity.codes import draw_recovery_codes
from repaid.identity.commands.factors import (
    SecondStepNeeded,
    remove_passkey,
    renew_recovery_codes,
    unlink_app,
    unlink_lost_device,
)
from repaid.identity.commands.sessions import save_door_rules
from repaid.identity.models import Attempt, AuthenticatorApp, Passkey
from repaid.identity.queries.accounts import factors_of
from repaid.identity.sessions import SessionStore
from repaid.identity.tests.people import (
    CLIENT_ZONE,
    PASSWORD,
    PESEL,
    Device,
    actor,
    clerk,
    code_now,
    customer,
    lender,
    linked,
    log_in,
    sent,
)
from repaid.interfaces.ui.testing import page_text
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput
from repaid.messages.choices import Channel

DOORS = {"/": "5001", CLIENT_ZONE: PESEL}
Ask = Callable[[str, Any], Any]


@pytest.fixture
def by(db: None) -> Actor:
    return lender()


def somebody(by: Actor, door: str) -> User:
    return clerk(by, email="5001@krakowska.example") if door == "/" else customer(by)


def secret_on(page: str) -> str:
    found = re.search(r"\b[A-Z2-7]{32}\b", page)
    assert found
    return found[0]


@pytest.mark.parametrize("door", DOORS)
def test_mp_08_mp_09_mp_10_on_and_off_again(by: Actor, door: str) -> None:
    """MP-08, MP-09, MP-10, for customers and staff alike: the page shows explanation, picture and a field for the first
    code; a wrong code does not link, a right one does; then the right password with a wrong code gives no access, the
    code of the current period does, once; switching off asks for a confirmation, and login asks for the password only.
    """
    user, login = somebody(by, door), DOORS[door]
    browser, setup = log_in(door, login).client, f"{door}account/second-step"
    page = browser.get(f"{setup}/app")
    assert "<svg" in page.content.decode()
    assert "<ol>" in page.content.decode()
    secret = secret_on(page_text(page))
    wrong = str((int(code_now(secret)) + 1) % 1_000_000).zfill(6)
    assert browser.post(f"{setup}/app", {"code": wrong}).status_code == 422
    assert not factors_of(user.pk).are_there
    assert browser.post(f"{setup}/app", {"code": code_now(secret)}).status_code == 302
    assert len(codes_on(browser.get(setup))) == 10
    assert codes_on(browser.get(setup)) == []
    AuthenticatorApp.objects.update(last_step=0)  # a while later

    asked = log_in(door, login)
    assert (asked.status_code, asked["Location"]) == (302, f"{door}second-step")
    assert asked.client.get(f"{door}start").status_code == 302
    assert enter(asked.client, door, wrong).status_code == 422
    code = code_now(secret)
    assert enter(asked.client, door, code)["Location"] == f"{door}start"
    assert asked.client.get(f"{door}start").status_code == 200
    again = log_in(door, login)
    assert enter(again.client, door, code).status_code == 422

    assert browser.post(f"{setup}/app/off", {"password": "nie to haslo"}).status_code == 422
    assert factors_of(user.pk).are_there
    assert browser.post(f"{setup}/app/off", {"password": PASSWORD}).status_code == 302
    assert log_in(door, login)["Location"] == f"{door}start"


def enter(browser: Client, door: str, code: str) -> Any:
    return browser.post(f"{door}second-step", {"code": code})


def codes_on(page: Any) -> list[str]:
    return re.findall(r"\b[a-z2-9]{5}-[a-z2-9]{5}\b", page_text(page))


def test_without_the_first_step_there_is_no_second(by: Actor) -> None:
    linked(clerk(by))
    assert Client().post("/second-step", {"code": "123456"})["Location"] == "/"
    assert Client().post("/second-step/passkey/question").status_code == 403
    assert Client().post("/second-step/passkey/answer").status_code == 403
    half = log_in("/", "5001").client
    session = SessionStore(half.cookies["staff_session"].value)
    session["pending"] = {**session["pending"], "at": "2026-11-20T08:00:00+00:00"}
    session.save()
    assert half.get("/second-step")["Location"] == "/"


def test_five_wrong_codes_shut_the_door(by: Actor) -> None:
    secret = linked(clerk(by))
    browser = log_in("/", "5001").client
    for _each in range(5):
        assert enter(browser, "/", "000000").status_code == 422
    assert enter(browser, "/", code_now(secret)).status_code == 422
    assert Attempt.objects.filter(outcome=Outcome.LOCKED).count() == 1


def test_secrets_are_encrypted_and_codes_are_digests(by: Actor) -> None:
    user = clerk(by)
    secret, codes = linked(user), draw_recovery_codes()
    renew_recovery_codes(by=actor(user), codes=codes)
    with connection.cursor() as cursor:
        cursor.execute("SELECT a::text FROM identity_authenticatorapp a")
        kept = cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(encode(digest, 'escape'), ' ') FROM identity_recoverycode")
        kept += cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(arguments::text, ' ') FROM access_auditrecord")
        kept += cursor.fetchone()[0]
    assert secret not in kept
    assert not any(code in kept for code in codes)


@pytest.mark.parametrize("door", DOORS)
def test_mp_10_a_lost_phone(by: Actor, door: str) -> None:
    """MP-10: a recovery code lets in once and its owner hears of it; without one, staff unlink the device after an
    identity check, which is recorded."""
    user, login = somebody(by, door), DOORS[door]
    linked(user)
    codes = draw_recovery_codes()
    renew_recovery_codes(by=actor(user), codes=codes)
    browser = log_in(door, login).client
    assert enter(browser, door, codes[0].upper().replace("-", " "))["Location"] == f"{door}start"
    assert factors_of(user.pk).codes_left == 9
    assert Attempt.objects.get(outcome=Outcome.ENTERED).way == Way.RECOVERY
    assert enter(log_in(door, login).client, door, codes[0]).status_code == 422
    assert sent(by, Channel.EMAIL if door == "/" else Channel.SMS)

    with pytest.raises(MissingRight):
        unlink_lost_device(by=replace(by, rights=frozenset()), user=user.pk, checked="by phone")
    with pytest.raises(WrongInput):
        unlink_lost_device(by=by, user=user.pk, checked=" ")
    with pytest.raises(NotFound):
        unlink_lost_device(by=by, user=0, checked="by phone")
    unlink_lost_device(by=by, user=user.pk, checked="identity card seen at the branch")
    kept = AuditRecord.objects.get(command="identity.unlink_lost_device").arguments
    assert kept["checked"] == "identity card seen at the branch"
    assert browser.get(f"{door}start").status_code == 302
    assert log_in(door, login)["Location"] == f"{door}start"
    assert factors_of(user.pk).codes_left == 0


def test_another_phone_replaces_the_old_one_when_its_code_is_right(by: Actor) -> None:
    user = clerk(by)
    old = linked(user)
    browser = log_in("/", "5001").client
    enter(browser, "/", code_now(old))
    page = browser.get("/account/second-step/app")
    AuthenticatorApp.objects.update(last_step=0)
    assert enter(log_in("/", "5001").client, "/", code_now(old)).status_code == 302
    new = secret_on(page_text(page))
    browser.post("/account/second-step/app", {"code": code_now(new)})
    AuthenticatorApp.objects.update(last_step=0)
    half = log_in("/", "5001").client
    assert (enter(half, "/", code_now(old)).status_code, enter(half, "/", code_now(new)).status_code) == (422, 302)


@pytest.mark.parametrize("door", DOORS)
def test_passkeys_for_both_audiences(by: Actor, door: str) -> None:
    """Added, asked for at the next login, refused when copied or another's, removed."""
    user, login, device = somebody(by, door), DOORS[door], Device()
    browser = log_in(door, login).client
    keys = f"{door}account/second-step/passkeys"
    question = ask(browser, f"{keys}/question")
    assert ask(browser, f"{keys}/answer", {"nothing": 1}).get("to") is None
    question = ask(browser, f"{keys}/question")
    assert ask(browser, f"{keys}/answer", device.made(question))["to"] == f"{door}account/second-step"
    assert "Laptop" in page_text(browser.get(f"{door}account/second-step"))
    assert factors_of(user.pk).codes_left == 10

    half = log_in(door, login).client
    asked = ask(half, f"{door}second-step/passkey/question")
    signed = device.signed(asked)
    stranger = Device()
    stranger.credential = device.credential
    assert "to" not in ask(half, f"{door}second-step/passkey/answer", stranger.signed(asked))
    asked = ask(half, f"{door}second-step/passkey/question")
    assert "to" not in ask(half, f"{door}second-step/passkey/answer", signed)  # an answer to an earlier question
    asked = ask(half, f"{door}second-step/passkey/question")
    assert ask(half, f"{door}second-step/passkey/answer", device.signed(asked))["to"] == f"{door}start"
    assert half.get(f"{door}start").status_code == 200
    copied = log_in(door, login).client
    device.count = 0
    asked = ask(copied, f"{door}second-step/passkey/question")
    assert "to" not in ask(copied, f"{door}second-step/passkey/answer", device.signed(asked))

    with pytest.raises(NotFound):
        remove_passkey(by=actor(clerk(by, "5009")), passkey=Passkey.objects.get().pk)
    assert browser.post(f"{keys}/{Passkey.objects.get().pk}/removal").status_code == 302
    assert log_in(door, login)["Location"] == f"{door}start"


def ask(browser: Client, path: str, body: Any = None) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(
        browser.post(path, json.dumps(body or {}), content_type="application/json").content
    )
    return answer


@pytest.mark.parametrize("door", DOORS)
def test_an_organisation_may_ask_for_a_second_step(by: Actor, door: str) -> None:
    """Optional for everybody, required for a group or for customers: then nothing else opens before."""
    from repaid.access.commands.organisations import save_group

    save_group(by=by, code="tellers", names={"en": "Tellers"}, rights=())
    user = clerk(by, groups=("tellers",)) if door == "/" else customer(by)
    rules = {"customers_ask_for_password": False, "customers_need_second_step": True}
    with pytest.raises(WrongInput):
        save_door_rules(by=by, second_step_groups=("nobody",), **rules)
    save_door_rules(by=by, second_step_groups=("tellers",), **rules)
    browser = log_in(door, DOORS[door]).client
    assert browser.get(f"{door}start")["Location"] == f"{door}account/second-step"
    secret = secret_on(page_text(browser.get(f"{door}account/second-step/app")))
    browser.post(f"{door}account/second-step/app", {"code": code_now(secret)})
    assert browser.get(f"{door}start").status_code == 200
    with pytest.raises(SecondStepNeeded):
        unlink_app(by=actor(user), password=PASSWORD)
