"""Everything that books is pressed twice and books once: the form carries a key that is used up."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord, Proposal, User
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.models import Contract, Event
from repaid.contracts.tests.lender import day_comes, instalment_loan, loan_11, pay, pln
from repaid.interfaces.backoffice.tests import test_deeds
from repaid.interfaces.backoffice.tests.pages import address, again, sent, value_of
from repaid.ledger.models import Transfer
from repaid.payments.commands.entering import register_payment
from repaid.payments.commands.receipts import reserve_receipts_for
from repaid.payments.models import Payment
from repaid.payments.tests.money import table
from repaid.settling.commands.settling import settle_payment
from repaid.settling.models import Settlement

DAY = date(2015, 7, 1)
Press = tuple[str, dict[str, Any]]
"""Where a form is sent, and what it holds besides its key."""


@pytest.fixture(scope="module", autouse=True)
def a_day(made: Actor) -> None:
    """Both loans are late; Anna paid a part."""
    loan_11(made)
    instalment_loan(made, number="77")
    day_comes(made, DAY)
    bill_due(by=made)
    pay(made, "77", "1000.00", date(2015, 6, 21), "PKO-1")


def booked() -> tuple[int, ...]:
    """Everything that a booking leaves behind."""
    tables = (Event, Transfer, Proposal, Payment, Settlement, AuditRecord)
    return tuple(each.objects.count() for each in tables)


def waiting(by: Actor) -> str:
    return register_payment(by=by, amount=pln("552.34"), value_date=DAY, payer="Piotr Wzorcowy").number


def at_the_desk(browser: Client, by: Actor) -> Press:
    return reverse("backoffice:desk_settle", args=[waiting(by)]), {"contract": "11"}


def split(browser: Client, by: Actor) -> Press:
    address = reverse("backoffice:payment_split", args=[waiting(by)])
    told = {"contract_1": "11", "amount_1": "500.00", "contract_2": "77", "amount_2": "52.34"}
    return address, told | {"seen": value_of(browser.post(address, told), "seen")}


def entered(browser: Client, by: Actor) -> Press:
    told = {"amount": "552.34", "value_date": "21.06.2015", "payer": "Piotr", "contract": "11", "channel": "transfer"}
    return reverse("backoffice:payment_enter"), told


def in_cash(browser: Client, by: Actor) -> Press:
    holder = User.objects.get(name="Ewa Przykładowa").pk
    receipt = reserve_receipts_for(by=by, holder=holder, count=5).first
    told = {"receipt": str(receipt), "amount": "100.00", "value_date": "01.07.2015", "contract": "11"}
    return reverse("backoffice:receipt_enter"), told


def taken_back(browser: Client, by: Actor) -> Press:
    return reverse("backoffice:payment_take_back", args=[waiting(by)]), {"reason": "Entered by mistake"}


def withdrawn(browser: Client, by: Actor) -> Press:
    done = settle_payment(by=by, number=waiting(by), lines=[("11", pln("552.34"))])
    address = reverse("backoffice:settlement_withdraw", args=[done.lines[0].settlement_id])
    return address, {"reason": "Belongs to his brother"}


def undone(browser: Client, by: Actor) -> Press:
    done = settle_payment(by=by, number=waiting(by), lines=[("11", pln("552.34"))])
    return reverse("backoffice:desk_undo", args=[done.lines[0].settlement_id]), {}


def taken_in(browser: Client, by: Actor) -> Press:
    file = SimpleUploadedFile("bank.csv", table([("552,34", "Piotr", "", "czynsz")], DAY))
    page = browser.post(reverse("backoffice:statement_bring"), {"file": file}, follow=True)
    return f"{page.redirect_chain[-1][0]}/take-in", {}


FORMS: tuple[Callable[[Client, Actor], Press], ...] = (
    at_the_desk, split, entered, in_cash, taken_back, withdrawn, undone, taken_in,
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_money_is_booked_once(browser: Client, by: Actor, form: Callable[[Client, Actor], Press]) -> None:
    place, told = form(browser, by)
    told["key"] = "9a1f3c1e-6f0e-4d8e-9a53-2f6f0a6f7c11"
    pressed_twice(lambda: browser.post(place, told))


@pytest.mark.parametrize("noun", [*test_deeds.ACTIVE, *test_deeds.PROPOSED])
def test_a_deed_is_done_or_proposed_once(browser: Client, by: Actor, noun: str) -> None:
    typed = {"value_date": "2015-07-01"} | (test_deeds.ACTIVE | test_deeds.PROPOSED)[noun]
    if noun == "borrowers":
        typed["borrower"] = Contract.objects.get(subject__number="11").parties.get().party.number
    if noun == "refunds":
        pay(by, "77", "1100.00", DAY, "PKO-2")
    told = again(sent(browser, noun, "77", **typed), typed)
    pressed_twice(lambda: browser.post(address("77", noun), told))


def pressed_twice(press: Callable[[], HttpResponse]) -> None:
    """The second press goes where the first one went, and leaves nothing behind."""
    before = booked()
    first = press()
    assert first.status_code == 302, first.content.decode()[:2000]
    once = booked()
    assert once != before
    second = press()
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert booked() == once
