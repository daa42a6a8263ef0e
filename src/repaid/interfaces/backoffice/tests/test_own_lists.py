"""Lists as each reader wants them: columns, views, how close the rows stand."""

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.ui.testing import page_text

CONTRACTS = "/contracts"


def heads_of(client: Client, **asked: str) -> str:
    source = client.get(reverse("backoffice:contracts"), asked).content.decode()
    return page_text(source.partition("<thead>")[2].partition("</thead>")[0])


@pytest.fixture(autouse=True)
def a_contract(loan: str) -> None:
    """One contract, so that the list has a table."""


def choose(client: Client, *hidden: str) -> None:
    columns = ("Borrower", "Days late", "State")
    shown = [column for column in columns if column not in hidden]
    sent = {"list": "contracts", "known": columns, "shown": shown}
    assert client.post("/lists/columns", sent, HTTP_REFERER=f"http://testserver{CONTRACTS}").status_code == 302


def test_a_column_that_is_hidden_is_neither_on_the_screen_nor_in_the_file(browser: Client) -> None:
    assert "Days late" in heads_of(browser)
    choose(browser, "Days late")
    assert "Days late" not in heads_of(browser) and "Borrower" in heads_of(browser)
    file = browser.get(CONTRACTS, {"export": "csv"}).content.decode()
    assert "Days late" not in file.splitlines()[0] and "Borrower" in file.splitlines()[0]
    choose(browser)
    assert "Days late" in heads_of(browser)


def test_key_and_amounts_cannot_be_hidden(browser: Client) -> None:
    source = browser.get(CONTRACTS).content.decode()
    offered = source.partition('id="contracts-columns"')[2].partition("</form>")[0]
    assert 'value="Days late"' in offered
    assert "No." not in page_text(offered) and 'value="Overdue"' not in offered


def test_the_choice_is_ones_own_and_holds_in_every_language(browser: Client, by: Actor, sign_in: SignIn) -> None:
    choose(browser, "State")
    jan = sign_in(member(by, "Jan Inny", tuple(all_rights())))
    assert "State" in heads_of(jan)
    browser.post("/look", {"language": "pl"})
    assert "Stan" not in heads_of(browser).split()


def test_a_view_is_a_tab_until_it_is_removed(browser: Client) -> None:
    sent = {"list": "contracts", "view": "Late ones", "query": "late=1&sort=-number"}
    browser.post("/lists/views", sent)
    source = browser.get(CONTRACTS).content.decode()
    assert 'href="/contracts?late=1&amp;sort=-number"' in source and "Late ones" in source
    browser.post("/lists/views", {"list": "contracts", "forget": "Late ones"})
    assert "Late ones" not in browser.get(CONTRACTS).content.decode()


def test_the_tab_of_the_view_that_is_shown_is_the_current_one(browser: Client) -> None:
    browser.post("/lists/views", {"list": "contracts", "view": "Active", "query": "state=active"})
    source = browser.get(CONTRACTS, {"state": "active"}).content.decode()
    assert '<a href="/contracts?state=active" aria-current="page">Active</a>' in source


def test_a_view_without_a_name_is_refused(browser: Client) -> None:
    answer = browser.post("/lists/views", {"list": "contracts", "view": " ", "query": ""})
    assert answer.status_code == 422 and "Give the view a name" in page_text(answer)


def test_rows_stand_close(browser: Client) -> None:
    assert 'data-density="comfortable"' in browser.get(CONTRACTS).content.decode()
    browser.post("/look", {"density": "compact"})
    assert 'data-density="compact"' in browser.get(CONTRACTS).content.decode()


@pytest.mark.parametrize("page", ["columns", "views"])
def test_a_visitor_keeps_nothing(page: str) -> None:
    assert Client().post(f"/lists/{page}", {"list": "contracts", "view": "x"})["Location"] == "/"
