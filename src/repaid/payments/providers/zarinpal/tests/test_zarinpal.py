"""Zarinpal: a payment is requested, inquired after, and made final by verifying it."""

from collections.abc import Iterator

import pytest

from loanmath.money import Money
from repaid.kernel.refusal import Outage
from repaid.payments.providers.protocol import Account, Letter, NotUnderstood, Said
from repaid.payments.providers.tests.outside import Outside, outside
from repaid.payments.providers.tests.test_every_provider import order
from repaid.payments.providers.zarinpal import Zarinpal

AUTHORITY = "A00000000000000000000000000217885159"
RIALS = Money(5_500_000, "IRR")


@pytest.fixture
def world() -> Iterator[Outside]:
    with outside() as found:
        yield found


def account(world: Outside) -> Account:
    return Account(world.address, "1344b5d4-0048-11e8-94db-005056a205be")


def inquired(world: Outside, status: str) -> None:
    told = {"data": {"code": 100, "message": "Success", "status": status}, "errors": []}
    world.answers["POST /pg/v4/payment/inquiry.json"] = (200, told)


def verified(world: Outside, code: int) -> None:
    fine = {"data": {"code": code, "message": "Verified", "ref_id": 201}, "errors": []}
    no = {"data": [], "errors": {"code": code, "message": "Session is not valid"}}
    world.answers["POST /pg/v4/payment/verify.json"] = (200, fine if code > 0 else no)


def state(world: Outside) -> tuple[Said, Money | None]:
    told = Zarinpal().state(account(world), AUTHORITY, RIALS)
    return told.said, told.amount


def test_it_hands_over(world: Outside) -> None:
    world.answers["POST /pg/v4/payment/request.json"] = (200, {"data": {"code": 100, "authority": AUTHORITY}})
    handed = Zarinpal().create(account(world), order())
    assert handed.address == f"{world.address}/pg/StartPay/{AUTHORITY}"
    asked = world.asked[0].facts
    assert (asked["merchant_id"], asked["callback_url"]) == (account(world).merchant, "http://127.0.0.1/back")
    assert asked["metadata"]["order_id"] == "7"


def test_paid_is_verified_once_and_stays_so(world: Outside) -> None:
    inquired(world, "PAID")
    for code in (100, 101):
        verified(world, code)
        assert state(world) == (Said.PAID, RIALS)
    assert world.asked[-1].facts["amount"] == 5_500_000
    inquired(world, "VERIFIED")
    before = len(world.asked)
    assert state(world) == (Said.PAID, RIALS)
    assert len(world.asked) == before + 1


def test_another_amount_is_none_of_what_was_asked_for(world: Outside) -> None:
    inquired(world, "PAID")
    verified(world, -50)
    assert state(world) == (Said.PAID, Money(0, "IRR"))


def test_states(world: Outside) -> None:
    for status, said in (("IN_BANK", Said.PENDING), ("FAILED", Said.FAILED), ("REVERSED", Said.TAKEN_BACK)):
        inquired(world, status)
        assert state(world) == (said, None)
    inquired(world, "PAID")
    verified(world, -51)
    with pytest.raises(Outage, match="Session is not valid"):
        state(world)


def test_it_sends_no_notifications(world: Outside) -> None:
    with pytest.raises(NotUnderstood):
        Zarinpal().read(account(world), Letter({}, b"Authority=A1&Status=OK"))
