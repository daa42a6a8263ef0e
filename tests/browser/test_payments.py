"""Stories of money in a real browser: a statement with three unmatched lines, settled; a wrong match, withdrawn."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import day_comes, instalment_loan, lender, loan_11
from repaid.payments.models import Payment
from repaid.payments.tests.money import table
from repaid.settling.models import Settlement

OpenPage = Callable[..., Page]
DUE = date(2015, 6, 21)
ROWS = [
    ("552,34", "WZORCOWY PIOTR", "", "rata umowa 11"),
    ("1500,00", "Anna Kowalska", "", "rata 77 i 78"),
    ("100,00", "Nadawca nieznany", "", "wpłata gotówkowa"),
]


@pytest.fixture
def by(transactional_db: None) -> Actor:
    """Piotr's loan 11 and Anna's 77 and 78, all with an instalment due today."""
    found = lender()
    loan_11(found)
    instalment_loan(found, number="77")
    instalment_loan(found, number="78")
    day_comes(found, DUE)
    bill_due(by=found)
    return found


@pytest.fixture
def ewa(by: Actor) -> User:
    return User.objects.get(pk=member(by, "Ewa Przykładowa", tuple(all_rights())).user_id)


def taken_in(page: Page, folder: Path) -> None:
    """Bring the statement, look at it, take it in."""
    file = folder / "bank.csv"
    file.write_bytes(table(ROWS, DUE))
    page.get_by_role("link", name="Take in a statement").click()
    page.get_by_label("File of the bank").set_input_files(file)
    page.get_by_role("button", name="Show what is in it").click()
    expect(page.get_by_role("cell", name="WZORCOWY PIOTR")).to_be_visible()
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("Taken in: 3 new entries, 0 known before, 0 settled.")).to_be_visible()


def test_a_statement_with_three_unmatched_lines_is_settled(
    by: Actor, ewa: User, open_page: OpenPage, check_axe: Callable[[Page], None],
    take_shot: Callable[[Page, str], None], tmp_path: Path,
) -> None:  # fmt: skip
    page = open_page("/money/desk", user=ewa, width=1440)
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    taken_in(page, tmp_path)
    check_axe(page)

    page.goto("/money/desk")
    expect(page.get_by_text("3 payments wait for a person")).to_be_visible()
    take_shot(page, "payments-desk")
    check_axe(page)
    page.keyboard.press("1")
    expect(page.get_by_text("552.34 PLN booked on contract 11")).to_be_visible()
    assert contract_named(by, "11").state == "settled"
    page.keyboard.press("z")
    expect(page.get_by_text("Undone. The money waits again.")).to_be_visible()
    assert contract_named(by, "11").state == "active"
    page.keyboard.press("1")
    expect(page.get_by_text("552.34 PLN booked on contract 11")).to_be_visible()

    page.keyboard.press("s")
    expect(page.get_by_role("heading", name="Split")).to_be_visible()
    boxes = page.get_by_label("Contract").all()
    assert {boxes[0].input_value(), boxes[1].input_value()} == {"77", "78"}
    page.get_by_role("button", name="Show the effect").click()
    expect(page.get_by_text("Stays on the payment")).to_be_visible()
    take_shot(page, "payments-split")
    check_axe(page)
    page.get_by_role("button", name="Book it").click()
    expect(page.get_by_text("Booked.")).to_be_visible()

    page.goto("/money/desk")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/money/desk/*")
    page.keyboard.press("p")
    page.get_by_label("Reason").fill("We ask the bank")
    page.get_by_role("button", name="Put aside").click()
    expect(page.get_by_text("The payment is put aside.")).to_be_visible()
    expect(page.get_by_text("1 payment is put aside.")).to_be_visible()
    check_axe(page)
    assert sorted(Payment.objects.values_list("settled", flat=True)) == [0, 55234, 150000]
    assert_books_balance(by)


def test_a_wrong_match_is_withdrawn(
    by: Actor, ewa: User, open_page: OpenPage, check_axe: Callable[[Page], None], tmp_path: Path
) -> None:
    page = open_page("/money/desk", user=ewa)
    taken_in(page, tmp_path)
    page.goto("/money/desk")
    page.keyboard.press("1")
    expect(page.get_by_text("booked on contract 11")).to_be_visible()

    page.goto("/money/payments?q=552,34")
    page.locator(".rp-list tbody th a").first.click()
    expect(page.get_by_text("Ewa Przykładowa · by hand")).to_be_visible()
    check_axe(page)
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_label("Reason").fill("Belongs to his brother")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("Withdrawn. The money waits again.")).to_be_visible()
    expect(page.get_by_text("Ewa Przykładowa · Belongs to his brother")).to_be_visible()
    assert contract_named(by, "11").state == "active"
    assert Settlement.objects.get().withdrawn_by == ewa
    assert_books_balance(by)


def test_the_second_click_books_once(by: Actor, ewa: User, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("/money/desk", user=ewa)
    taken_in(page, tmp_path)
    page.goto("/money/desk")
    page.get_by_role("button", name="on contract 11").dblclick()
    expect(page.get_by_text("booked on contract 11")).to_be_visible()
    assert Settlement.objects.count() == 1


@pytest.mark.parametrize("language", ["pl", "fa"])
def test_the_desk_fits_a_phone(
    by: Actor, ewa: User, open_page: OpenPage, check_axe: Callable[[Page], None],
    take_shot: Callable[[Page, str], None], tmp_path: Path, language: str,
) -> None:  # fmt: skip
    page = open_page("/money/desk", user=ewa)
    taken_in(page, tmp_path)
    phone = open_page("/money/desk", user=ewa, language=language, width=390)
    take_shot(phone, f"payments-desk-{language}-390")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    check_axe(phone)
    expect(phone.locator("#suggestions")).to_be_hidden()
    phone.locator(".rp-list tbody a").first.click()
    expect(phone.locator("#suggestions")).to_be_visible()
    expect(phone.locator(".rp-list")).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    check_axe(phone)
