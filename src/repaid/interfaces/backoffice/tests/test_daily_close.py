"""The board of the day, earlier days and the check of the books, as a person sees them."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.commands.organisations import move_business_day
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import pln
from repaid.daily_close import jobs
from repaid.daily_close.commands.checking import carry_out
from repaid.daily_close.models import BookCheck, Run
from repaid.daily_close.run import carry_on, close_until
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import value_of
from repaid.interfaces.ui.testing import page_text
from repaid.payments.commands.entering import register_payment

DUE = date(2015, 6, 21)


@pytest.fixture(autouse=True)
def own_place(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def closed(by: Actor, loan: str, long_loan: str) -> None:
    """Piotr fell due on 21 June, Anna too; 21 and 22 June are closed."""
    move_business_day(by=by, day=DUE)
    close_until(by=by, until=date(2015, 6, 22))


def read(client: Client, name: str, *args: object) -> str:
    return page_text(client.get(reverse(f"backoffice:{name}", args=args)))


def test_before_the_first_close(browser: Client) -> None:
    assert "No day has been closed yet." in read(browser, "daily_close")


def test_the_board_of_a_closed_day(browser: Client, closed: None) -> None:
    text = read(browser, "daily_close")
    assert "Daily close of 22 Jun 2015 sealed" in text
    assert "Newly late 2" in text
    assert "not late 1–30 2" in text
    assert "The ledger holds what the contracts come to." in text


def test_the_board_of_an_earlier_day(browser: Client, closed: None) -> None:
    text = read(browser, "daily_close_day", DUE)
    assert "Instalments fell due 2" in text
    assert "Nobody changed the bucket." in text


def test_a_day_that_was_not_closed(browser: Client, closed: None) -> None:
    assert browser.get(reverse("backoffice:daily_close_day", args=[date(2015, 6, 1)])).status_code == 404


def test_the_board_takes_as_many_queries_on_any_day(
    browser: Client, closed: None, django_assert_max_num_queries: Any
) -> None:
    read(browser, "daily_close")
    with django_assert_max_num_queries(22):
        read(browser, "daily_close")


def test_earlier_days(browser: Client, closed: None) -> None:
    assert "22 Jun 2015 sealed" in read(browser, "daily_close_days")


def begin(client: Client, key: str, day: str = "2015-06-23", **more: str) -> str:
    return page_text(client.post(reverse("backoffice:daily_close_runs"), {"key": key, "day": day, **more}, follow=True))


def test_the_figures_open_their_lists(browser: Client, closed: None) -> None:
    page = browser.get(reverse("backoffice:daily_close"))
    moves = reverse("backoffice:daily_close_moves", args=[date(2015, 6, 22)])
    assert f'href="{moves}?from=0"' in page.content.decode()
    assert f'href="{moves}?from=0&amp;to=1"' in page.content.decode()
    text = page_text(browser.get(f"{moves}?from=0&to=1"))
    assert "11 Piotr Wzorcowy not late 1–30" in text
    assert "rows: 2" in text
    assert "77" in page_text(browser.get(f"{moves}?q=kowalska"))
    assert "Nothing found" in page_text(browser.get(f"{moves}?from=1"))


def test_money_that_waits_is_told_of_beside_the_close(browser: Client, by: Actor, closed: None) -> None:
    assert "wait for a person" not in read(browser, "daily_close")
    for amount in ("7.00", "8.00"):
        register_payment(by=by, amount=pln(amount), value_date=DUE, payer="Nadawca nieznany")
    assert "2 payments wait for a person · 15.00 PLN" in read(browser, "daily_close")


def test_a_page_that_is_out_of_date_closes_no_other_day(browser: Client, closed: None) -> None:
    """A colleague closed the day of the button meanwhile."""
    assert value_of(browser.get(reverse("backoffice:daily_close")), "day") == "2015-06-23"
    text = begin(browser, "", day="2015-06-22")
    assert "The business day is 23 Jun 2015; 22 Jun 2015 cannot be closed." in text
    assert "The close has begun." not in text
    assert not ProcrastinateJob.objects.exists()


def test_missed_days_are_closed_with_one_press(browser: Client, by: Actor, ewa: Actor, closed: None) -> None:
    page = page_text(browser.get(reverse("backoffice:daily_close")))
    assert re.search(r"Close [0-9,]+ days up to", page)
    begin(browser, "", until="2015-06-27")
    assert [job.args["until"] for job in ProcrastinateJob.objects.all()] == ["2015-06-27"]
    for _hand in range(2):
        jobs.close_day(**ProcrastinateJob.objects.get().args)
    assert today(by.organisation_id) == date(2015, 6, 28)
    assert Run.objects.filter(started_by=ewa.user_id).count() == 5


def test_starting_a_close_leaves_the_work_to_workers(browser: Client, by: Actor, closed: None) -> None:
    key = value_of(browser.get(reverse("backoffice:daily_close")), "key")
    text = begin(browser, key)
    assert "The close has begun." in text
    assert "Step 1 of 7: Instalments fall due, deposits pay" in text
    assert begin(browser, key) == read(browser, "daily_close")
    assert carry_on(by=by, day=date(2015, 6, 23))
    assert today(by.organisation_id) == date(2015, 6, 24)


def test_the_work_says_when_it_has_ended(browser: Client, closed: None) -> None:
    response = browser.get(reverse("backoffice:daily_close_work", args=[DUE]))
    assert response.headers["HX-Refresh"] == "true"


def test_only_who_may_close_has_the_button(sign_in: SignIn, by: Actor, closed: None) -> None:
    jan = sign_in(member(by, "Jan Patrzący", ("daily_close.view",)))
    assert "Close 23 Jun 2015" not in read(jan, "daily_close")
    assert jan.post(reverse("backoffice:daily_close_runs")).status_code == 403


def test_checking_the_books(browser: Client, by: Actor, closed: None) -> None:
    assert "The books have not been checked here yet." in read(browser, "check_books")
    key = value_of(browser.get(reverse("backoffice:check_books")), "key")
    for _press in range(2):
        browser.post(reverse("backoffice:check_books"), {"key": key})
    assert "0 contracts checked" in read(browser, "check_books")
    carry_out(by, BookCheck.objects.get().pk)
    text = read(browser, "check_books")
    assert "2 contracts checked" in text
    assert "The books are in order." in text


def test_what_a_check_found(browser: Client, by: Actor, closed: None) -> None:
    facts = {"number": "77", "part": "instalments"}
    BookCheck.objects.create(
        organisation_id=by.organisation_id, finished_at="2015-06-23T01:00Z", checked=2,
        findings=[{"code": "not_from_events", "facts": facts}],
    )  # fmt: skip
    assert "Contract 77: instalments is not what follows from its events." in read(browser, "check_books")
