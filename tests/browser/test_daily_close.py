"""The daily close in a real browser: five days are closed, and the ageing moves."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

import repaid.urls  # noqa: F401 (loading the map declares every right)
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.commands.organisations import move_business_day
from repaid.access.models import User
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import instalment_loan, lender, loan_11
from repaid.daily_close.commands.checking import carry_out
from repaid.daily_close.models import BookCheck
from repaid.daily_close.run import carry_on

OpenPage = Callable[..., Page]
EVE = date(2015, 6, 19)


@pytest.fixture
def by(transactional_db: None, settings: LazySettings, tmp_path: Path) -> Actor:
    """Piotr and Anna owe from 21 June on; it is the 19th."""
    settings.DATA = tmp_path
    actor = lender()
    loan_11(actor)
    instalment_loan(actor)
    move_business_day(by=actor, day=EVE)
    return actor


@pytest.fixture
def ewa(by: Actor) -> User:
    return User.objects.get(pk=member(by, "Ewa Przykładowa", tuple(all_rights())).user_id)


def press_close(page: Page, name: str) -> None:
    """Press the button, read what it does, press it there."""
    page.get_by_role("button", name=name).click()
    expect(page.get_by_text("A closed day is never opened again.")).to_be_visible()
    page.locator("#close").get_by_role("button", name=name).click()


def test_five_days_are_closed_and_the_ageing_moves(by: Actor, ewa: User, open_page: OpenPage) -> None:
    page = open_page("/daily-close/today", user=ewa)
    expect(page.get_by_text("No day has been closed yet.")).to_be_visible()
    for _night in range(5):
        day = today(by.organisation_id)
        press_close(page, f"Close {day.day} Jun 2015")
        expect(page.get_by_text("The close has begun.")).to_be_visible()
        expect(page.get_by_role("heading", name=f"Daily close of {day.day} Jun 2015")).to_be_visible()
        assert carry_on(by=by, day=day)
        expect(page.get_by_text("The ledger holds what the contracts come to.")).to_be_visible()
    assert today(by.organisation_id) == EVE + timedelta(days=5)
    page.get_by_role("link", name="Earlier days").first.click()
    page.get_by_role("link", name="22 Jun 2015").click()
    page.get_by_role("link", name="See them").click()
    expect(page.get_by_text("rows: 2")).to_be_visible()
    page.go_back()
    expect(page.locator("#rolls").locator("..").locator("..")).to_contain_text("1–30")
    expect(page.get_by_role("img", name="Late contracts").or_(page.locator("canvas"))).to_be_visible()


def test_a_second_press_begins_no_second_close(by: Actor, ewa: User, open_page: OpenPage) -> None:
    page = open_page("/daily-close/today", user=ewa)
    page.get_by_role("button", name="Close 19 Jun 2015").click()
    page.locator("#close").get_by_role("button", name="Close 19 Jun 2015").dblclick()
    expect(page.get_by_role("button", name="Go on with the close")).to_be_visible()
    assert carry_on(by=by, day=EVE)
    assert not carry_on(by=by, day=EVE)


def test_the_books_are_checked(by: Actor, ewa: User, open_page: OpenPage) -> None:
    page = open_page("/daily-close/books", user=ewa)
    page.get_by_role("button", name="Check now").click()
    expect(page.get_by_text("0 contracts checked")).to_be_visible()
    carry_out(by, BookCheck.objects.get().pk)
    expect(page.get_by_text("The books are in order.")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_board_is_for_everybody(
    by: Actor, ewa: User, open_page: OpenPage, check_axe: Callable[[Page], None], theme: str, width: int
) -> None:
    page = open_page("/daily-close/today", user=ewa, theme=theme, width=width)
    press_close(page, "Close 19 Jun 2015")
    assert carry_on(by=by, day=EVE)
    expect(page.get_by_text("The ledger holds what the contracts come to.")).to_be_visible()
    check_axe(page)
