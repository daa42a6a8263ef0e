"""The customer's own applications on screen: begun, completed, handed in, followed (CL-06)."""

import re
from typing import Any

import pytest
from django.test import Client

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.interfaces.portal.tests.specimen import LOGIN, PASSWORD, signed_in
from repaid.interfaces.ui.testing import page_text
from repaid.origination.choices import Step
from repaid.origination.queries import application_named
from repaid.origination.tests.applications import customer, entered, led_to, pan_x, run
from repaid.parties.commands.client_zone import open_client_zone

HERE = "/clientzone/applications"
TYPED = {"product": "na-chwile", "amount": "500,00", "count": "1", "telephone": "600 000 001"}


@pytest.fixture
def by(db: None) -> Actor:
    return pan_x()


@pytest.fixture
def piotr(by: Actor) -> str:
    """The number of the party."""
    return customer(by)


@pytest.fixture
def browser(by: Actor, piotr: str) -> Client:
    """A browser in which Piotr has logged in."""
    opened = open_client_zone(by=by, number=piotr, login=LOGIN, password=PASSWORD)
    return signed_in(User.objects.get(pk=opened.user_id), "en")


def test_cl_06_begun_looked_at_and_handed_in(by: Actor, browser: Client) -> None:
    """CL-06, CL-51 as far as entering needs it: what it costs is seen before it is handed in; number, stage, who."""
    assert "You have no applications with us." in page_text(browser.get(HERE))
    assert 'value="+48600000001"' in browser.get(f"{HERE}/new").content.decode(), "what is known is filled in"
    page = browser.post(f"{HERE}/new", TYPED, follow=True)
    text = page_text(page)
    for said in ("Application no. 1", "draft", "500.00", "Piotr Wzorcowy, 15 Jun 2015", "552.26", "Offering"):
        assert said in text
    assert application_named(by, "1").work.state == "draft"
    handed = page_text(browser.post(f"{HERE}/1/hand-in", follow=True))
    assert "Your application is handed in." in handed and "Applying" in handed
    assert "Hand in the application" not in handed and "Complete the application" not in handed
    assert application_named(by, "1").work.state == "entered"
    assert browser.get(f"{HERE}/1/change").status_code == 409
    assert 'href="/clientzone/applications/1"' in browser.get(HERE).content.decode()


def test_what_is_missing_is_told_at_the_box_or_kept_for_later(browser: Client) -> None:
    asked = browser.post(f"{HERE}/new", TYPED | {"amount": ""})
    assert asked.status_code == 422 and "The field “Amount” is empty." in page_text(asked)
    kept = page_text(browser.post(f"{HERE}/new", TYPED | {"amount": "", "later": "yes"}, follow=True))
    assert "Saved. You can continue later." in kept
    assert "“Amount” is missing from the application." in kept and "Hand in the application" not in kept
    wrong = browser.post(f"{HERE}/new", TYPED | {"telephone": "12"})
    assert "This phone number is not right." in page_text(wrong)


def test_the_limits_of_the_product_are_named_before_it_is_handed_in(browser: Client) -> None:
    text = page_text(browser.post(f"{HERE}/new", TYPED | {"amount": "9000"}, follow=True))
    assert "The amount must lie between 100.00 PLN and 3,000.00 PLN." in text
    assert "Hand in the application" not in text


def test_cl_06_a_draft_of_a_salesperson_waits_on_the_welcome_screen(by: Actor, piotr: str, browser: Client) -> None:
    """CL-06: begun by a salesperson, completed by the customer; each field shows who entered it."""
    entered(by, borrower=piotr, is_draft=True, count=None, telephone="")
    assert 'href="/clientzone/applications/23"' in browser.get("/clientzone/start").content.decode()
    text = page_text(browser.post(f"{HERE}/23/change", TYPED | {"count": "2"}, follow=True))
    assert "Pan X, 15 Jun 2015" in text and "Piotr Wzorcowy, 15 Jun 2015" in text


def test_what_is_to_be_corrected_is_told_and_the_amount_stands_still(by: Actor, piotr: str, browser: Client) -> None:
    row = led_to(by, Step.DECIDE, borrower=piotr, telephone="")
    run(by, Step.CORRECT, reason="Which telephone?")
    text = page_text(browser.get(f"{HERE}/{row.number}"))
    assert "Please correct this" in text and "Which telephone?" in text
    form = browser.get(f"{HERE}/23/change").content.decode()
    assert re.search(r'name="amount"[^>]*disabled', form)
    browser.post(f"{HERE}/23/change", {"telephone": "600 000 009"})
    browser.post(f"{HERE}/23/hand-in")
    assert application_named(by, "23").work.state == "approved"


def test_cz_67_another_customers_application_is_not_found(by: Actor, browser: Client) -> None:
    """CZ-67: requests for another client's application are refused."""
    entered(by, borrower=customer(by, "90010112349", given="Anna", family="Inna"))
    for address in ("23", "23/change"):
        assert browser.get(f"{HERE}/{address}").status_code == 404
    assert browser.post(f"{HERE}/23/hand-in").status_code == 404


def test_the_list_asks_as_much_for_many_as_for_one(
    by: Actor, piotr: str, browser: Client, django_assert_max_num_queries: Any
) -> None:
    for number in ("21", "22", "23"):
        entered(by, number, borrower=piotr)
    browser.get(HERE)
    with django_assert_max_num_queries(8):
        assert "21" in page_text(browser.get(HERE))
