"""Our side of the simulator: orders and notifications are signed."""

import json

import pytest

from loanmath.money import Money
from repaid.payments.providers.protocol import Account, Letter, NotSigned, NotUnderstood, Said
from repaid.payments.providers.simulator import Simulator
from repaid.payments.providers.simulator.signing import HEADER, is_signed, signature
from repaid.payments.providers.tests.outside import outside
from repaid.payments.providers.tests.test_every_provider import order

TOLD = {"id": "SIM-1", "reference": "7", "state": "paid", "amount": "552.34", "currency": "PLN", "on": "2015-06-21"}


def letter(content: bytes, secret: str = "secret") -> Letter:
    return Letter({HEADER.lower(): signature(secret, content)}, content)


def test_it_hands_over_and_signs() -> None:
    with outside() as world:
        world.answers["POST /api/payments"] = (201, {"id": "SIM-1", "address": "http://127.0.0.1/pay/SIM-1"})
        handed = Simulator().create(Account(world.address, "m", "secret"), order())
        asked = world.asked[0]
    assert handed.reference == "SIM-1"
    assert is_signed("secret", asked.body, asked.headers["x-signature"])


def test_notifications() -> None:
    account = Account("http://127.0.0.1:1", "m", "secret")
    told = Simulator().read(account, letter(json.dumps(TOLD).encode()))
    assert (told.said, told.reference, told.ours, told.amount) == (Said.PAID, "SIM-1", "7", Money(55234, "PLN"))
    with pytest.raises(NotSigned):
        Simulator().read(account, letter(json.dumps(TOLD).encode(), "another secret"))
    with pytest.raises(NotSigned):
        Simulator().read(Account("http://127.0.0.1:1", "m", ""), letter(b"{}", ""))
    for nonsense in (b"", b"[]", b"{}", json.dumps(TOLD | {"amount": "1e3"}).encode()):
        with pytest.raises(NotUnderstood):
            Simulator().read(account, letter(nonsense))
