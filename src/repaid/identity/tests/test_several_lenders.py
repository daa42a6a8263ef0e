"""One person is the customer of several lenders of the installation: one login, an account at each, no word between
them (decision 2, decision 34)."""

from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import IntegrityError, transaction
from django.test import Client, override_settings

from repaid.access.actors import Actor
from repaid.access.choices import Audience
from repaid.access.commands.users import create_staff_user
from repaid.access.models import User
from repaid.access.staffing import LoginTaken
from repaid.access.tests.people import krakowska
from repaid.branding.commands.look import Choice, choose_look
from repaid.identity.choices import Outcome
from repaid.identity.commands.opening import send_activation_link, send_sms_password
from repaid.identity.commands.sessions import save_door_rules, unlock_login
from repaid.identity.models import Attempt, FurtherLogin
from repaid.identity.queries.attempts import attempts, is_locked
from repaid.identity.reaching import person_named
from repaid.identity.rules import email_findings, sms_findings
from repaid.identity.sessions import SessionStore
from repaid.identity.tests.people import (
    CLIENT_ZONE,
    MOBILE,
    PAGE,
    PASSWORD,
    PESEL,
    clerk,
    code_now,
    lender,
    linked,
    links_go,
    log_in,
    open_gateways,
    password_in,
    piotr,
    sent,
)
from repaid.interfaces.ui.testing import page_text
from repaid.kernel.refusal import Forbidden
from repaid.messages.choices import Channel
from repaid.messages.models import Message
from repaid.parties.choices import ContactKind
from repaid.parties.commands.client_zone import open_client_zone

AT_RYNEK = "Sukiennice-2026-krk"
AT_SOPOT = "Molo-i-mewy-2026"
KRAKOWSKA, RYNEK = "/clientzone/krakowska/", "/clientzone/rynek/"
WRONG = "Login lub hasło jest nieprawidłowe."
BOTH = ((ContactKind.MOBILE, MOBILE), (ContactKind.EMAIL, "piotr@example.com"))


@pytest.fixture(scope="module")
def made(module_db: None) -> tuple[Actor, Actor]:
    """Krakowska and another lender of the same installation, with doors of their own."""
    found = lender(), krakowska("rynek")
    open_gateways(found[1])
    for at, path, title in zip(found, ("krakowska", "rynek"), ("Krakowska Pożyczka", "Kasa na Rynku"), strict=True):
        choose_look(by=at, choice=Choice(path=path, title=title))
    return found


@pytest.fixture
def by(db: None, made: tuple[Actor, Actor]) -> Actor:
    return made[0]


@pytest.fixture
def rynek(db: None, made: tuple[Actor, Actor]) -> Actor:
    return made[1]


def account(at: Actor, password: str = PASSWORD) -> User:
    """Piotr's account at a lender, 90010112349, with a password of his own."""
    opened = open_client_zone(by=at, number=piotr(at, contacts=BOTH), login=PESEL, password=password)
    return User.objects.get(pk=opened.user_id)


def entered(answer: Any) -> User | None:
    """Who got in."""
    cookie = answer.client.cookies.get("customer_session")
    key = SessionStore(cookie.value).get(SESSION_KEY) if cookie else None
    return User.objects.get(pk=key) if key else None


class SlowHasher(MD5PasswordHasher):
    """Counts how often a password is hashed: what a login costs."""

    times = 0

    def encode(self, password: str, salt: str) -> str:
        SlowHasher.times += 1
        return super().encode(password, salt)


