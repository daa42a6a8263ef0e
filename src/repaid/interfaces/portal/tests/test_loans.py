"""The client's loans: list, details, schedule, repayments, with the values of the requirements."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils.translation import override

from repaid.access.actors import Actor, customer_actor
from repaid.access.models import User
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.interfaces.portal.tests.specimen import (
    ACCOUNT,
    DUE,
    client_with_loans,
    day_comes,
    lender,
    pay,
    signed_in,
)
from repaid.interfaces.shared.statement import statement
from repaid.interfaces.ui.testing import page_text
from repaid.parties.commands.client_zone import open_client_zone
from repaid.parties.commands.register import register_person


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    by = lender()
    client_with_loans(by)
    return by


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


@pytest.fixture
def piotr(by: Actor) -> User:
    return User.objects.get(audience="customer")


@pytest.fixture
def browser(piotr: User) -> Client:
    return signed_in(piotr)


def text_of(browser: Client, address: str) -> str:
    answer = browser.get(f"/clientzone/{address}")
    assert answer.status_code == 200
    return page_text(answer)


def shown_loans(browser: Client, query: str = "") -> list[str]:
    """The numbers in the table, from top to bottom."""
    listing = browser.get(f"/clientzone/loans{query}").context["listing"]
    return [row.number for row in listing.page.rows]


def test_cz_39_the_menu_and_the_button_open_the_same_list(browser: Client) -> None:
    """CZ-39: the welcome screen shows the menu entry and the button [Pożyczki]."""
    page = browser.get("/clientzone/start").content.decode()
    assert page.count('href="/clientzone/loans"') == 2
    assert page.count("Pożyczki") >= 2


@pytest.mark.parametrize("address", ["start", "loans", "loans/11", "loans/11/schedule", "loans/11/repayments"])
def test_cz_40_menu_and_login_on_every_screen(browser: Client, address: str) -> None:
    """CZ-40: the menu entry and the login 90010112349 at the top."""
    text = text_of(browser, address)
    assert "Pożyczki" in text
    assert "90010112349" in text


def test_cz_41_three_loans(browser: Client) -> None:
    """CZ-41, CZ-43: exactly the rows 15, 12, 11, newest first, under the heading with the client's number."""
    assert shown_loans(browser) == ["15", "12", "11"]
    assert "Pożyczki klienta: 90010112349" in text_of(browser, "loans")


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("?product=Na+chwil%C4%99", ["12", "11"]),
        ("?product=na+chwile", ["12", "11"]),
        ("?amount=67,00", ["15"]),
        ("?number=11", ["11"]),
        ("?number=%DB%B1%DB%B1", ["11"]),
        ("?number=99", []),
        ("?amount=abc", []),
    ],
)
def test_cz_42_filters(browser: Client, query: str, rows: list[str]) -> None:
    """CZ-42: product, amount and number filter the list, in any alphabet of digits."""
    assert shown_loans(browser, query) == rows


def test_cz_43_columns(browser: Client) -> None:
    """CZ-43, CZ-45: the eight columns in order, and the three rows."""
    text = text_of(browser, "loans")
    heads = "Numer pożyczki Kwota Liczba rat Status Nazwa produktu Pożyczkobiorca Szczegóły Płatność online"
    assert heads in text
    assert "15 67,00 zł 1 wypowiedziana Wakacyjny Piotr Wzorcowy" in text
    assert "12 5 000,00 zł 1 do uruchomienia Na chwilę Piotr Wzorcowy" in text
    assert "11 500,00 zł 1 aktywna Na chwilę Piotr Wzorcowy" in text


@pytest.mark.parametrize(
    ("language", "states"),
    [
        ("pl", ("do uruchomienia", "aktywna", "wypowiedziana")),
        ("nl", ("nog uit te betalen", "lopend", "opgeëist")),
        ("fa", ("در انتظار پرداخت وام", "جاری", "فسخ‌شده")),
        ("en", ("to be launched", "active", "terminated")),
    ],
)
def test_cz_44_states_in_four_languages(piotr: User, language: str, states: tuple[str, ...]) -> None:
    """CZ-44: to be launched, active, terminated."""
    text = text_of(signed_in(piotr, language), "loans")
    assert all(state in text for state in states)


