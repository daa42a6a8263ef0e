"""A story of money out in a real browser: a clerk proposes, a second person approves and gets the file."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import LAUNCH, lender, loan_11
from repaid.parties.commands.contacts import add_bank_account
from repaid.payments.choices import OrderState
from repaid.payments.models import OrderFile, PaymentOrder
from repaid.payments.tests.sending import PIOTRS, Senders, proposed, senders

OpenPage = Callable[..., Page]


@pytest.fixture
def people(transactional_db: None) -> Senders:
    """500,00 of contract 11 wait to be sent; another order looks like it."""
    by = lender()
    loan_11(by)
    add_bank_account(by=by, number="1", account=PIOTRS)
    found = senders(by, LAUNCH)
    proposed(by, "47.66", execution_day=LAUNCH)
    return found


def user_of(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id)


def test_one_proposes_another_approves_and_the_bank_gets_a_file(
    people: Senders, open_page: OpenPage, check_axe: Callable[[Page], None], take_shot: Callable[[Page, str], Path]
) -> None:
    clerk = open_page("/contracts/11", user=user_of(people.clerk), width=1440)
    clerk.get_by_role("link", name="waits to be sent").click()
    expect(clerk.get_by_label("To account")).to_have_value(PIOTRS)
    check_axe(clerk)
    clerk.get_by_role("button", name="Propose").dblclick()
    expect(clerk.get_by_text("Proposed. A colleague decides.")).to_be_visible()
    check_axe(clerk)

    ewa = member(people.by, "Ewa Przykładowa", tuple(all_rights()))
    page = open_page("/start", user=user_of(ewa), width=1440)
    page.get_by_role("link", name="2 payment orders of colleagues wait for your decision").click()
    effect = page.locator("#effect")
    expect(effect.get_by_role("button", name="547.66")).to_be_visible()
    page.get_by_role("checkbox", name="1", exact=True).uncheck()
    expect(effect.get_by_role("button", name="500.00")).to_be_visible()
    take_shot(page, "orders-approval")
    check_axe(page)
    effect.get_by_role("button", name="Approve").click()
    expect(page.get_by_text("1 payment order approved.")).to_be_visible()

    page.goto("/money-out/files")
    page.get_by_role("link", name="Make a payment file").click()
    expect(page.get_by_role("button", name="Make the file")).to_be_visible()
    check_axe(page)
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_text("The file is made.")).to_be_visible()
    check_axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Get the file").click()
    file = OrderFile.objects.get()
    assert hashlib.sha256(Path(download.value.path()).read_bytes()).hexdigest() == file.digest
    assert download.value.suggested_filename == f"{file.message_id}.xml"
    assert set(PaymentOrder.objects.values_list("state", flat=True)) == {OrderState.SENT, OrderState.PROPOSED}


def test_the_orders_fit_a_phone(people: Senders, open_page: OpenPage, check_axe: Callable[[Page], None]) -> None:
    user = user_of(member(people.by, "Ewa Przykładowa", tuple(all_rights())))
    phone = open_page("/money-out/approval", user=user, language="fa", width=390)
    for path in ("/money-out/approval", "/money-out/to-send", "/money-out/orders", "/money-out/orders/1"):
        phone.goto(path)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        check_axe(phone)
