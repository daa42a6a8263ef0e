"""Stories of the client zone in a real browser: the client of the requirements with loans 15, 12 and 11."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from repaid.access.models import User
from repaid.interfaces.portal.tests.specimen import DUE, LOGIN, PASSWORD, client_with_loans, day_comes, lender, pay

OpenPage = Callable[..., Page]
PAGES = ("start", "loans", "loans/11", "loans/11/schedule", "loans/11/repayments")


@pytest.fixture
def piotr(transactional_db: None) -> User:
    by = lender()
    user = client_with_loans(by)
    day_comes(by, DUE)
    pay(by, "300.00", DUE)
    day_comes(by, DUE.replace(day=28))
    User.objects.filter(pk=user.pk).update(language="")
    return user


def test_cz_01_from_the_door_to_the_debt_and_out_again(piotr: User, open_page: OpenPage) -> None:
    """CZ-36, CZ-39, CZ-41, CZ-46, CZ-55, CZ-65: log in, open a loan by its eye, log out; Back shows nothing."""
    page = open_page("/clientzone/")
    page.get_by_label("E-mail or national ID number").fill(LOGIN)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Loans", exact=True).last.click()
    expect(page.get_by_role("heading", name=f"Loans of client: {LOGIN}")).to_be_visible()
    page.get_by_role("link", name="Details of loan 11").click()
    expect(page.get_by_role("heading", name="Loan number 11 - Piotr Wzorcowy")).to_be_visible()
    page.locator("summary", has_text="Where does this amount come from?").click()
    expect(page.get_by_text("Instalment 1, due 21 Jun 2015")).to_be_visible()
    page.get_by_role("link", name="Repayments").click()
    expect(page.get_by_role("row", name="21 Jun 2015")).to_contain_text("300.00")
    page.get_by_role("button", name=LOGIN).click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_label("Password")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("300.00")).to_have_count(0)
    expect(page.get_by_label("Password")).to_be_visible()


def test_cz_42_filters_answer_while_typing(piotr: User, open_page: OpenPage) -> None:
    """CZ-42: typing into a box leaves the rows that fit, and the address keeps what was typed."""
    page = open_page("/clientzone/loans", user=piotr)
    page.get_by_label("Amount").fill("67")
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_label("Amount").fill("")
    page.get_by_role("textbox", name="Product name").fill("chwile")
    expect(page.get_by_role("row")).to_have_count(3)
    expect(page).to_have_url(re.compile("product=chwile"))


def test_cz_65_an_idle_page_warns_and_ends(piotr: User, open_page: OpenPage, check_axe: Callable[[Page], None]) -> None:
    """CZ-65: two minutes before the half hour it asks; one press goes on; without one the client is logged out."""
    page = open_page("/clientzone/loans/11", user=piotr)
    page.clock.install()
    page.reload()
    page.clock.fast_forward("28:10")
    expect(page.get_by_role("dialog")).to_contain_text("we log you out in two minutes")
    check_axe(page)
    page.get_by_role("button", name="Stay logged in").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.clock.fast_forward("30:10")
    expect(page.get_by_text("For your safety we log you out when nothing happens here for 30 minutes.")).to_be_visible()
    expect(page).to_have_url(re.compile("next=%2Fclientzone%2Floans%2F11"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("fa", 390)])
def test_the_client_zone_is_accessible(
    piotr: User,
    open_page: OpenPage,
    check_axe: Callable[[Page], None],
    take_shot: Callable[[Page, str], None],
    language: str,
    theme: str,
    width: int,
) -> None:
    """CZ-66: every page in both directions and both themes, on a desk and on a phone, without a finding of axe."""
    page = open_page("/clientzone/start", user=piotr, language=language, theme=theme, width=width)
    for address in PAGES:
        page.goto(f"/clientzone/{address}")
        check_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        take_shot(page, f"portal-{address.replace('/', '-')}-{language}-{theme}")
