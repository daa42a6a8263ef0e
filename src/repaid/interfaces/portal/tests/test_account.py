"""The customer's own settings."""

import re

import pytest
from django.test import Client

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.access.tests.people import krakowska
from repaid.branding.commands.look import Choice, choose_look, welcome_customers
from repaid.interfaces.portal.tests.specimen import LOGIN, client_with_loans, lender, signed_in
from repaid.interfaces.ui.testing import page_text

TABS = (
    "start", "loans", "loans/11", "loans/11/schedule", "loans/11/repayments", "messages", "account", "documents",
)  # fmt: skip


@pytest.fixture
def browser(db: None) -> Client:
    by: Actor = lender()
    return signed_in(client_with_loans(by), language="nl")


def test_mp_12_the_settings_page_is_reachable_from_every_tab(
    browser: Client, django_assert_num_queries: object
) -> None:
    """MP-12: two-factor, change of password and language stand on it."""
    for tab in TABS:
        assert 'href="/clientzone/account"' in browser.get(f"/clientzone/{tab}").content.decode(), tab
    with django_assert_num_queries(13):  # type: ignore[operator]
        page = browser.get("/clientzone/account").content.decode()
    for part in ("/account/second-step", "/account/password", 'value="nl"', 'value="dark"', "/clientzone/look"):
        assert part in page, part


def test_mp_02_the_login_page_of_an_organisation(db: None, client: Client) -> None:
    """MP-02: the page of organisation A shows its header and welcome text, e-mail, password and the login button."""
    by = krakowska()
    choose_look(by=by, choice=Choice(path="rynek", title="Kasa na Rynku"))
    welcome_customers(by=by, welcomes={"nl": "Welkom op de Markt!"})
    page = client.get("/clientzone/rynek/", headers={"accept-language": "nl"})
    text = page_text(page)
    for words in ("Kasa na Rynku", "Welkom op de Markt!", "E-mail of burgerservicenummer", "Wachtwoord", "Inloggen"):
        assert words in text, words
    assert list(page.context["form"].fields) == ["login", "password"]
    assert page.context["form"].fields["password"].widget.input_type == "password"


def test_cz_63_the_user_menu(browser: Client) -> None:
    """CZ-63: clicking 90010112349 opens two entries in order: change password, log out."""
    browser.post("/clientzone/look", {"language": "en", "theme": "light"})
    page = browser.get("/clientzone/start").content.decode()
    menu = re.search(r'popovertarget="account".*?<ul>(.*?)</ul>', page, re.DOTALL)
    assert menu
    assert LOGIN in page[: menu.start(1)]
    assert re.findall(r"Change password|Log out", page_text(menu[1])) == ["Change password", "Log out"]
    assert menu[1].count("<li>") == 2


def test_language_and_theme_are_kept(browser: Client) -> None:
    browser.post("/clientzone/look", {"language": "fa", "theme": "dark"}, headers={"referer": "/clientzone/account"})
    user = User.objects.get(audience="customer")
    assert (user.language, user.theme) == ("fa", "dark")
    assert 'dir="rtl"' in browser.get("/clientzone/account").content.decode()