class TestTheOwnZoneOfEachLender:
    def test_cz_21_cz_37_both_open_it_by_sms_with_the_same_national_id(self, by: Actor, rynek: Actor) -> None:
        """CZ-21, CZ-37: the login 90010112349 and the password of each lender's SMS open that lender's zone: at the
        door of all, and at its own door; at the other lender's it is a wrong one."""
        passwords = {}
        for at in (by, rynek):
            done = send_sms_password(by=at, number=piotr(at))
            passwords[done.user_id] = password_in(sent(at, Channel.SMS))
        assert len(set(passwords.values())) == 2
        doors = {by.organisation_id: KRAKOWSKA, rynek.organisation_id: RYNEK}
        for key, password in passwords.items():
            user = User.objects.get(pk=key)
            assert entered(log_in(CLIENT_ZONE, PESEL, password)) == user
            for organisation, door in doors.items():
                found = entered(log_in(door, PESEL, password))
                assert found == (user if organisation == user.organisation_id else None)

    def test_decision_2_an_e_mail_address_is_a_further_login_at_both(self, by: Actor, rynek: Actor) -> None:
        """Decision 2, MP-07: piotr@example.com opens the account of each lender, as the national id does."""
        accounts = [account(by), account(rynek, AT_RYNEK)]
        for user, at in zip(accounts, (by, rynek), strict=True):
            send_activation_link(by=at, number=user.person.number, page=PAGE)  # type: ignore[union-attr]
        assert FurtherLogin.objects.count() == 2
        found = [entered(log_in(CLIENT_ZONE, "piotr@example.com", each)) for each in (PASSWORD, AT_RYNEK)]
        assert found == accounts

    def test_who_is_in_at_one_lender_finds_the_door_of_the_other(self, by: Actor, rynek: Actor) -> None:
        """CZ-36, CZ-65: the door of a lender is that lender's alone, and one comes back to it."""
        accounts = account(by), account(rynek, AT_RYNEK)
        browser = log_in(CLIENT_ZONE, PESEL).client
        assert browser.get(KRAKOWSKA)["Location"] == "/clientzone/start"
        page = browser.get(RYNEK)
        assert page.status_code == 200 and "Kasa na Rynku" in page_text(page)
        assert "Krakowska" not in page_text(page)
        assert entered(log_in(RYNEK, PESEL, AT_RYNEK, browser)) == accounts[1]
        assert browser.post("/clientzone/sign-out")["Location"] == RYNEK
        assert browser.get("/clientzone/loans")["Location"] == f"{RYNEK}?next=%2Fclientzone%2Floans"

    def test_the_sms_password_of_one_lender_changes_nothing_at_the_other(self, by: Actor, rynek: Actor) -> None:
        accounts = account(by), account(rynek, AT_RYNEK)
        send_sms_password(by=rynek, number=accounts[1].person.number)  # type: ignore[union-attr]
        new = password_in(sent(rynek, Channel.SMS))
        assert entered(log_in(CLIENT_ZONE, PESEL)) == accounts[0]
        assert entered(log_in(CLIENT_ZONE, PESEL, AT_RYNEK)) is None
        assert entered(log_in(CLIENT_ZONE, PESEL, new)) == accounts[1]


class TestOnePasswordForSeveral:
    def test_a_page_asks_which_lender_before_the_second_step(
        self, by: Actor, rynek: Actor, django_assert_num_queries: object
    ) -> None:
        """Only the lenders that the password fits are offered; the second step is that of the account chosen."""
        first, second = account(by), account(rynek)
        sopot = krakowska("sopot")
        choose_look(by=sopot, choice=Choice(path="sopot", title="Sopocka"))
        third = account(sopot, AT_SOPOT)
        secret = linked(second)
        answer = log_in(f"{CLIENT_ZONE}?next=/clientzone/loans", PESEL)
        assert (answer["Location"], entered(answer)) == ("/clientzone/lender", None)
        browser = answer.client
        with django_assert_num_queries(5):  # type: ignore[operator]
            page = browser.get("/clientzone/lender")
        text = page_text(page)
        assert "Krakowska Pożyczka" in text and "Kasa na Rynku" in text and "Sopocka" not in text
        for forged in ("", "0", str(third.organisation_id)):
            refused = browser.post("/clientzone/lender", {"lender": forged})
            assert (refused.status_code, entered(refused)) == (200, None)
        assert browser.get("/clientzone/second-step")["Location"] == CLIENT_ZONE
        chosen = browser.post("/clientzone/lender", {"lender": second.organisation_id})
        assert (chosen["Location"], entered(chosen)) == ("/clientzone/second-step", None)
        assert "Kasa na Rynku" in page_text(browser.get("/clientzone/second-step"))
        done = browser.post("/clientzone/second-step", {"code": code_now(secret)})
        assert (done["Location"], entered(done)) == ("/clientzone/loans", second)
        other = log_in(CLIENT_ZONE, PESEL).client.post("/clientzone/lender", {"lender": first.organisation_id})
        assert (other["Location"], entered(other)) == ("/clientzone/start", first)

    def test_the_page_is_nobodys_without_a_password(self, by: Actor, rynek: Actor) -> None:
        assert Client().get("/clientzone/lender")["Location"] == CLIENT_ZONE
        user = account(by)
        account(rynek)
        assert entered(Client().post("/clientzone/lender", {"lender": user.organisation_id})) is None

    def test_at_the_door_of_a_lender_nothing_is_asked(self, by: Actor, rynek: Actor) -> None:
        users = account(by), account(rynek)
        assert [entered(log_in(door, PESEL)) for door in (KRAKOWSKA, RYNEK)] == list(users)

    def test_an_account_that_is_blocked_is_not_offered(self, by: Actor, rynek: Actor) -> None:
        users = account(by), account(rynek)
        User.objects.filter(pk=users[0].pk).update(is_active=False)
        assert entered(log_in(CLIENT_ZONE, PESEL)) == users[1]


