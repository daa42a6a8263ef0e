"""An administrator's first hour: a branch, a group, a user in both; the user signs in and sees exactly that."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from repaid.access.models import User
from repaid.access.tests.bank import PASSWORD, bank, hq_admin
from repaid.identity.tests.people import OWN_PASSWORD

OpenPage = Callable[..., Page]


@pytest.fixture
def admin(transactional_db: None) -> User:
    return User.objects.get(pk=hq_admin(bank()).account)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def test_a_branch_a_group_and_a_user_who_sees_just_that(
    admin: User, open_page: OpenPage, check_axe: Callable[[Page], None]
) -> None:
    page = open_page("/branches", user=admin)
    page.get_by_role("link", name="New", exact=True).click()
    page.get_by_label("Branch title").fill("بهار")
    page.get_by_label("Branch code").fill("8329")
    page.get_by_label("Province").select_option("96(تهران(غرب))")
    save(page)
    expect(page.get_by_role("row", name="8329")).to_contain_text("بهار")
    check_axe(page)

    page.goto("/groups/new")
    page.get_by_label("Name (English)").fill("Branch book")
    page.get_by_label("Search the rights").fill("administration/branches")
    expect(page.get_by_role("checkbox", name="Define users and change them")).to_be_hidden()
    page.get_by_role("checkbox", name="Define provinces and branches").check()
    check_axe(page)
    save(page)
    expect(page.get_by_role("row", name="Branch book")).to_be_visible()

    page.goto("/users/new")
    for label, text in (("Username", "5001"), ("Password", PASSWORD), ("Last name", "Ahmadi")):
        page.get_by_label(label).fill(text)
    page.get_by_role("checkbox", name="Branch book").check()
    page.locator("#id_branch").select_option("8329")
    check_axe(page)
    save(page)
    expect(page.get_by_role("row", name="5001")).to_contain_text("8329(بهار)")

    page.context.clear_cookies()
    page.goto("/")
    page.locator("input[name=login]").fill("5001")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="Change password")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main menu")).to_have_count(0)
    check_axe(page)
    for name, text in (("current", PASSWORD), ("new", OWN_PASSWORD), ("repeat", OWN_PASSWORD)):
        page.locator(f"input[name={name}]").fill(text)
    page.get_by_role("button", name="Save password").click()
    page.wait_for_url("**/start")
    page.goto("/branches")
    expect(page.get_by_role("row", name="8329")).to_be_visible()
    expect(page.get_by_role("row", name="6140")).to_have_count(0)
    menu = page.get_by_role("navigation", name="Main menu")
    expect(menu.locator('a[href="/branches"]').first).to_be_visible()
    expect(menu.locator('a[href="/users"]')).to_have_count(0)
