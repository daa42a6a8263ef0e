"""Cash receipts on screen: reserved, entered, voided, missing (CC-39, CC-48)."""

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import LAUNCH, pln
from repaid.interfaces.backoffice.tests.conftest import SignIn
from repaid.interfaces.backoffice.tests.pages import filled
from repaid.interfaces.ui.testing import page_text
from repaid.payments.choices import State
from repaid.payments.commands.cash import record_cash
from repaid.payments.commands.receipts import reserve_receipt_block
from repaid.payments.queries import payments
from repaid.payments.rights import CONTROL_CASH, RECEIVE_CASH

CASH = {"amount": "100,00", "value_date": "21.05.2015", "contract": "11", "payer": "Piotr Wzorcowy"}


@pytest.fixture
def tomek(by: Actor, loan: str) -> Actor:
    return member(by, "Tomek Terenowy", (RECEIVE_CASH.code, "contracts.view"))


@pytest.fixture
def field(tomek: Actor, sign_in: SignIn) -> Client:
    """The browser of a collector in the field."""
    return sign_in(tomek)


def test_cc_48_a_hundred_in_cash_on_the_next_receipt(by: Actor, tomek: Actor, field: Client) -> None:
    assert "No receipts are reserved yet." in page_text(field.get(reverse("backoffice:receipts")))
    text = page_text(filled(field, "receipt_reserve", count="10"))
    assert "Tomek Terenowy" in text
    assert "Free 10" in text
    block = reserve_receipt_block(by=tomek, count=1)
    text = page_text(filled(field, "receipt_enter", receipt=str(block.first - 10), **CASH))
    assert "The office sees the payment at once." in text
    assert f"{block.first - 10} written 100.00 PLN" in text
    row = payments(by, sources=["cash"]).get()
    assert (row.state, row.amount, row.words.payer) == (State.UNSETTLED, 10000, "Piotr Wzorcowy")


def test_a_gap_is_named_and_closed_by_voiding(tomek: Actor, field: Client) -> None:
    block = reserve_receipt_block(by=tomek, count=3)
    record_cash(by=tomek, receipt=block.last, amount=pln("5.00"), value_date=LAUNCH, contract="11")
    address = reverse("backoffice:receipt_block", args=[block.first])
    assert "2 receipts are missing: later numbers were used." in page_text(field.get(address))
    text = page_text(filled(field, "receipt_void", block.first, reason="Torn"))
    assert "Voided." in text
    assert f"{block.first} voided" in text
    assert "1 receipt is missing" in text
    refused = filled(field, "receipt_enter", receipt=str(block.first), **CASH)
    assert "was voided (Torn)" in page_text(refused)


def test_what_is_wrong_stands_at_the_box(tomek: Actor, field: Client) -> None:
    block = reserve_receipt_block(by=tomek, count=1)
    assert "in no block that you reserved" in page_text(filled(field, "receipt_enter", receipt="999", **CASH))
    zero = filled(field, "receipt_enter", receipt=str(block.first), **{**CASH, "amount": "0"})
    assert "Enter an amount above 0" in page_text(zero)
    assert "between 1 and 500" in page_text(filled(field, "receipt_reserve", count="501"))


def test_the_office_reserves_for_a_collector_and_sees_all(by: Actor, tomek: Actor, sign_in: SignIn) -> None:
    office = sign_in(member(by, "Ewa Biurowa", (CONTROL_CASH.code, RECEIVE_CASH.code)))
    text = page_text(filled(office, "receipt_reserve", count="5", holder=str(tomek.user_id)))
    assert "Tomek Terenowy" in text
    assert "Tomek Terenowy" in page_text(office.get(reverse("backoffice:receipts"), {"with": "free"}))
    assert "Nothing found" in page_text(office.get(reverse("backoffice:receipts"), {"with": "missing"}))


def test_a_block_takes_five_queries_however_long_it_is(
    tomek: Actor, field: Client, django_assert_num_queries: object
) -> None:
    for count in (2, 200):
        block = reserve_receipt_block(by=tomek, count=count)
        record_cash(by=tomek, receipt=block.last, amount=pln("5.00"), value_date=LAUNCH, contract="11")
        address = reverse("backoffice:receipt_block", args=[block.first])
        field.get(address)
        with django_assert_num_queries(4 + 3):  # type: ignore[operator]
            field.get(address)
