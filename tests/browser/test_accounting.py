"""Accounting in a real browser: a period is closed, its journal goes out; lists as a reader wants them; axe."""

import hashlib
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

import repaid.urls  # noqa: F401 (loading the map declares every right)
from repaid.access.actors import Actor
from repaid.access.models import BusinessDay, Export, User
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import instalment_loan, lender, loan_11

OpenPage = Callable[..., Page]


@pytest.fixture
def by(transactional_db: None) -> Actor:
    """Piotr's and Anna's loan were launched in May 2015; May is sealed."""
    actor = lender()
    loan_11(actor)
    instalment_loan(actor, number="77")
    days = {"day": date(2015, 6, 2), "closed_until": date(2015, 6, 1)}
    BusinessDay.objects.filter(organisation=actor.organisation_id).update(**days)
    return actor


@pytest.fixture
def ewa(by: Actor) -> User:
    return User.objects.get(pk=member(by, "Ewa Przykładowa", tuple(all_rights())).user_id)


def test_a_period_is_closed_and_its_journal_goes_out(
    ewa: User, open_page: OpenPage, check_axe: Callable[[Page], None]
) -> None:
    page = open_page("/ledger/periods", user=ewa)
    page.get_by_role("link", name="1 May 2015").click()
    page.get_by_role("button", name="Close the period").click()
    page.locator("#close").get_by_role("button", name="Close the period").click()
    expect(page.get_by_text("Nothing can be booked on its days any more.")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="Take the journal out").click()
    page.get_by_text("XML", exact=True).click()
    page.get_by_role("button", name="Write the file").click()
    expect(page.get_by_text("Of closed periods only")).to_be_visible()
    check_axe(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the file").click()
    content = waiting.value.path().read_bytes()
    assert hashlib.sha256(content).hexdigest() == Export.objects.get().digest
    assert content.startswith(b"<?xml") and b"<KodKontaWinien>201</KodKontaWinien>" in content


def test_a_reader_hides_a_column_and_keeps_a_view(
    ewa: User, open_page: OpenPage, check_axe: Callable[[Page], None]
) -> None:
    page = open_page("/contracts?state=active", user=ewa)
    expect(page.get_by_role("columnheader", name="Days late")).to_be_visible()
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("checkbox", name="Days late").uncheck()
    page.get_by_role("button", name="Show these columns").click()
    expect(page.get_by_role("columnheader", name="Days late")).to_have_count(0)
    page.get_by_role("button", name="Views", exact=True).click()
    page.get_by_label("Name of the view").fill("The living")
    page.get_by_role("button", name="Save this view").click()
    expect(page.get_by_role("link", name="The living")).to_have_attribute("aria-current", "page")
    check_axe(page)


@pytest.mark.parametrize(("language", "theme", "width"), [("fa", "dark", 390), ("en", "light", 1280)])
def test_the_pages_are_open_to_everybody(
    ewa: User, open_page: OpenPage, check_axe: Callable[[Page], None], language: str, theme: str, width: int
) -> None:
    User.objects.filter(pk=ewa.pk).update(language=language)
    page = open_page("/ledger/accounts/201", user=ewa, language=language, theme=theme, width=width)
    for path in ("/ledger/accounts/201", "/ledger/accounts/201/external", "/products/na-raty/draft", "/exports"):
        page.goto(path)
        check_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
