"""A branch manager's morning in a real browser: what waits, who does what, what is said."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

import repaid.urls  # noqa: F401 (loading the map declares every right)
from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.models import User
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.activities.choices import CallResult, EventType
from repaid.activities.commands.announcing import Notice, publish_announcement
from repaid.activities.commands.ground import About
from repaid.activities.commands.messaging import send_internal_message
from repaid.activities.commands.noting import Contact, note_event
from repaid.activities.commands.planning import Plan, plan_activity
from repaid.activities.rights import ACT
from repaid.contracts.tests.lender import LAUNCH, instalment_loan, lender

OpenPage = Callable[..., Page]
LOAN = About("contract", "77")


@pytest.fixture
def by(transactional_db: None) -> Actor:
    """Anna owes contract 77 to the branch in Kraków."""
    actor = lender(LAUNCH)
    instalment_loan(actor, number="77")
    return actor


@pytest.fixture
def ewa(by: Actor) -> Actor:
    return member(by, "Ewa Pracowita", (ACT.code, "contracts.view", "parties.view"))


@pytest.fixture
def maria(by: Actor, ewa: Actor) -> User:
    """Maria leads Kraków. Two tasks wait, Ewa wrote to her, and everybody reads of a meeting."""
    maria = member(by, "Maria Kierownik", tuple(all_rights()), scope=ScopeLevel.BRANCH)
    for text in ("Podpisać raport", "Zadzwonić do Anny"):
        plan_activity(by=maria, plan=Plan(text, LAUNCH), about=LOAN)
    told = Contact(EventType.PHONE_CALL, result=CallResult.REFUSAL, text="Anna nie zapłaci")
    note_event(by=ewa, told=told, about=LOAN)
    send_internal_message(by=ewa, to=maria.account, text="Anna odmawia zapłaty", about=LOAN)
    publish_announcement(by=maria, notice=Notice("Zebranie o 12.00", text="W sali konferencyjnej", is_special=True))
    return User.objects.get(pk=maria.user_id)


def test_a_branch_managers_morning(
    maria: User, ewa: Actor, open_page: OpenPage, check_axe: Callable[[Page], None]
) -> None:
    page = open_page("/start", user=maria)
    expect(page.get_by_text("Zebranie o 12.00")).to_be_visible()
    expect(page.get_by_role("link", name="Messenger: 1 new message")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="2 tasks are due").click()
    expect(page.get_by_role("link", name="Podpisać raport")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox", name="Podpisać raport")).to_be_checked()
    page.get_by_label("Remark").fill("Podpisany")
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("1 row changed.")).to_be_visible()
    expect(page.get_by_role("link", name="Podpisać raport")).to_have_count(0)
    check_axe(page)
    page.get_by_role("link", name="Messenger: 1 new message").click()
    page.get_by_role("link", name="Ewa Pracowita").click()
    page.get_by_role("link", name="77 Anna Kowalska").click()
    page.get_by_role("link", name="Activities", exact=True).click()
    expect(page.get_by_text("Anna nie zapłaci")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="Give an instruction").click()
    page.get_by_label("To", exact=True).select_option(label="Ewa Pracowita")
    page.get_by_label("Instruction", exact=True).fill("Wysłać wezwanie")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#planned").locator("..").locator("..")).to_contain_text("Wysłać wezwanie")
    page.goto("/calendar?who=all")
    check_axe(page)
    page = open_page("/to-do", user=User.objects.get(pk=ewa.user_id), width=390, theme="dark")
    expect(page.get_by_role("link", name="Wysłać wezwanie")).to_be_visible()
    check_axe(page)
