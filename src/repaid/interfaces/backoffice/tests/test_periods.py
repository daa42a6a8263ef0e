"""Accounting periods on screen: closing one, and opening it again with a colleague."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.models import BusinessDay, Proposal
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import filled
from repaid.interfaces.ui.testing import page_text
from repaid.ledger.models import Period

MAY = date(2015, 5, 1)
PAGE = "/ledger/periods/2015-05-01"


@pytest.fixture(autouse=True)
def may_is_sealed(by: Actor, loan: str) -> None:
    """Piotr's loan was launched in May 2015; the business day is 2 June."""
    days = {"day": date(2015, 6, 2), "closed_until": date(2015, 6, 1)}
    BusinessDay.objects.filter(organisation=by.organisation_id).update(**days)


def test_the_periods_take_as_many_queries_however_many(browser: Client, django_assert_num_queries: object) -> None:
    browser.get(reverse("backoffice:periods"))
    with django_assert_num_queries(8):  # type: ignore[operator]
        text = page_text(browser.get(reverse("backoffice:periods")))
    assert "1 May 2015 31 May 2015 open" in text
    assert "1 Jun 2015 30 Jun 2015 open" in text


def test_a_period_is_closed_and_says_by_whom(browser: Client) -> None:
    text = page_text(browser.get(PAGE))
    assert "The period can be closed." in text and "Close the period" in text
    closed = page_text(browser.post(f"{PAGE}/closing", follow=True))
    assert "Nothing can be booked on its days any more." in closed
    assert "1 May 2015 – 31 May 2015 closed" in closed and "Ewa Przykładowa" in closed
    assert Period.objects.get().first_day == MAY


def test_what_stands_against_closing_is_said_before(browser: Client) -> None:
    text = page_text(browser.get("/ledger/periods/2015-06-01"))
    assert "The period cannot be closed yet. Periods are closed one after the other." in text
    assert "Close the one that begins on 1 May 2015 first." in text
    refused = browser.post("/ledger/periods/2015-06-01/closing")
    assert refused.status_code == 409 and "Close the one that begins on" in page_text(refused)


def test_a_period_is_opened_again_with_a_reason_and_a_colleague(browser: Client, by: Actor, sign_in: SignIn) -> None:
    browser.post(f"{PAGE}/closing")
    empty = filled(browser, "period_reopening", MAY, reason="")
    assert empty.status_code == 422 and "Please fill it in." in page_text(empty)
    page = page_text(filled(browser, "period_reopening", MAY, reason="An invoice came late"))
    assert "Proposed. A colleague decides." in page and "It is proposed to open it again." in page
    jan = sign_in(member(by, "Jan Drugi", tuple(all_rights())))
    proposal = Proposal.objects.get()
    shown = page_text(jan.get(reverse("backoffice:proposal", args=[proposal.pk])))
    assert "Open a closed accounting period again" in shown and "An invoice came late" in shown
    jan.post(reverse("backoffice:proposal_approval", args=[proposal.pk]))
    opened = page_text(browser.get(PAGE))
    assert "1 May 2015 – 31 May 2015 open" in opened and "Opened again: An invoice came late" in opened


def test_an_open_period_is_not_opened(browser: Client) -> None:
    assert browser.get(f"{PAGE}/reopening").status_code == 409


def test_who_may_only_look_sees_no_buttons(by: Actor, sign_in: SignIn) -> None:
    jan = sign_in(member(by, "Jan Czytający", ("ledger.view",)))
    assert "Close the period" not in page_text(jan.get(PAGE))
    assert jan.post(f"{PAGE}/closing").status_code == 403
    assert jan.get(f"{PAGE}/reopening").status_code == 403


@pytest.mark.parametrize("day", ["2015-05-02", "2016-01-01"])
def test_a_day_that_begins_no_period(browser: Client, day: str) -> None:
    assert browser.get(f"/ledger/periods/{day}").status_code == 404
