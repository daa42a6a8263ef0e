"""The books and the reports on screen, and the figures of the start page."""

import html
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.tests.lender import day_comes, pay
from repaid.daily_close.run import close_until
from repaid.interfaces.backoffice import portfolio
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import done
from repaid.interfaces.ui.testing import page_text
from repaid.ledger.queries import statements

LATE = date(2015, 7, 1)


@pytest.fixture(autouse=True)
def one_late_one_paid(by: Actor, loan: str, long_loan: str) -> None:
    """Piotr is 10 days late with 552,34; Anna paid her first instalment."""
    day_comes(by, LATE)
    pay(by, "77", "1066.57", date(2015, 6, 21), "PKO-1")
    bill_due(by=by)


def read(client: Client, name: str, *args: str, **asked: str) -> str:
    return page_text(client.get(reverse(f"backoffice:{name}", args=args), asked))


def test_the_trial_balance_balances(browser: Client) -> None:
    text = read(browser, "trial_balance")
    assert "The books balance." in text
    assert "201 Loans, principal asset PLN 0.00 12,550.00" in text


def test_the_trial_balance_of_other_days(browser: Client) -> None:
    assert "Nothing was booked yet." in read(browser, "trial_balance", since="2015-01-01", until="2015-01-31")
    refused = browser.get(reverse("backoffice:trial_balance"), {"since": "2015-06-02", "until": "2015-06-01"})
    assert refused.status_code == 422
    assert "“From” is later than “to”." in page_text(refused)


def test_the_statement_of_an_account_runs(browser: Client) -> None:
    text = read(browser, "account", "201")
    assert "Account 201" in text
    assert "12,550.00" in text


def test_the_statement_has_pages_there_and_back(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements.Statement.page, "__kwdefaults__", {"after": None, "before": None, "size": 1})
    address = reverse("backoffice:account", args=["201"])
    first = browser.get(address).content.decode()
    assert "Previous" not in first
    following = re.search(r'rel="next" href="([^"]*)"', first)
    assert following
    second = browser.get(address + html.unescape(following[1])).content.decode()
    previous = re.search(r'rel="prev" href="([^"]*)"', second)
    assert previous and page_text(first) != page_text(second)
    assert page_text(browser.get(address + html.unescape(previous[1]))) == page_text(first)
    assert browser.get(address, {"after": "nonsense"}).status_code == 200


def test_the_statement_says_what_it_begins_and_ends_with(browser: Client) -> None:
    text = read(browser, "account", "201", since="2015-06-01")
    assert "Opening balance 12,550.00 PLN Debit 0.00 PLN Credit 944.27 PLN Closing balance 11,605.73 PLN" in text
    valued = read(browser, "account", "201", since="2015-06-01", until="2015-06-21", day="value_date")
    assert "Closing balance 11,605.73 PLN" in valued
    assert "Closing balance 12,550.00 PLN" in read(browser, "account", "201", since="2015-06-01", until="2015-06-21")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_statement_is_exported_whole(browser: Client, kind: str) -> None:
    answer = browser.get(reverse("backoffice:account", args=["201"]), {"export": kind, "after": "2015-05-21:1"})
    assert f"account-201-2015-01-01-2015-07-01.{kind}" in answer["Content-Disposition"]
    assert kind != "csv" or answer.content.count(b"\r\n") == 5


def test_a_statement_takes_as_many_queries_whatever_stands_in_it(
    browser: Client, django_assert_num_queries: object
) -> None:
    address = reverse("backoffice:account", args=["201"])
    browser.get(address)
    with django_assert_num_queries(10):  # type: ignore[operator]
        browser.get(address)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["trial_balance", "portfolio", "ageing"])
def test_a_table_is_exported(browser: Client, name: str, kind: str) -> None:
    answer = browser.get(reverse(f"backoffice:{name}"), {"export": kind})
    assert kind in answer["Content-Disposition"]


def test_the_ageing_says_who_is_late(browser: Client) -> None:
    text = read(browser, "ageing")
    assert "1–30 PLN 1 550.00 552.34" in text
    assert "over 90 PLN 0 0.00 0.00" in text


def test_the_portfolio_by_product(browser: Client) -> None:
    text = read(browser, "portfolio")
    assert "Na chwilę" in text
    assert "1–30 PLN 1 550.00 552.34" in text


@pytest.mark.parametrize("name", ["portfolio", "ageing"])
def test_a_large_portfolio_stands_as_its_close_kept_it(
    browser: Client, by: Actor, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    close_until(by=by, until=LATE)
    monkeypatch.setattr(portfolio, "LIVE_MAX", 0)
    closed = read(browser, name)
    assert "As of the close of 1 Jul 2015" in closed
    known_now = read(browser, name, on="2015-07-01", now="1")
    assert "As of 1 Jul 2015" in known_now
    assert closed.partition("CSV")[2] == known_now.partition("CSV")[2] != ""
    assert "arrears as of the close of 1 Jul 2015" in read(browser, "start")
    assert "As of 2 Jul 2015" in read(browser, name, on="2015-07-02")


def test_a_day_after_the_business_date_has_no_figures_yet(browser: Client) -> None:
    answer = browser.get(reverse("backoffice:ageing"), {"on": "2015-07-02"})
    assert answer.status_code == 422
    assert "The day lies after the business date." in page_text(answer)


def test_the_start_page_counts_and_opens_lists(browser: Client, django_assert_num_queries: object) -> None:
    text = read(browser, "start")
    assert "Contracts overdue 1" in text
    assert "552.34 PLN" in text
    source = browser.get(reverse("backoffice:start")).content.decode()
    assert 'href="/contracts?late=1"' in source
    assert 'href="/contracts?state=active"' in source
    with django_assert_num_queries(25):  # type: ignore[operator]
        browser.get(reverse("backoffice:start"))


def test_who_sees_no_contracts_sees_no_figures(by: Actor, sign_in: SignIn) -> None:
    jan = sign_in(member(by, "Jan Nowy", ()))
    assert "552.34" not in read(jan, "start")


def test_proposals_of_colleagues_wait_on_the_start_page(browser: Client, by: Actor, sign_in: SignIn) -> None:
    done(browser, "waivers", "11", component="principal", amount="2.00", value_date="2015-07-01", reason="goodwill")
    jan = sign_in(member(by, "Jan Decydujący", ("access.approve",)))
    assert "1 proposal of a colleague waits for your decision" in read(jan, "start")
    assert "waits for your decision" not in read(browser, "start")
    assert "Waive what is owed" in read(jan, "proposals")
