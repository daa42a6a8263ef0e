"""Logins as a list, one account at the doors, the rules, a customer's access to the client zone."""

import pytest
from django.test import Client

from repaid.access.actors import Actor
from repaid.access.rights import all_rights
from repaid.identity.tests.people import (
    CLIENT_ZONE,
    MOBILE,
    PASSWORD,
    PESEL,
    clerk,
    customer,
    lender,
    linked,
    log_in,
    password_in,
    piotr,
    sent,
)
from repaid.interfaces.ui.testing import page_text
from repaid.messages.choices import Channel
from repaid.parties.choices import ContactKind


@pytest.fixture
def by(db: None) -> Actor:
    return lender()


@pytest.fixture
def browser(by: Actor) -> Client:
    """Ewa, who may do everything, has logged in."""
    from repaid.access.commands.organisations import save_group

    save_group(by=by, code="everything", names={"en": "Everything"}, rights=tuple(all_rights()))
    clerk(by, "ewa", groups=("everything",), language="en")
    found: Client = log_in("/", "ewa").client
    return found


def test_ct_100_a_successful_and_a_failed_login_are_both_listed_with_time(
    by: Actor, browser: Client, django_assert_num_queries: object
) -> None:
    """CT-100: of 5001; filtered, searched, and taken out as a file."""
    clerk(by, "5001", name="Adam Nowy")
    customer(by)
    log_in("/", "5001", "nie to haslo")
    log_in("/", "5001")
    log_in(CLIENT_ZONE, PESEL, "nie to haslo")
    log_in("/", "nobody")
    with django_assert_num_queries(6):  # type: ignore[operator]
        page = browser.get("/logins")
    rows = [page_text(row) for row in page.content.decode().split("<tr")[2:]]
    mine = [row for row in rows if "5001" in row]
    assert ["logged in" in row for row in mine] == [True, False]
    assert "wrong login or password" in mine[1]
    assert all("Adam Nowy" in row and "Kraków" in row and "127.0.0.1" in row and "2026" in row for row in mine)
    assert PESEL not in page.content.decode()
    only = browser.get("/logins", {"outcome": "wrong", "door": "staff"})
    assert page_text(only).count("Adam Nowy") == 1
    assert "Adam Nowy" in page_text(browser.get("/logins", {"q": "Adam"}))
    assert "Adam Nowy" not in page_text(browser.get("/logins", {"at__date_from": "2050-01-01"}))
    file = browser.get("/logins", {"export": "csv"})
    assert "Adam Nowy" in b"".join(file).decode("utf-8-sig")


def test_an_account_is_unlocked_and_a_lost_phone_unlinked(by: Actor, browser: Client) -> None:
    """MP-10: what helps somebody at the door stands on one page."""
    adam = clerk(by, "5001", name="Adam Nowy")
    linked(adam)
    for _each in range(5):
        log_in("/", "5001", "nie to haslo")
    here = f"/logins/accounts/{adam.pk}"
    page = page_text(browser.get(here))
    assert "too many attempts" in page
    assert "2-Factor authentication? yes" in page
    assert "Unlocked" in page_text(browser.post(f"{here}/unlock", follow=True))
    form = browser.get(f"{here}/lost-device").context["form"]
    told = {"key": str(form["key"].value()), "checked": "called back on the number on file"}
    page = page_text(browser.post(f"{here}/lost-device", told, follow=True))
    assert "2-Factor authentication? no" in page
    assert log_in("/", "5001", PASSWORD)["Location"] == "/start"


def test_the_rules_of_the_doors_are_set_on_a_page(by: Actor, browser: Client) -> None:
    """CZ-38, MP-08: a self-service link, a second step for a group."""
    page = browser.post("/logins/rules", {"customers_ask_for_password": "on", "second_step_groups": ["everything"]})
    assert page.status_code == 302
    form = browser.get("/logins/rules").context["form"]
    assert form["customers_ask_for_password"].value() is True
    assert form["second_step_groups"].value() == ["everything"]
    told = page_text(browser.get("/logins/rules"))
    assert "Customers may ask for a new password at the login: no → yes" in told
    assert "Groups that need a second step: — → " in told and "→ everything" not in told
    later = {"second_step_groups": ["everything"], "from_day": "2050-01-03"}
    told = page_text(browser.post("/logins/rules", later, follow=True))
    assert "Planned: it holds from 3 Jan 2050." in told and "waits for its day" in told
    assert browser.get("/logins/rules").context["form"]["customers_ask_for_password"].value() is True


def test_access_to_the_client_zone_by_sms_and_by_e_mail(by: Actor, browser: Client) -> None:
    """CZ-19, CZ-20, CZ-21, MP-11: what will happen stands there before; what is missing is named; then it is done."""
    number = piotr(by)
    here = f"/parties/{number}/access"
    page = page_text(browser.get(here))
    assert "There is no account yet" in page
    assert "The e-mail address is missing" in page
    ask = browser.get(f"{here}/sms")
    assert f"For the user with login {PESEL} an account" in page_text(ask)
    assert f"An SMS with the password will be sent to number: +48{MOBILE}" in page_text(ask)
    key = {"key": str(ask.context["form"]["key"].value())}
    assert "The SMS is on its way." in page_text(browser.post(f"{here}/sms", key, follow=True))
    assert log_in(CLIENT_ZONE, PESEL, password_in(sent(by, Channel.SMS))).status_code == 302
    page = page_text(browser.get(here))
    assert "2-Factor authentication? no" in page
    assert "This person already has an account." in page
    from repaid.parties.commands.contacts import add_contact

    add_contact(by=by, number=number, kind=ContactKind.EMAIL, value="piotr@example.com")
    ask = browser.get(f"{here}/link")
    assert "An e-mail with a link goes to piotr@example.com." in page_text(ask)
    key = {"key": str(ask.context["form"]["key"].value())}
    assert "The e-mail is on its way." in page_text(browser.post(f"{here}/link", key, follow=True))
    assert "http://testserver/clientzone/activate/" in sent(by, Channel.EMAIL)


def test_without_a_gateway_the_page_says_so(browser: Client, by: Actor) -> None:
    from repaid.messages.commands.gateways import switch_gateway

    switch_gateway(by=by, channel=Channel.SMS, is_active=False)
    page = page_text(browser.get(f"/parties/{piotr(by)}/access"))
    assert "SMS cannot be sent: no gateway is set." in page
    assert "Send a password" not in page


def test_cc_09_the_own_contact_data(by: Actor, browser: Client) -> None:
    """CC-09: a changed telephone number is shown in the user list at once; an invalid e-mail is refused; name, group
    and rights are not among the boxes."""
    form = browser.get("/account/contact").context["form"]
    assert set(form.fields) == {"key", "phone", "mobile", "email", "address"}
    typed = {"phone": "12 345 67 89", "mobile": "600 000 002", "email": "ewa@krakowska.example", "address": "Rynek 1"}
    wrong = browser.post("/account/contact", {**typed, "email": "ewa at home"})
    assert wrong.status_code == 422
    assert list(wrong.context["form"].errors) == ["email"]
    assert "12 345 67 89" not in page_text(browser.get("/users"))
    assert "12 345 67 89" in page_text(browser.post("/account/contact", typed, follow=True))
    assert "12 345 67 89" in page_text(browser.get("/users", {"q": "12 345"}))
