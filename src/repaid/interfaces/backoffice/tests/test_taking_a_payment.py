"""Taking a payment: the effect is seen first, the money is booked once."""

from datetime import date

import pytest
from django.test import Client

from repaid.access.actors import Actor
from repaid.contracts.models import Event
from repaid.contracts.tests.lender import day_comes
from repaid.interfaces.backoffice.tests.pages import address, again, done, sent
from repaid.interfaces.ui.testing import page_text

DUE = date(2015, 6, 21)
PAYMENT = {"amount": "552.34", "value_date": "2015-06-21", "receipt": "PKO-1", "payer": ""}


@pytest.fixture(autouse=True)
def on_the_due_date(by: Actor, loan: str) -> None:
    day_comes(by, DUE)


def payments() -> int:
    return Event.objects.filter(kind="received").count()


def test_the_effect_is_shown_and_nothing_is_booked(browser: Client) -> None:
    page = sent(browser, "payments", "11", **PAYMENT)
    text = page_text(page)
    assert "Owed today 552.34 PLN 0.00 PLN" in text
    assert "To repay everything today 552.34 PLN 0.00 PLN" in text
    assert "State active settled" in text
    assert "Book the payment · 552.34 PLN" in text
    assert payments() == 0


def test_it_is_booked_after_its_effect_was_seen(browser: Client) -> None:
    page = done(browser, "payments", "11", **PAYMENT)
    assert page.redirect_chain[-1][0] == "/contracts/11"
    assert "Payment booked." in page_text(page)
    assert payments() == 1


def test_a_second_press_books_once(browser: Client) -> None:
    effect = sent(browser, "payments", "11", **PAYMENT)
    for _press in range(2):
        answer = browser.post(address("11", "payments"), again(effect, PAYMENT))
        assert (answer.status_code, answer["Location"]) == (302, "/contracts/11")
    assert payments() == 1


def test_other_figures_than_those_seen_are_shown_again(browser: Client) -> None:
    effect = sent(browser, "payments", "11", **PAYMENT)
    page = browser.post(address("11", "payments"), {**again(effect, PAYMENT), "amount": "55.23"})
    assert "The figures have changed." in page_text(page)
    assert "Book the payment · 55.23 PLN" in page_text(page)
    assert payments() == 0


def test_an_error_stands_at_its_box_and_what_was_typed_stays(browser: Client) -> None:
    page = sent(browser, "payments", "11", **{**PAYMENT, "value_date": "22.06.2015", "payer": "Jan Wzorcowy"})
    assert page.status_code == 422
    assert "The value date 22 Jun 2015 is later than the business day 21 Jun 2015." in page_text(page)
    assert b'value="Jan Wzorcowy"' in page.content
    assert b'aria-invalid="true"' in page.content


def test_digits_of_three_alphabets_are_read(browser: Client) -> None:
    page = sent(browser, "payments", "11", **{**PAYMENT, "amount": "۵۵۲٫۳۴"})
    assert "Book the payment · 552.34 PLN" in page_text(page)


def test_without_a_receipt_one_is_given(browser: Client) -> None:
    done(browser, "payments", "11", **{**PAYMENT, "receipt": ""})
    assert Event.objects.get(kind="received").key.startswith("payment-")


def test_a_part_of_the_page_shows_the_effect_alone(browser: Client) -> None:
    sent_part = browser.post(address("11", "payments"), PAYMENT, headers={"HX-Request": "true"})
    assert sent_part.status_code == 200
    assert b"<html" not in sent_part.content
    assert "Owed today 552.34 PLN 0.00 PLN" in page_text(sent_part)


def test_the_effect_of_the_same_figures_is_not_sent_again(browser: Client) -> None:
    effect = sent(browser, "payments", "11", **PAYMENT)
    typed = again(effect, PAYMENT)
    typed["shown"] = typed.pop("seen")
    asked = {"headers": {"HX-Request": "true"}}
    assert browser.post(address("11", "payments"), typed | {"receipt": "PKO-2"}, **asked).status_code == 204
    assert browser.post(address("11", "payments"), typed | {"amount": "1.00"}, **asked).status_code == 200
