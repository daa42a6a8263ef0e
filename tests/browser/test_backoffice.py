"""Stories of the back office in a real browser: Ewa of the Krakowska Pożyczka at work."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

import repaid.urls  # noqa: F401 (loading the map declares every right)
from repaid.access.models import User
from repaid.access.rights import all_rights
from repaid.access.tests.people import PASSWORD, member
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.models import Event
from repaid.contracts.tests.lender import LAUNCH, day_comes, instalment_loan, lender, loan_11, pay
from repaid.parties.choices import ContactKind, IdentifierKind
from repaid.parties.commands.contacts import add_contact
from repaid.parties.commands.identifiers import add_identifier

OpenPage = Callable[..., Page]
PAGES = (
    "start", "search?q=wzorc", "contracts", "contracts/77", "contracts/77/schedule", "contracts/77/payments",
    "contracts/77/events", "contracts/77/ledger", "contracts/77/audit", "contracts/77/payments/new",
    "contracts/77/early-repayments/new", "contracts/77/restructurings/new", "contracts/opening", "parties",
    "parties/1", "parties/persons", "money/payments", "proposals", "ledger/accounts", "ledger/accounts/201",
    "ledger/trial-balance", "reports/portfolio", "reports/ageing", "products", "products/na-raty",
    "products/na-raty/versions/1", "products/na-raty/draft", "legal-rates", "legal-rates/max_delay", "users",
    "users/new", "audit", "money/receipts", "money/receipts/reserve", "money/schemes", "money/schemes/new",
    "money/automatic", "money/statements/columns", "money/payments?amount_from=x",
)  # fmt: skip


@pytest.fixture
def ewa(transactional_db: None) -> User:
    """Piotr is late with contract 11; Anna paid one instalment of contract 77."""
    by = lender(LAUNCH)
    loan_11(by)
    add_contact(by=by, number="1", kind=ContactKind.MOBILE, value="600 000 001")
    add_identifier(by=by, number="1", kind=IdentifierKind.PESEL, value="90010112349")
    instalment_loan(by, number="77", count=24)
    day_comes(by, date(2015, 7, 1))
    pay(by, "77", "400.00", date(2015, 6, 21), "PKO-1")
    bill_due(by=by)
    actor = member(by, "Ewa Przykładowa", tuple(all_rights()))
    return User.objects.get(pk=actor.user_id)


def test_ewa_signs_in_and_finds_a_contract(ewa: User, open_page: OpenPage) -> None:
    """From the door to the contract: the box answers under itself, digits of three alphabets are read."""
    page = open_page("/")
    page.get_by_label("Login").fill("ewaprzykadowa")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Good day, Ewa Przykładowa")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("/")
    page.keyboard.type("۱۱")
    answers = page.locator("#search-answers")
    answers.get_by_role("link", name=re.compile("Piotr Wzorcowy.*active")).click()
    expect(page.get_by_role("heading", name="Contract 11")).to_be_visible()
    expect(page.get_by_text("10 days late")).to_be_visible()


def test_a_payment_is_taken_with_its_effect_seen_and_reversed(ewa: User, open_page: OpenPage) -> None:
    page = open_page("/contracts/11", user=ewa)
    page.get_by_role("link", name="Take a payment").click()
    effect = page.locator("#effect")
    expect(effect.get_by_role("row", name=re.compile("Owed today.*0.00"))).to_be_visible()
    page.get_by_label("Amount").fill("300")
    expect(effect.get_by_role("button", name="Book the payment · 300.00")).to_be_visible()
    expect(effect.get_by_role("row", name=re.compile("Owed today"))).to_contain_text("252.95")
    effect.get_by_role("button", name="Book the payment").click()
    expect(page.get_by_text("Payment booked.")).to_be_visible()
    expect(page.get_by_text("252.95").first).to_be_visible()

    page.get_by_role("link", name=re.compile(r"^Events \d")).click()
    page.get_by_role("link", name=re.compile("Reverse Payment received")).click()
    page.get_by_label("Reason").fill("wrong contract")
    page.get_by_role("button", name="Reverse the event").click()
    expect(page.get_by_text("Event reversed.")).to_be_visible()
    page.get_by_role("link", name=re.compile(r"^Events \d")).click()
    expect(page.locator(".rp-tl .is-undone")).to_contain_text("Payment received 300.00")


def test_two_quick_presses_book_once(ewa: User, open_page: OpenPage) -> None:
    page = open_page("/contracts/11/payments/new", user=ewa)
    button = page.get_by_role("button", name="Book the payment")
    expect(button).to_be_visible()
    button.dblclick()
    expect(page.get_by_role("heading", name="Contract 11")).to_be_visible()
    assert Event.objects.filter(contract__subject__number="11", kind="received").count() == 1


def test_the_rate_is_changed_with_its_effect_seen(ewa: User, open_page: OpenPage) -> None:
    page = open_page("/contracts/77", user=ewa)
    page.get_by_role("button", name="What can be done").click()
    dialog = page.get_by_role("dialog", name="What can be done")
    expect(dialog).to_contain_text("Only a suspended contract can be resumed.")
    dialog.get_by_role("link", name="Change the rate").click()
    effect = page.locator("#effect")
    expect(effect.get_by_role("button", name="Change the rate")).to_be_visible()
    with page.expect_response(re.compile("/contracts/77/rates")):
        page.get_by_label("New rate, a year").fill("6")
    effect.locator("summary", has_text="Instalments that change").click()
    expect(effect.get_by_role("table", name="Instalments that change")).to_be_visible()
    effect.get_by_role("button", name="Change the rate").click()
    expect(page.get_by_text("Rate changed.")).to_be_visible()
    expect(page.get_by_text("Rate changed to 6.00 % a year")).to_be_visible()


def test_another_day_shows_other_figures(ewa: User, open_page: OpenPage) -> None:
    page = open_page("/contracts/11", user=ewa)
    page.get_by_label("As of another day").fill("22.06.2015")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("552.40").first).to_be_visible()


def test_the_example_of_a_draft_lives(ewa: User, open_page: OpenPage) -> None:
    page = open_page("/products/na-raty/draft", user=ewa)
    example = page.locator("#example")
    page.get_by_label("Example: amount").fill("1200")
    page.get_by_label("Example: instalments").fill("12")
    page.get_by_label("Rate, a year").fill("0")
    expect(example.get_by_role("row")).to_have_count(13)
    expect(example.get_by_role("row").last).to_contain_text("100.00")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("Draft saved.")).to_be_visible()


def test_a_list_answers_while_typing_and_by_keys(ewa: User, open_page: OpenPage) -> None:
    page = open_page("/contracts", user=ewa)
    page.get_by_placeholder("Number, name, account").fill("kowal")
    expect(page.get_by_role("row")).to_have_count(2)
    expect(page).to_have_url(re.compile("q=kowal"))
    page.get_by_role("link", name="77").press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Contract 77")).to_be_visible()


def wider_than(page: Page, width: int) -> list[str]:
    """What makes the page scroll sideways; nothing when it does not."""
    return page.evaluate(
        """(width) => document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll("body *")]
            .filter((one) => one.getBoundingClientRect().right > width + 1 || one.getBoundingClientRect().left < -1)
            .map((one) => `${one.tagName}.${one.className}`)""",
        width,
    )


@pytest.mark.parametrize(
    ("language", "theme", "width"),
    [
        ("en", "light", 1440),
        ("fa", "dark", 390),
        pytest.param("fa", "light", 1440, marks=pytest.mark.soak),
        pytest.param("en", "dark", 390, marks=pytest.mark.soak),
    ],
)
def test_every_page_is_accessible(
    ewa: User,
    open_page: OpenPage,
    check_axe: Callable[[Page], None],
    take_shot: Callable[[Page, str], None],
    language: str,
    theme: str,
    width: int,
) -> None:
    User.objects.filter(pk=ewa.pk).update(language=language, theme=theme)
    page = open_page("/start", user=ewa, language=language, theme=theme, width=width)
    for address in PAGES:
        page.goto(f"/{address}")
        expect(page.locator(".htmx-request")).to_have_count(0)
        name = re.sub(r"\W+", "-", address)
        take_shot(page, f"backoffice-{name}-{language}-{theme}-{width}")
        assert wider_than(page, width) == [], address
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        check_axe(page)
