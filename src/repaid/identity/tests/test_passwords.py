"""Own passwords: changed at both doors by one command, chosen with a link, given by an administrator."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from repaid.access.actors import Actor
from repaid.access.commands.staff import set_staff_password
from repaid.identity.commands.passwords import (
    LinkUsedOrExpired,
    change_password,
    choose_password_by_link,
    expect_own_password,
)
from repaid.identity.commands.sessions import save_door_rules
from repaid.identity.models import OneTimeLink
from repaid.identity.tests.people import (
    CLIENT_ZONE,
    OWN_PASSWORD,
    PASSWORD,
    PESEL,
    actor,
    clerk,
    customer,
    invited,
    lender,
    link_in,
    links_go,
    log_in,
    password_in,
    sanne,
    sent,
)
from repaid.interfaces.ui.testing import page_text
from repaid.kernel.refusal import MissingRight, WrongInput
from repaid.messages.choices import Channel
from repaid.messages.models import Message

DOORS = {"/": "5001", CLIENT_ZONE: PESEL}
TYPED = {"current": PASSWORD, "new": OWN_PASSWORD, "repeat": OWN_PASSWORD}


@pytest.fixture
def by(db: None) -> Actor:
    by = lender()
    clerk(by)
    customer(by)
    return by


@pytest.mark.parametrize("door", DOORS)
def test_ct_26_cc_08_cz_64_change_of_the_own_password(by: Actor, door: str) -> None:
    """CT-26, CC-08, CZ-64: wrong current password or unequal repeat gives a message and changes nothing; success lets
    only the new password in. One function serves both doors."""
    browser, page = log_in(door, DOORS[door]).client, f"{door}account/password"
    other = log_in(door, DOORS[door]).client
    wrong = {
        "current": {**TYPED, "current": "nie to haslo"},
        "repeat": {**TYPED, "repeat": "Rejs-po-Mazurach-8"},
        "new": {**TYPED, "new": "krotkie", "repeat": "krotkie"},
    }
    for field, typed in wrong.items():
        answer = browser.post(page, typed)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
    common = browser.post(page, {**TYPED, "new": "qwertyuiop", "repeat": "qwertyuiop"})
    assert common.context["form"].errors["new"]
    short = browser.post(page, wrong["new"]).context["form"].errors["new"]
    assert "10" in str(short)
    assert log_in(door, DOORS[door]).status_code == 302
    changed = browser.post(page, TYPED)
    assert changed.status_code == 302
    # This browser goes on, the other one is logged out.
    assert browser.get(f"{door}account").status_code == 200
    assert other.get(f"{door}account").status_code == 302
    assert log_in(door, DOORS[door]).status_code == 422
    assert log_in(door, DOORS[door], OWN_PASSWORD).status_code == 302


def test_the_new_password_is_another_one(by: Actor) -> None:
    with pytest.raises(WrongInput) as refused:
        change_password(by=actor(clerk(by, "5002")), current=PASSWORD, new=PASSWORD, repeat=PASSWORD)
    assert refused.value.field == "new"


def test_cz_64_the_first_login_with_a_given_password_asks_for_a_change(by: Actor) -> None:
    """CZ-64: nothing else opens before; afterwards everything does."""
    user = clerk(by, "5003")
    with pytest.raises(MissingRight):
        expect_own_password(by=actor(user), users=(user.pk,))
    set_staff_password(by=by, user=user.pk, password="Dunajec-2026-sacz")
    with pytest.raises(WrongInput):
        expect_own_password(by=by, users=(user.pk, 0))
    expect_own_password(by=by, users=(user.pk,))
    browser = log_in("/", "5003", "Dunajec-2026-sacz").client
    for path in ("/start", "/account", "/search"):
        assert browser.get(path)["Location"] == "/account/password"
    page = browser.get("/account/password")
    assert "Zanim przejdziesz dalej, ustaw własne." in page_text(page)
    assert b"rp-nav__item" not in page.content and b"/messenger" not in page.content
    here, elsewhere = (
        browser.get("/search", headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{path}"})
        for path in ("/account/password", "/contracts?q=anna")
    )
    assert [(part.status_code, part.get("HX-Redirect")) for part in (here, elsewhere)] == [
        (204, None),
        (204, "/account/password"),
    ]
    assert browser.post("/account/password", {**TYPED, "current": "Dunajec-2026-sacz"}).status_code == 302
    assert browser.get("/start").status_code == 200


class TestLinks:
    """Activation links (MP-05 to MP-07)."""

    def test_mp_05_mp_06_mp_07_the_link_opens_the_password_page_for_that_customer(self, by: Actor) -> None:
        """MP-05, MP-06, MP-07: the link opens the password page for that customer only; the chosen password works with
        sanne@example.com and not with another e-mail address of hers; one that fails the rules is refused with the rule
        named; a used link says so and tells how to get a new one."""
        path = invited(by, sanne(by))
        browser = Client(headers={"accept-language": "nl"})
        page = browser.get(path)
        assert page.status_code == 200
        assert "Sanne Voorbeeld" in page_text(page)
        assert "Piotr" not in page_text(page)
        short = browser.post(path, {"new": "kort", "repeat": "kort"})
        assert short.status_code == 422
        assert "10" in str(short.context["form"].errors["new"])
        entered = browser.post(path, {"new": OWN_PASSWORD, "repeat": OWN_PASSWORD})
        assert (entered.status_code, entered["Location"]) == (302, "/clientzone/start")
        assert log_in(CLIENT_ZONE, "sanne@example.com", OWN_PASSWORD)["Location"] == "/clientzone/start"
        assert log_in(CLIENT_ZONE, "s.anne@example.com", OWN_PASSWORD).status_code == 422
        used = Client().get(path)
        assert used.status_code == 410
        assert "used already or has expired" in page_text(used)
        assert "ask for a new link" in page_text(used)

    def test_mp_05_an_expired_link_says_so_and_a_new_one_replaces_it(self, by: Actor) -> None:
        number = sanne(by)
        first, second = invited(by, number), invited(by, number)
        assert [Client().get(path).status_code for path in (first, second)] == [410, 200]
        OneTimeLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert Client().post(second, {"new": OWN_PASSWORD, "repeat": OWN_PASSWORD}).status_code == 410
        assert Client().get("/clientzone/activate/invented").status_code == 410

    def test_a_link_is_kept_as_a_digest_and_is_of_one_account(self, by: Actor) -> None:
        token = invited(by, sanne(by)).rpartition("/")[2]
        assert token.encode() not in bytes(OneTimeLink.objects.get().digest)
        with pytest.raises(LinkUsedOrExpired):
            choose_password_by_link(by=actor(clerk(by, "5004")), token=token, new=OWN_PASSWORD, repeat=OWN_PASSWORD)


def test_cz_38_a_forgotten_password_at_the_door(by: Actor) -> None:
    """CZ-38: a self-service link if switched on; the answer is the same for every login, and comes three times an hour
    at most."""
    asked = [Client().post("/clientzone/forgotten", {"login": login}) for login in (PESEL, "85051522226")]
    assert [answer.status_code for answer in asked] == [200, 200]
    assert page_text(asked[0]) == page_text(asked[1])
    links_go()
    assert not Message.objects.exists()
    with pytest.raises(MissingRight):
        save_door_rules(by=replace(by, rights=frozenset()), **RULES)
    save_door_rules(by=by, **RULES)
    for _each in range(5):
        Client().post("/clientzone/forgotten", {"login": PESEL})
    links_go()
    assert Message.objects.count() == 2
    path = link_in(sent(by, Channel.SMS))
    assert Client().post(path, {"new": OWN_PASSWORD, "repeat": OWN_PASSWORD}).status_code == 302
    assert log_in(CLIENT_ZONE, PESEL, PASSWORD).status_code == 422
    assert log_in(CLIENT_ZONE, PESEL, OWN_PASSWORD).status_code == 302


RULES = {"customers_need_second_step": False, "customers_ask_for_password": True, "second_step_groups": ()}


def test_cz_64_the_sms_password_is_changed_at_the_first_login(by: Actor) -> None:
    """CZ-64: the first login with the SMS password asks for a change."""
    from repaid.identity.commands.opening import send_sms_password

    send_sms_password(by=by, number="1")
    temporary = password_in(sent(by, Channel.SMS))
    browser = log_in(CLIENT_ZONE, PESEL, temporary).client
    assert browser.get("/clientzone/start")["Location"] == "/clientzone/account/password"
    changed = browser.post("/clientzone/account/password", {**TYPED, "current": temporary})
    assert changed.status_code == 302
    assert browser.get("/clientzone/start").status_code == 200
