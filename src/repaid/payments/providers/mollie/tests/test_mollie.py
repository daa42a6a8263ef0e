"""Mollie: a payment is created, a notification names it, and what is true of it is fetched."""

from collections.abc import Iterator
from datetime import date

import pytest

from loanmath.money import Money
from repaid.kernel.refusal import Outage
from repaid.payments.providers.mollie import Mollie
from repaid.payments.providers.protocol import Account, Letter, NotSigned, NotUnderstood, Said
from repaid.payments.providers.tests.outside import Outside, outside
from repaid.payments.providers.tests.test_every_provider import order

PAYMENT = {
    "id": "tr_7UhSN1zuXS", "status": "paid", "amount": {"value": "552.34", "currency": "EUR"},
    "metadata": {"reference": "7"}, "paidAt": "2015-06-21T14:23:00+02:00",
}  # fmt: skip
CREATED = {"id": "tr_7UhSN1zuXS", "_links": {"checkout": {"href": "https://pay.example/tr_7UhSN1zuXS"}}}


@pytest.fixture
def world() -> Iterator[Outside]:
    with outside() as found:
        yield found


def account(world: Outside) -> Account:
    return Account(world.address, "", "test_key")


def test_it_hands_over(world: Outside) -> None:
    world.answers["POST /v2/payments"] = (201, CREATED)
    handed = Mollie().create(account(world), order())
    assert (handed.reference, handed.address) == ("tr_7UhSN1zuXS", "https://pay.example/tr_7UhSN1zuXS")
    asked = world.asked[0]
    assert asked.headers["authorization"] == "Bearer test_key"
    assert asked.facts["amount"] == {"currency": "PLN", "value": "552.34"}
    assert (asked.facts["locale"], asked.facts["metadata"]) == ("pl_PL", {"reference": "7"})


def test_a_notification_is_fetched_before_it_is_believed(world: Outside) -> None:
    world.answers["GET /v2/payments/tr_7UhSN1zuXS"] = (200, PAYMENT)
    told = Mollie().read(account(world), Letter({}, b"id=tr_7UhSN1zuXS"))
    assert (told.said, told.ours, told.amount) == (Said.PAID, "7", Money(55234, "EUR"))
    assert told.on == date(2015, 6, 21)


def test_a_forged_notification_names_a_payment_that_mollie_does_not_know(world: Outside) -> None:
    with pytest.raises(NotSigned):
        Mollie().read(account(world), Letter({}, b"id=tr_forged"))
    for nonsense in (b"", b"id=../../methods", b"\xff\xfe"):
        with pytest.raises(NotUnderstood):
            Mollie().read(account(world), Letter({}, nonsense))


def test_states(world: Outside) -> None:
    for status, said in (
        ("open", Said.PENDING), ("canceled", Said.CANCELLED), ("expired", Said.EXPIRED), ("failed", Said.FAILED)
    ):  # fmt: skip
        world.answers["GET /v2/payments/tr_1"] = (200, PAYMENT | {"status": status})
        assert Mollie().state(account(world), "tr_1", Money(55234, "EUR")).said is said
    taken = {"amountChargedBack": {"value": "552.34", "currency": "EUR"}}
    world.answers["GET /v2/payments/tr_1"] = (200, PAYMENT | taken)
    assert Mollie().state(account(world), "tr_1", Money(55234, "EUR")).said is Said.TAKEN_BACK
    world.answers["GET /v2/payments/tr_1"] = (200, PAYMENT | {"status": "new word"})
    with pytest.raises(Outage):
        Mollie().state(account(world), "tr_1", Money(55234, "EUR"))


def test_trying_the_connection(world: Outside) -> None:
    world.answers["GET /v2/methods"] = (200, {})
    Mollie().try_out(account(world))
    world.answers["GET /v2/methods"] = (401, {"detail": "Missing authentication"})
    with pytest.raises(Outage, match="Missing authentication"):
        Mollie().try_out(account(world))