@pytest.mark.parametrize(("language", "amount"), [("pl", "5 000,00"), ("nl", "5.000,00"), ("en", "5,000.00")])
def test_cz_45_formats_follow_the_language(piotr: User, language: str, amount: str) -> None:
    """CZ-45: 5000 is shown as "5 000,00" in Polish."""
    assert amount in text_of(signed_in(piotr, language), "loans")


def test_cz_45_persian_digits_and_dates(piotr: User) -> None:
    """CZ-45, CT-103: Persian digits and the Jalali date of 2015-06-21; the number of the loan keeps Latin digits."""
    text = text_of(signed_in(piotr, "fa"), "loans/11/schedule")
    assert "۱۳۹۴/۰۳/۳۱" in text
    assert "۵۵۲٫۳۴" in text


def test_cz_46_the_eye_opens_the_loan(browser: Client) -> None:
    """CZ-46: the eye of row 11 opens "Loan number 11 - Piotr Wzorcowy"."""
    assert 'href="/clientzone/loans/11"' in browser.get("/clientzone/loans").content.decode()
    assert "Pożyczka numer 11 - Piotr Wzorcowy" in text_of(browser, "loans/11")


def test_cz_55_tabs_in_order(browser: Client) -> None:
    """CZ-55: Details, Schedule, Repayments; the loan opens on Details."""
    text = text_of(browser, "loans/11")
    assert "pożyczki szczegóły" in text
    assert "Szczegóły Harmonogram Spłaty" in text
    assert 'aria-current="page">Szczegóły' in browser.get("/clientzone/loans/11").content.decode()


def test_cz_55_somebody_elses_loan_is_not_found(by: Actor, piotr: User) -> None:
    """CZ-55, CZ-67: another client's address gives "not found", with no data."""
    anna = register_person(by=by, given_names="Anna", family_name="Obca").number
    open_client_zone(by=by, number=anna, login="85051522226", password="Drugie-haslo-2015")
    browser = Client()
    browser.post("/clientzone/", {"login": "85051522226", "password": "Drugie-haslo-2015"})
    for address in ("loans/11", "loans/11/schedule", "loans/11/repayments"):
        answer = browser.get(f"/clientzone/{address}")
        assert answer.status_code == 404
        assert "Wzorcowy" not in page_text(answer)


def test_cz_56_loan_data(browser: Client) -> None:
    """CZ-56: the seven fields; the empty grace period is neither 0 nor null."""
    text = text_of(browser, "loans/11")
    for field in (
        "Numer pożyczki 11",
        "Data uruchomienia 2015-05-21",
        "Produkt Na chwilę",
        "Kwota 500,00 zł",
        "Liczba rat 1",
        "Oprocentowanie umowne 5,00 %",
    ):
        assert field in text
    assert re.search(r"Karencja brak (?!0|null|None)", text)


def test_cz_57_account(browser: Client) -> None:
    """CZ-57: borrower and the grouped account number."""
    text = text_of(browser, "loans/11")
    assert "Pożyczkobiorca Piotr Wzorcowy" in text
    assert "Numer rachunku do spłat 72 9999 0001 0000 0000 0000 1234" in text


def test_cz_58_nothing_is_due_before_the_due_date(browser: Client) -> None:
    """CZ-58: both amounts 0,00 and the penalty rate 4,00."""
    text = text_of(browser, "loans/11")
    assert "Całkowite zadłużenie 0,00 zł" in text
    assert "Aktualna zaległość 0,00 zł" in text
    assert "Oprocentowanie karne 4,00 %" in text