class TestNothingIsTold:
    @override_settings(PASSWORD_HASHERS=[f"{__name__}.SlowHasher"])
    @pytest.mark.parametrize("door", [CLIENT_ZONE, KRAKOWSKA, RYNEK])
    def test_a_wrong_password_looks_and_lasts_alike(self, by: Actor, rynek: Actor, door: str) -> None:
        """CZ-37: for a login of nobody, of the customer of one lender, of two: one answer, as many passwords looked at
        (one at the door of a lender, at the door of all one a lender), as many attempts until the door is shut."""
        account(by)
        account(rynek, AT_RYNEK)
        open_client_zone(by=by, number=piotr(by, identifiers=()), login="85051522226", password=PASSWORD)
        said, costs = [], []
        for login in ("80010112343", "85051522226", PESEL):
            browser = Client(headers={"accept-language": "pl"}, REMOTE_ADDR="10.0.0.7")
            for _each in range(6):
                before = SlowHasher.times
                answer = log_in(door, login, "nie to haslo", browser)
                costs.append(SlowHasher.times - before)
                said.append(str(answer.context["form"].errors["__all__"]))
        assert set(costs) == {2 if door == CLIENT_ZONE else 1}
        assert WRONG in said[0] and "15" in said[5]
        assert said == said[:6] * 3
        assert len(set(said)) == 2

    def test_the_staff_of_the_second_lender_get_no_hint(self, by: Actor, rynek: Actor) -> None:
        """Decision 34: what stands in the way of opening is the same whether or not the person is a customer elsewhere;
        an entry there leaves no trace here, and a wrong password one that could come from anybody."""
        number = piotr(rynek, contacts=BOTH)
        person = person_named(rynek, number)
        before = [sms_findings(rynek, person), email_findings(rynek, person)]
        account(by)
        assert [sms_findings(rynek, person), email_findings(rynek, person)] == before == [[], []]
        here = User.objects.get(pk=send_sms_password(by=rynek, number=number).user_id)
        log_in(KRAKOWSKA, PESEL)
        log_in(CLIENT_ZONE, PESEL)
        assert not attempts(rynek).exists()
        log_in(KRAKOWSKA, PESEL, "nie to haslo")
        (row,) = attempts(rynek)
        assert (row.user, row.organisation_id, row.outcome) == (here, rynek.organisation_id, Outcome.WRONG)

    def test_a_login_of_another_customer_of_the_same_lender_is_refused(self, by: Actor, rynek: Actor) -> None:
        account(by)
        account(rynek)
        namesake = piotr(rynek, contacts=BOTH, identifiers=())
        with pytest.raises(LoginTaken):
            open_client_zone(by=rynek, number=namesake, login=PESEL, password=PASSWORD)
        send_activation_link(by=by, number="1", page=PAGE)
        send_activation_link(by=rynek, number=namesake, page=PAGE)
        with pytest.raises(Forbidden) as refused:
            send_activation_link(by=rynek, number="1", page=PAGE)
        assert refused.value.facts["rule"] == "login_of_another"

    def test_a_forgotten_password_is_each_lenders_own(self, by: Actor, rynek: Actor) -> None:
        """CZ-38: at the door of all, each lender that allows it writes in its own name; at a lender's, that one."""
        users = account(by), account(rynek)
        rules = {"customers_need_second_step": False, "customers_ask_for_password": True, "second_step_groups": ()}
        for at in (by, rynek):
            save_door_rules(by=at, **rules)  # type: ignore[arg-type]
        asked = [
            Client().post(page, {"login": login})
            for page in (f"{CLIENT_ZONE}forgotten", f"{RYNEK}forgotten/")
            for login in (PESEL, "85051522226")
        ]
        assert page_text(asked[0]) == page_text(asked[1]) and page_text(asked[2]) == page_text(asked[3])
        assert "Kasa na Rynku" in page_text(asked[2]) and "Kasa na Rynku" not in page_text(asked[0])
        links_go()
        found = Message.objects.order_by("pk").values_list("organisation", flat=True)
        assert list(found) == [user.organisation_id for user in (*users, users[1])]
        assert [attempts(at).filter(outcome=Outcome.LINK_ASKED).count() for at in (by, rynek)] == [1, 2]


