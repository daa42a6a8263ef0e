"""One search box over people, contracts and payments."""

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import LAUNCH, instalment_loan, pay
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.ui.testing import page_text
from repaid.parties.choices import ContactKind, IdentifierKind
from repaid.parties.commands.contacts import add_contact
from repaid.parties.commands.identifiers import add_identifier


@pytest.fixture(autouse=True)
def piotr(by: Actor, loan: str) -> None:
    add_contact(by=by, number="1", kind=ContactKind.MOBILE, value="600 000 001")
    add_identifier(by=by, number="1", kind=IdentifierKind.PESEL, value="90010112349")
    pay(by, "11", "100.00", LAUNCH, "PKO-778")


def found(client: Client, text: str) -> str:
    return page_text(client.get(reverse("backoffice:search"), {"q": text}))


@pytest.mark.parametrize(
    "typed", ["wzorc", "Piotr W", "90010112349", "۹۰۰۱۰۱۱۲۳۴۹", "600000001", "+48 600", "٦٠٠٠٠٠٠٠١"]
)
def test_a_person_is_found(browser: Client, typed: str) -> None:
    assert "People and companies 1 Piotr Wzorcowy" in found(browser, typed)


@pytest.mark.parametrize("typed", ["11", "۱۱", "wzorc", "72999900010000"])
def test_a_contract_is_found_with_its_state(browser: Client, typed: str) -> None:
    assert "Contracts 11 Piotr Wzorcowy Na chwilę active" in found(browser, typed)


@pytest.mark.parametrize("typed", ["PKO-778", "778", "100,00", "۱۰۰"])
def test_a_payment_is_found(browser: Client, typed: str) -> None:
    assert "Payments PKO-778 Piotr Wzorcowy 11 100.00 PLN" in found(browser, typed)


def test_the_exact_number_stands_first(browser: Client, by: Actor) -> None:
    for number in ("1147", "112", "2011"):
        instalment_loan(by, number=number)
    text = found(browser, "11").partition("Contracts 11 ")
    assert text[1], "contract 11 is the first answer"
    assert "1147" in text[2]


def test_a_single_digit_is_an_exact_number(browser: Client) -> None:
    assert "1 Piotr Wzorcowy" in found(browser, "1")


def test_nothing_found_says_what_to_do(browser: Client) -> None:
    assert "Nothing found for “nikt taki”." in found(browser, "nikt taki")


def test_the_box_shows_answers_under_itself(browser: Client) -> None:
    part = browser.get(reverse("backoffice:search"), {"q": "wzorc"}, headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert "Piotr Wzorcowy" in page_text(part)


def test_who_may_not_see_payments_finds_none(by: Actor, sign_in: SignIn) -> None:
    jan = sign_in(member(by, "Jan Czytający", ("parties.view",)))
    text = found(jan, "wzorc")
    assert "People and companies" in text
    assert "PKO-778" not in text
