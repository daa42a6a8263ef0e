"""The customer's own share of a pay-out, taken by itself: a payment that is found later does not change it."""

from dataclasses import replace
from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.opening import open_contract
from repaid.contracts.commands.reversal import reverse_event
from repaid.contracts.models import Event
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.contracts.tests.books import assert_books_balance
from repaid.contracts.tests.lender import LAUNCH, RATY, day_comes, lender, pay, person, pln
from repaid.daily_close.checks import check_books
from repaid.ledger.choices import Role
from repaid.ledger.queries import balances_of
from repaid.products.choices import ProductKind
from repaid.products.commands.products import create_product
from repaid.products.commands.versions import draft_version, publish_version
from repaid.products.queries import TermsRequest, account_codes

BETWEEN, SECOND, THIRD = date(2015, 5, 28), date(2015, 6, 4), date(2015, 6, 11)
OWN_SHARE = {"down_payment": {"share": "1/4"}, "down_payment_automatic": True}


@pytest.fixture
def by(db: None) -> Actor:
    return lender()


@pytest.fixture
def loan(by: Actor) -> str:
    """Anna's 2 400,00 in tranches of 1 000,00; she brings a quarter of each, taken when it is paid out."""
    create_product(by=by, code="z-wkladem", names={"pl": "Z wkładem"}, kind=ProductKind.LOAN, currency="PLN")
    draft = draft_version(by=by, product="z-wkladem", draft=replace(RATY, template=RATY.template | OWN_SHARE))
    publish_version(by=by, product="z-wkladem", number=draft.number)
    wanted = TermsRequest(amount=pln("2400.00"), count=12, start=LAUNCH)
    number = open_contract(
        by=by, product="z-wkladem", request=wanted, borrowers=[person(by, "Anna", "Kowalska")]
    ).number
    disburse(by=by, number=number, amount=pln("1000.00"), value_date=LAUNCH)
    day_comes(by, SECOND)
    disburse(by=by, number=number, amount=pln("1000.00"), value_date=SECOND)
    return number


def received(by: Actor, number: str) -> int:
    return life_of(contract_named(by, number), THIRD).view.received


def in_bank(by: Actor, number: str) -> int:
    """What the account of money through the bank holds of it, minor units."""
    contract = contract_named(by, number)
    return balances_of(contract.subject_id)[account_codes(contract.version)[Role.BANK_CLEARING], ""]


def test_each_tranche_brings_its_share(by: Actor, loan: str) -> None:
    assert (received(by, loan), in_bank(by, loan)) == (500_00, -2000_00 + 500_00)


def test_a_payment_found_later_adds_itself_and_nothing_else(by: Actor, loan: str) -> None:
    done = pay(by, loan, "300.00", BETWEEN)
    assert (received(by, loan), in_bank(by, loan)) == (800_00, -2000_00 + 800_00)
    assert check_books(by) == []
    reverse_event(by=by, number=loan, of=done.receipt, reason="of another loan")
    assert (received(by, loan), in_bank(by, loan)) == (500_00, -2000_00 + 500_00)
    assert check_books(by) == []
    assert_books_balance(by)


def test_the_same_pay_out_told_again_is_the_same(by: Actor, loan: str) -> None:
    pay(by, loan, "300.00", BETWEEN)
    key = Event.objects.filter(kind="disbursed").latest("serial").key
    done = disburse(by=by, number=loan, amount=pln("1000.00"), value_date=SECOND, key=key)
    assert not done.launched and received(by, loan) == 800_00


def test_credit_that_waits_covers_the_share(by: Actor, loan: str) -> None:
    """A third tranche after 100,00 too much: only what the credit does not cover is taken."""
    pay(by, loan, "100.00", SECOND)
    day_comes(by, THIRD)
    disburse(by=by, number=loan, amount=pln("400.00"), value_date=THIRD)
    assert received(by, loan) == 600_00
    assert check_books(by) == []
