"""The parts of the look in a real browser: accessible in both themes and both directions, no wider than the page."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from repaid.access.commands.users import create_customer_user
from repaid.access.models import Subject, User
from repaid.access.rights import all_rights
from repaid.access.tests.people import PASSWORD, krakowska, member

PAGES = {"staff": "/start", "portal": "/clientzone/start", "door": "/"}
LOOKS = [("en", "light"), ("fa", "dark"), ("pl", "light"), ("nl", "dark")]


@pytest.fixture
def people(transactional_db: None, settings: Any) -> Iterator[dict[str, User | None]]:
    """Ewa of the staff, Piotr of the customers, and a visitor."""
    settings.ROOT_URLCONF = "repaid.interfaces.ui.tests.urls"
    lender = krakowska()
    ewa = member(lender, "Ewa Przykładowa", tuple(all_rights()))
    person = Subject.objects.create(
        organisation_id=lender.organisation_id, kind="party", number="1", title="Piotr Wzorcowy"
    )
    create_customer_user(by=lender, person=person, login="90010112349", password=PASSWORD)
    return {
        "staff": User.objects.get(pk=ewa.user_id),
        "portal": User.objects.get(audience="customer"),
        "door": None,
    }


def to_the_top(page: Page) -> None:
    """A form sent back has the focus and has scrolled the page to itself."""
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")


def open_details(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def wider_than(page: Page, width: int) -> list[str]:
    """What makes the page scroll sideways, once charts have followed the new width; nothing when it does not."""
    return page.evaluate(
        """async (width) => {
            const wide = () => document.documentElement.scrollWidth > width;
            for (let left = 60; wide() && left; left -= 1) await new Promise((on) => setTimeout(on, 50));
            return wide() ? [...document.querySelectorAll("body *")]
                .map((one) => [one, one.getBoundingClientRect()])
                .filter(([one, box]) => box.right > width + 1 || box.left < -1)
                .map(([one]) => `${one.tagName}.${one.className}`) : [];
        }""",
        width,
    )


@pytest.mark.parametrize("name", PAGES)
def test_every_part_is_accessible_in_every_language_and_theme(
    people: dict[str, User | None],
    open_page: Callable[..., Page],
    check_axe: Callable[..., None],
    take_shot: Callable[[Page, str], None],
    name: str,
) -> None:
    for language, theme in LOOKS:
        page = open_page(PAGES[name], user=people[name], language=language, theme=theme, width=1440)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("html")).to_have_attribute("data-bs-theme", theme)
        to_the_top(page)
        take_shot(page, f"parts-{name}-{language}-{theme}")
        open_details(page)
        check_axe(page, colours=language in ("en", "fa"))


@pytest.mark.parametrize("name", PAGES)
def test_every_part_fits_a_phone(
    people: dict[str, User | None],
    open_page: Callable[..., Page],
    check_axe: Callable[[Page], None],
    take_shot: Callable[[Page, str], None],
    name: str,
) -> None:
    for language in ("en", "fa"):
        page = open_page(PAGES[name], user=people[name], language=language, width=390)
        to_the_top(page)
        take_shot(page, f"parts-{name}-{language}-390")
        page.set_viewport_size({"width": 320, "height": 900})
        open_details(page)
        assert wider_than(page, 320) == []
        check_axe(page)
