"""Messages in the system: the customer reads the own ones, and that is noted once."""

import pytest
from django.test import Client
from django.urls import reverse

from repaid.access.actors import Actor
from repaid.access.models import User
from repaid.contracts.tests.lender import instalment_loan
from repaid.interfaces.ui.testing import page_text
from repaid.messages.choices import Channel
from repaid.messages.commands.queueing import ByHand
from repaid.messages.models import Message
from repaid.messages.tests.lender import ask, ready_lender, send
from repaid.parties.commands.client_zone import open_client_zone

PASSWORD = "Wisla-2026-krakow"


@pytest.fixture
def by(db: None) -> Actor:
    found = ready_lender()
    instalment_loan(found, number="77")
    return found


def customer(by: Actor, number: str, login: str) -> Client:
    """A customer who has signed in."""
    opened = open_client_zone(by=by, number=number, login=login, password=PASSWORD)
    account = User.objects.filter(pk=opened.user_id)
    account.update(language="en")
    client = Client()
    client.force_login(account.get())
    client.cookies["customer_session"] = client.cookies.pop("sessionid").value
    return client


def test_a_message_is_read_by_its_customer_alone(by: Actor) -> None:
    piotr, anna = customer(by, "1", "90010112349"), customer(by, "2", "85010112345")
    address = reverse("portal:messages")
    assert "You have no messages." in page_text(piotr.get(address))
    message = ask(by, channel=Channel.IN_SYSTEM, by_hand=ByHand("Your loan 11", "Please call us."))
    send(by, Channel.IN_SYSTEM)
    assert "You have 1 new message. Read" in page_text(piotr.get(reverse("portal:start")))
    text = page_text(piotr.get(address))
    assert "Your loan 11" in text
    assert "· new Please call us." in text
    assert "You have no messages." in page_text(anna.get(address))
    reading = reverse("portal:message_reading", args=[message.pk])
    assert anna.post(reading).status_code == 404
    for _press in range(2):
        assert piotr.post(reading).status_code == 204
    assert "new message" not in page_text(piotr.get(reverse("portal:start")))
    first = Message.objects.get().read_at
    assert first is not None
    assert "new" not in page_text(piotr.get(address)).split("Your loan 11")[1]
