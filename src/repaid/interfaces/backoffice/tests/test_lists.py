"""Lists: what stands in them, how they are found, filtered, exported, and how many queries they take."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.tests.lender import day_comes, instalment_loan, loan_11, pay
from repaid.interfaces.ui.testing import page_text
from repaid.parties.commands.register import register_company, register_person

FRAME = 4
"""Queries that every page of staff takes: the session, the user, the rights, the business day."""


def text_of(client: Client, name: str, **asked: str) -> str:
    return page_text(client.get(reverse(f"backoffice:{name}"), asked))


@pytest.fixture(scope="module")
def loan(made: Actor) -> str:
    return loan_11(made).number


@pytest.fixture(scope="module")
def some_loans(made: Actor, loan: str) -> None:
    """Piotr's and Anna's loan, and eight more of Anna; one payment; Anna is late on 2015-07-01."""
    for number in (77, *range(101, 109)):
        instalment_loan(made, number=str(number))
    day_comes(made, date(2015, 7, 1))
    bill_due(by=made)
    pay(made, loan, "552.95", date(2015, 7, 1), "PKO-1")


@pytest.mark.parametrize(
    ("name", "queries"),
    [("contracts", 2), ("parties", 3), ("money", 6), ("accounts", 3), ("products", 3), ("users", 6), ("audit", 3)],
)
def test_a_list_takes_as_many_queries_whatever_stands_in_it(
    browser: Client, some_loans: None, name: str, queries: int, django_assert_num_queries: object
) -> None:
    address = reverse(f"backoffice:{name}")
    browser.get(address)
    with django_assert_num_queries(FRAME + queries):  # type: ignore[operator]
        browser.get(address)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["contracts", "parties", "money", "accounts", "products", "users", "audit"])
def test_every_list_is_exported(browser: Client, some_loans: None, name: str, kind: str) -> None:
    answer = browser.get(reverse(f"backoffice:{name}"), {"export": kind})
    assert answer.status_code == 200
    assert f"{name}.{kind}" in answer["Content-Disposition"]


@pytest.mark.parametrize("name", ["contracts", "parties", "money", "products", "proposals"])
def test_an_empty_list_says_so(browser: Client, name: str) -> None:
    text = text_of(browser, name, q="niktniktnikt")
    assert "Nothing found for “niktniktnikt”." in text


def test_overdue_contracts_are_a_view(browser: Client, some_loans: None) -> None:
    text = text_of(browser, "contracts", late="1")
    assert "Anna Kowalska" in text
    assert "Piotr Wzorcowy" not in text
    assert "10" in text  # days late


def test_settled_contracts_are_a_view(browser: Client, some_loans: None) -> None:
    text = text_of(browser, "contracts", state="settled")
    assert "Piotr Wzorcowy" in text
    assert "Anna Kowalska" not in text


@pytest.mark.parametrize("typed", ["wzorc", "WZÓRC".replace("Ó", "O"), "11", "۱۱", "٧٢ ٩٩٩٩ ٠٠٠١", "7299990001"])
def test_a_contract_is_found_by_part_of_a_name_number_or_account(browser: Client, some_loans: None, typed: str) -> None:
    assert "Piotr Wzorcowy" in text_of(browser, "contracts", q=typed)


@pytest.mark.parametrize("typed", ["latka", "Łat", "ŁATKA", "atk"])
def test_a_letter_is_found_with_and_without_its_stroke(browser: Client, by: Actor, typed: str) -> None:
    register_person(by=by, given_names="Paweł", family_name="Łatka")
    assert "Paweł Łatka" in text_of(browser, "parties", q=typed)


@pytest.mark.parametrize("typed", ["PKO-1", "552.95", "552,95", "۵۵۲.۹۵", "wzorcowy", "11"])
def test_a_payment_is_found_by_receipt_amount_borrower_and_contract(
    browser: Client, some_loans: None, typed: str
) -> None:
    text = text_of(browser, "money", q=typed)
    assert "552.95 PLN" in text
    assert "rows: 1" in text


def test_companies_are_filtered(browser: Client, by: Actor, loan: str) -> None:
    register_company(by=by, name="Przykład sp. z o.o.")
    text = text_of(browser, "parties", kind="company")
    assert "Przykład sp. z o.o." in text
    assert "Wzorcowy" not in text
