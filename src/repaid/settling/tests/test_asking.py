"""Asking the provider, over a real socket: going there, coming back, backoff, giving up."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from repaid.access.actors import Actor
from repaid.contracts.tests.lender import pln
from repaid.payments.models import OnlineNotice, OnlinePayment, PaymentProvider
from repaid.payments.providers.tests.outside import Outside, outside
from repaid.settling.commands.online import begin_online_payment
from repaid.settling.jobs import ask_pending
from repaid.settling.paying import ProviderIsOut, ask_provider, go_to_provider
from repaid.settling.tests.paying import begun, online, paying_lender

BACK = {"return_address": "http://127.0.0.1/back", "notify_address": "http://127.0.0.1/notify"}


@pytest.fixture
def by(db: None) -> Actor:
    return paying_lender()


@pytest.fixture
def world(by: Actor) -> Iterator[Outside]:
    """The provider listens."""
    with outside() as found:
        PaymentProvider.objects.update(address=found.address)
        yield found


def begin(by: Actor) -> str:
    return begin_online_payment(by=by, contract="11", amount=pln("552.34"), description="spłata", key="k").number


def told(world: Outside, state: str) -> None:
    facts = {"id": "SIM-1", "reference": "1", "state": state, "amount": "552.34", "currency": "PLN"}
    world.answers["GET /api/payments/SIM-1"] = (200, facts)


def due_again(by: Actor) -> None:
    """The time to ask has come."""
    OnlinePayment.objects.update(ask_at=timezone.now() - timedelta(seconds=1))


def test_going_there_once(by: Actor, world: Outside) -> None:
    world.answers["POST /api/payments"] = (201, {"id": "SIM-1", "address": f"{world.address}/pay/SIM-1"})
    number = begin(by)
    for _press in range(2):
        assert go_to_provider(by, number, **BACK) == f"{world.address}/pay/SIM-1"
    assert len(world.asked) == 1
    assert world.asked[0].facts["notify_address"] == BACK["notify_address"]


def test_a_provider_that_is_out_takes_nothing(by: Actor, world: Outside) -> None:
    number = begin(by)
    for answer in ((503, {}), (201, {"id": "SIM-1", "address": "javascript:alert(1)"})):
        world.answers["POST /api/payments"] = answer
        assert begin(by) == number
        with pytest.raises(ProviderIsOut):
            go_to_provider(by, number, **BACK)
        assert online(by, number).state == "failed"


def test_without_notification_and_return_the_job_books_it(by: Actor, world: Outside) -> None:
    begun(by)
    assert ask_pending(by) == 0
    told(world, "pending")
    due_again(by)
    assert ask_pending(by) == 1
    row = online(by, "1")
    assert (row.state, row.asked, OnlineNotice.objects.count()) == ("pending", 1, 0)
    assert row.ask_at > timezone.now() + timedelta(seconds=90)
    assert ask_pending(by) == 0
    told(world, "paid")
    due_again(by)
    ask_pending(by)
    assert online(by, "1").state == "paid"
    assert OnlineNotice.objects.get().heard == "asked"
    due_again(by)
    assert ask_pending(by) == 0
    assert ask_provider(by, "1") == "paid"


def test_a_silent_provider_is_asked_later_and_what_nobody_paid_expires(by: Actor, world: Outside) -> None:
    begun(by)
    world.answers["GET /api/payments/SIM-1"] = (503, {})
    due_again(by)
    ask_pending(by)
    assert online(by, "1").state == "pending"
    OnlinePayment.objects.update(begun_at=timezone.now() - timedelta(days=4))
    told(world, "pending")
    due_again(by)
    ask_pending(by)
    assert online(by, "1").state == "expired"
