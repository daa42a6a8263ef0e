"""Stories at the doors in a real browser: a customer's first login by each way, a lost phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from repaid.access.actors import Actor
from repaid.access.tests.people import krakowska
from repaid.branding.commands.look import Choice, choose_look
from repaid.identity.commands.opening import send_activation_link, send_sms_password
from repaid.identity.tests.people import (
    MOBILE,
    OWN_PASSWORD,
    PESEL,
    code_now,
    lender,
    link_in,
    password_in,
    piotr,
    sent,
)
from repaid.messages.choices import Channel
from repaid.parties.choices import ContactKind
from repaid.parties.commands.client_zone import open_client_zone

OpenPage = Callable[..., Page]
BOTH = ((ContactKind.MOBILE, MOBILE), (ContactKind.EMAIL, "piotr@example.com"))


@pytest.fixture
def by(transactional_db: None) -> Actor:
    return lender()


def log_in(page: Page, login: str, password: str) -> None:
    page.goto("/clientzone/")
    page.get_by_label("E-mail or national ID number").fill(login)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in").click()


def choose_password(page: Page) -> None:
    page.get_by_label("New password", exact=True).fill(OWN_PASSWORD)
    page.get_by_label("Repeat the new password").fill(OWN_PASSWORD)
    page.get_by_role("button", name="Save password").click()


def test_cz_37_mp_07_a_first_login_by_each_way(
    by: Actor, open_page: OpenPage, check_axe: Callable[[Page], None]
) -> None:
    """CZ-37, CZ-64, MP-05, MP-07: by SMS password with the national ID, changed at once; by e-mail link with an own
    password. Both open the same client zone."""
    number = piotr(by, contacts=BOTH, language="en")
    send_sms_password(by=by, number=number)
    temporary = password_in(sent(by, Channel.SMS))
    page = open_page("/clientzone/")
    log_in(page, PESEL, temporary)
    expect(page.get_by_text("Choose your own before you go on.")).to_be_visible()
    check_axe(page)
    page.get_by_label("Current password").fill(temporary)
    choose_password(page)
    expect(page.get_by_role("heading", name="Welcome, Piotr Wzorcowy")).to_be_visible()

    send_activation_link(by=by, number=number, page=f"{page.url.partition('/clientzone')[0]}/clientzone/activate/")
    other = open_page(link_in(sent(by, Channel.EMAIL)), width=390)
    check_axe(other)
    choose_password(other)
    expect(other.get_by_role("heading", name="Welcome, Piotr Wzorcowy")).to_be_visible()
    log_in(open_page("/clientzone/"), "piotr@example.com", OWN_PASSWORD)


def test_decision_2_a_customer_of_two_lenders(
    by: Actor, open_page: OpenPage, check_axe: Callable[[Page], None]
) -> None:
    """Decision 2, decision 34: on a phone, at the door of all, one password fits at two lenders: a page asks which."""
    rynek = krakowska("rynek")
    choose_look(by=rynek, choice=Choice(path="rynek", title="Kasa na Rynku"))
    for at in (by, rynek):
        open_client_zone(by=at, number=piotr(at, language="en"), login=PESEL, password=OWN_PASSWORD)
    page = open_page("/clientzone/", width=390)
    log_in(page, PESEL, OWN_PASSWORD)
    expect(page.get_by_role("heading", name="Which lender?")).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name="Kasa na Rynku").click()
    expect(page.get_by_role("heading", name="Welcome, Piotr Wzorcowy")).to_be_visible()
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("button", name="Log out").click()
    expect(page).to_have_url(re.compile("/clientzone/rynek/$"))


def test_mp_10_a_lost_phone(by: Actor, open_page: OpenPage, check_axe: Callable[[Page], None]) -> None:
    """MP-08, MP-09, MP-10: an app is linked by its picture and a passkey added; the phone is lost: a recovery code lets
    in, and so does the passkey."""
    number = piotr(by, contacts=BOTH, language="en")
    send_activation_link(by=by, number=number, page="https://krakowska.example/clientzone/activate/")
    page = open_page(link_in(sent(by, Channel.EMAIL)))
    choose_password(page)
    with_authenticator(page)
    page.get_by_role("link", name="Settings").click()
    expect(page.get_by_role("link", name="Set up the second step")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="Set up the second step").click()
    page.get_by_role("link", name="Link an app").click()
    expect(page.get_by_label("Code from the app")).to_be_visible()
    check_axe(page)
    secret = re.search(r"\b[A-Z2-7]{32}\b", page.inner_text("main"))
    assert secret
    page.get_by_label("Code from the app").fill(code_now(secret[0]))
    page.get_by_role("button", name="Link").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    recovery = re.findall(r"\b[a-z2-9]{5}-[a-z2-9]{5}\b", page.inner_text("main"))[0]
    page.get_by_label("Name of the device").fill("Laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    check_axe(page)

    log_out(page)
    log_in(page, "piotr@example.com", OWN_PASSWORD)
    expect(page.get_by_role("heading", name="Second step")).to_be_visible()
    check_axe(page)
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Welcome, Piotr Wzorcowy")).to_be_visible()

    log_out(page)
    log_in(page, "piotr@example.com", OWN_PASSWORD)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Welcome, Piotr Wzorcowy")).to_be_visible()


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Your account").click()
    page.get_by_role("button", name="Log out").click()


def with_authenticator(page: Page) -> None:
    """Give the browser a device that makes passkeys, and whose owner is there."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True, "hasResidentKey": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