def test_cz_58_the_day_after_an_unpaid_due_date(by: Actor, browser: Client) -> None:
    """CZ-58: current arrears equal the unpaid instalment and penalty interest accrues (a day at 4 %: 0,06)."""
    day_comes(by, date(2015, 6, 22))
    text = text_of(browser, "loans/11")
    assert "Aktualna zaległość 552,34 zł" in text
    assert "Całkowite zadłużenie 552,40 zł" in text


def test_cz_59_schedule(browser: Client) -> None:
    """CZ-59, CZ-60: one row 1 | 2015-06-21 | 550 | 2,34 | 552,34 under its heading."""
    text = text_of(browser, "loans/11/schedule")
    assert "Harmonogram pożyczki 11" in text
    assert "Nr Data Kapitał Odsetki Razem" in text
    assert "1 2015-06-21 550,00 2,34 552,34" in text


def test_cz_61_no_repayments_yet(browser: Client) -> None:
    """CZ-61: the header row with an empty table that says so."""
    text = text_of(browser, "loans/11/repayments")
    assert "Spłaty pożyczki 11" in text
    assert "Data Kwota Kapitał Odsetki Odsetki karne Inne Depozyt" in text
    assert "Nie ma jeszcze spłat." in text


def test_cz_62_overpayment_is_kept_as_deposit(by: Actor, browser: Client) -> None:
    """CZ-61, CZ-62: 600,00 against 552,34 gives a row with deposit 47,66."""
    day_comes(by, DUE)
    pay(by, "600.00", DUE)
    text = text_of(browser, "loans/11/repayments")
    assert "2015-06-21 600,00 550,00 2,34 0,00 0,00 47,66" in text


def test_decision_38_paid_before_due(by: Actor, browser: Client) -> None:
    """CZ-61, decision 38: paid early the row shows the deposit; on the due date a second row shows what it paid."""
    day_comes(by, date(2015, 6, 1))
    pay(by, "552.34", date(2015, 6, 1))
    first = "2015-06-01 552,34 0,00 0,00 0,00 0,00 552,34"
    assert first in text_of(browser, "loans/11/repayments")
    day_comes(by, DUE)
    text = text_of(browser, "loans/11/repayments")
    assert first in text
    assert "2015-06-21 z depozytu 0,00 550,00 2,34 0,00 0,00 −552,34" in text


def test_everything_today_is_explained(browser: Client) -> None:
    """Decision 5: to repay everything on the day of the launch takes the principal, less the cost of days not used."""
    text = text_of(browser, "loans/11")
    assert "Całkowita spłata na dziś" in text


def test_a_page_of_a_loan_takes_few_queries(browser: Client, django_assert_max_num_queries: object) -> None:
    """Whatever the number of instalments: session, user, frame, contract, events, borrowers, rates of law."""
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        browser.get("/clientzone/loans/11")


def test_the_statement_says_what_the_screen_says(by: Actor, piotr: User, browser: Client) -> None:
    """CZ-58 to CZ-62 on paper: the same figures, in the reader's language."""
    day_comes(by, DUE)
    pay(by, "600.00", DUE)
    contract = contract_named(customer_actor(piotr, channel="portal"), "11")
    with override("pl"):
        paper = statement(contract, life_of(contract, DUE))
    facts = {label: value.replace("\xa0", " ") for part in paper.sections for label, value in part.facts}
    assert facts["Numer rachunku do spłat"] == ACCOUNT
    assert (facts["Całkowite zadłużenie"], facts["Aktualna zaległość"]) == ("0,00 zł", "0,00 zł")
    repayments, schedule = (
        [[cell.replace("\xa0", " ") for cell in row] for row in part.rows] for part in paper.sections[2:]
    )
    assert repayments == [["2015-06-21", "600,00", "550,00", "2,34", "0,00", "0,00", "47,66"]]
    assert schedule[0][:5] == ["1", "2015-06-21", "550,00", "2,34", "552,34"]
    answer = browser.get("/clientzone/loans/11/statement")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="statement-11.pdf"'
    assert answer.content.startswith(b"%PDF")
    assert browser.get("/clientzone/loans/999/statement").status_code == 404
