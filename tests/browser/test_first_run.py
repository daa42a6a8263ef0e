"""From an empty database to a contract by the first run; Persian months in the picker; the look of the client zone."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from loanmath.money import Money
from repaid.access.models import User
from repaid.access.queries import machine_in
from repaid.access.rights import all_rights
from repaid.access.tests.people import krakowska, member
from repaid.branding.colours import LIGHT_GROUND, READABLE, nearest
from repaid.contracts.commands.opening import open_contract
from repaid.founding.commands.founding import begin_founding
from repaid.founding.tests.answers import PASSWORD
from repaid.parties.commands.register import register_person
from repaid.products.queries import TermsRequest

OpenPage = Callable[..., Page]


def go_on(page: Page, title: str) -> None:
    """Send the step by the keyboard and wait for the next one."""
    page.get_by_role("button", name="Save and go on").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


@pytest.mark.django_db(transaction=True)
def test_from_an_empty_database_to_the_first_contract(
    open_page: OpenPage, check_axe: Callable[[Page], None], take_shot: Callable[[Page, str], None]
) -> None:
    page = open_page("/contracts", width=390)
    expect(page).to_have_url(re.compile("/first-run$"))
    page.get_by_label("One-time code").fill(begin_founding())
    page.keyboard.press("Enter")
    page.get_by_label("Poland").check()
    check_axe(page)
    go_on(page, "Organisation")
    page.get_by_label("Name of the organisation").fill("Pożyczka na Rynku")
    page.get_by_label("Short name").fill("rynek")
    page.get_by_label("Main language").select_option("en")
    check_axe(page)
    go_on(page, "Calendar")
    expect(page.get_by_text("Holidays of this year").first).to_be_visible()
    page.get_by_label("First business day").fill("20.11.2026")
    take_shot(page, "first-run-calendar")
    go_on(page, "Books and products")
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_label("First business day")).to_have_value("20\u00a0Nov\u00a02026")
    go_on(page, "Books and products")
    go_on(page, "Branch and groups")
    page.get_by_label("Name of the first branch").fill("Kraków Rynek")
    go_on(page, "Numbers")
    page.get_by_label("Contracts: numbers begin with").fill("KR-")
    go_on(page, "Administrator")
    page.get_by_label("Name", exact=True).fill("Pan X")
    page.get_by_label("Login").fill("pan.x")
    go_on(page, "Summary")
    check_axe(page)
    take_shot(page, "first-run-summary")
    page.get_by_label("Password of the administrator").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Found the organisation").click()
    page.get_by_label("Login").fill("pan.x")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/start$"))
    first_contract()
    page.goto("/contracts/KR-1")
    expect(page.get_by_role("heading", level=1)).to_contain_text("KR-1")


def first_contract() -> None:
    by = machine_in("rynek")
    anna = register_person(by=by, given_names="Anna", family_name="Kowalska").number
    request = TermsRequest(amount=Money(600_000, "PLN"), count=12, start=date(2026, 11, 20))
    open_contract(by=by, product="pozyczka-ratalna", request=request, borrowers=[anna])


@pytest.mark.django_db(transaction=True)
def test_ct_103_the_picker_shows_persian_months(open_page: OpenPage, check_axe: Callable[[Page], None]) -> None:
    """CT-103: the date picker of the Persian UI shows Persian months; the look and its preview are accessible."""
    ewa = User.objects.get(pk=member(krakowska(), "Ewa Przykładowa", tuple(all_rights())).user_id)
    page = open_page("/settings/holidays", user=ewa, language="fa", width=390)
    page.locator("[data-pick=day]").click()
    expect(page.locator(".jdp-container, jdp-container").first).to_contain_text("دی")
    page.goto("/settings/look")
    check_axe(page)
    page.locator("#id_accent").fill("#ffcc00")
    expect(page.locator("#preview .rp-note")).to_be_visible()
    page.locator("#preview [data-colour]").click()
    expect(page.locator("#id_accent")).to_have_value(nearest("#ffcc00", LIGHT_GROUND, READABLE))
    expect(page.locator("#preview .rp-note")).to_have_count(0)
    check_axe(page)
