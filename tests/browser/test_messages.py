"""Messages in a real browser: a text is built with the keyboard, a letter is printed, pages fit a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.messages.choices import Channel
from repaid.messages.tests.lender import ask, ready_lender, send

OpenPage = Callable[..., Page]
BUILDER = "/messages/templates/contracts.overdue/borrower/sms/nl"


@pytest.fixture
def by(transactional_db: None) -> Actor:
    found = ready_lender()
    ask(found)
    ask(found, kind="contracts.warning", channel=Channel.LETTER)
    for channel in (Channel.SMS, Channel.LETTER):
        send(found, channel)
    return found


@pytest.fixture
def ewa(by: Actor) -> User:
    return User.objects.get(pk=member(by, "Ewa Przykładowa", tuple(all_rights())).user_id)


def test_a_text_is_built_with_the_keyboard(ewa: User, open_page: OpenPage, check_axe: Callable[[Page], None]) -> None:
    """CT-57 to CT-59: pieces come, move and go by keyboard; the final text follows."""
    page = open_page(BUILDER, user=ewa, width=1440)
    final, pieces = page.locator(".rp-bubble"), page.locator(".rp-piece")
    before = pieces.count()
    page.get_by_label("Free text", exact=True).first.fill(" Bel ons, ")
    page.get_by_role("button", name="Add", exact=True).press("Enter")
    expect(final).to_contain_text("Bel ons,")
    page.get_by_role("button", name="Last name (borrower)").press("Space")
    expect(final).to_contain_text("Bel ons, Wzorcowy")
    check_axe(page)
    page.get_by_role("button", name="Move up: Last name (borrower)").press("Enter")
    expect(final).to_contain_text("Wzorcowy Bel ons,")
    page.get_by_role("button", name="Remove: Last name (borrower)").press("Enter")
    expect(pieces).to_have_count(before + 1)
    page.get_by_role("button", name="Save as a new version").press("Enter")
    expect(page.get_by_text("Version 2 saved.")).to_be_visible()


def test_letters_are_printed_and_pages_fit_a_phone(
    ewa: User, open_page: OpenPage, check_axe: Callable[[Page], None]
) -> None:
    """CC-57: what was chosen is one job and leaves the list."""
    phone = open_page("/messages/outbox", user=ewa, language="fa", width=390)
    paths = ("/messages/outbox", BUILDER, "/messages/print-buffer", "/messages/contact-rules/new", "/demo/inbox")
    for path in (*paths, "/messages/gateways/sms", "/contracts/11/messages/new"):
        phone.goto(path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, path
        check_axe(phone)
    page = open_page("/messages/print-buffer", user=ewa)
    page.get_by_role("button", name="Print the chosen letters").dblclick()
    expect(page.get_by_role("heading", name="Print job")).to_be_visible()
    page.goto("/messages/print-buffer")
    expect(page.get_by_text("The print buffer is empty.")).to_be_visible()