class TestLocks:
    def test_guesses_count_once_whichever_door_they_are_made_at(self, by: Actor, rynek: Actor) -> None:
        """CZ-37: five wrong attempts with a login shut every door for its accounts; an attempt counts once, whatever
        the number of lenders."""
        users = account(by), account(rynek, AT_RYNEK)
        for door in (CLIENT_ZONE, KRAKOWSKA, RYNEK, CLIENT_ZONE):
            log_in(door, PESEL, "nie to haslo")
        assert [is_locked(user) for user in users] == [False, False]
        assert entered(log_in(CLIENT_ZONE, PESEL)) == users[0]  # and what failed at Krakowska counts no more
        log_in(RYNEK, PESEL, "nie to haslo")
        assert [is_locked(user) for user in users] == [False, True]
        assert log_in(RYNEK, PESEL, AT_RYNEK).status_code == 422
        assert entered(log_in(CLIENT_ZONE, PESEL, AT_RYNEK)) is None
        assert entered(log_in(KRAKOWSKA, PESEL)) == users[0]
        assert Attempt.objects.filter(outcome=Outcome.WRONG, is_echo=False).count() == 6
        assert [attempts(at).filter(outcome=Outcome.WRONG).count() for at in (by, rynek)] == [6, 6]

    def test_an_administrator_unlocks_for_the_own_lender(self, by: Actor, rynek: Actor) -> None:
        users = account(by), account(rynek, AT_RYNEK)
        for _each in range(5):
            log_in(CLIENT_ZONE, PESEL, "nie to haslo")
        assert "15" in str(log_in(CLIENT_ZONE, PESEL).context["form"].errors["__all__"])
        unlock_login(by=rynek, user=users[1].pk)
        assert [is_locked(user) for user in users] == [True, False]
        assert entered(log_in(CLIENT_ZONE, PESEL, AT_RYNEK)) == users[1]
        assert entered(log_in(KRAKOWSKA, PESEL)) is None

    def test_all_logins_of_an_account_count_together(self, by: Actor) -> None:
        user = account(by)
        send_activation_link(by=by, number=user.person.number, page=PAGE)  # type: ignore[union-attr]
        for login in (PESEL, "piotr@example.com", PESEL, "piotr@example.com", PESEL):
            log_in(CLIENT_ZONE, login, "nie to haslo")
        assert [log_in(CLIENT_ZONE, login).status_code for login in (PESEL, "piotr@example.com")] == [422, 422]


def test_logins_of_staff_stay_unique_in_the_installation(by: Actor, rynek: Actor) -> None:
    """CT-02: one door, one member of staff a login; the database holds it too, and one login a customer in a lender."""
    ewa = clerk(by)
    with pytest.raises(LoginTaken):
        create_staff_user(by=rynek, login="5001", name="Ola", password=PASSWORD, groups=(), branch="KR")
    user = account(by)
    for row, change in ((ewa, {"organisation_id": rynek.organisation_id}), (user, {"person": None})):
        fields = {name: getattr(row, name) for name in ("audience", "login_digest", "login", "name", "organisation_id")}
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create(**{**fields, **change})
    further = {"digest": b"1", "login": "a@example.com", "organisation_id": by.organisation_id}
    FurtherLogin.objects.create(user=user, audience=Audience.CUSTOMER, **further)
    FurtherLogin.objects.create(
        user=user, audience=Audience.CUSTOMER, **{**further, "organisation_id": rynek.organisation_id}
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        FurtherLogin.objects.create(user=user, audience=Audience.CUSTOMER, **further)
