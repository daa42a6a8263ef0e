"""Intranet messages (CC-24)."""

from uuid import uuid4

import pytest

from repaid.activities.commands.messaging import read_messages, send_internal_message
from repaid.activities.queries.messages import conversations, newest_of, thread_with, unread_messages
from repaid.activities.tests.office import Office
from repaid.kernel.refusal import WrongInput


def test_cc_24_a_message_is_seen_and_counted_until_it_is_read(world: Office) -> None:
    """CC-24: a message sent by A to B is seen by B with a counter of unread messages."""
    send_internal_message(by=world.ewa, to=world.bogdan.account, text="Anna dzwoniła", about=world.anna)
    assert unread_messages(world.bogdan).count() == 1
    before = newest_of(world.bogdan)
    message = thread_with(world.bogdan, world.ewa.user_id).get()
    assert (message.text, message.sender.name, message.subject.number) == (
        "Anna dzwoniła", "Ewa Pracowita", world.anna.number,
    )  # fmt: skip
    read_messages(by=world.bogdan, other=world.ewa.account)
    assert unread_messages(world.bogdan).count() == 0
    assert newest_of(world.bogdan) != before


def test_conversations_stand_newest_first_and_are_nobody_elses(world: Office) -> None:
    send_internal_message(by=world.ewa, to=world.bogdan.account, text="Pierwsza")
    send_internal_message(by=world.maria, to=world.bogdan.account, text="Druga")
    send_internal_message(by=world.bogdan, to=world.ewa.account, text="Odpowiedź")
    found = [(row["name"], row["unread"]) for row in conversations(world.bogdan)]
    assert found == [("Ewa Pracowita", 1), ("Maria Kierownik", 1)]
    assert [row["name"] for row in conversations(world.ewa)] == ["Bogdan Zajęty"]
    assert not thread_with(world.maria, world.ewa.user_id).exists()


def test_sent_twice_it_is_one(world: Office) -> None:
    key = uuid4()
    for _turn in range(2):
        send_internal_message(by=world.ewa, to=world.bogdan.account, text="Raz", key=key)
    assert unread_messages(world.bogdan).count() == 1


@pytest.mark.parametrize("text", ["", " \n", "x" * 1001])
def test_what_is_too_short_or_too_long_is_not_sent(world: Office, text: str) -> None:
    with pytest.raises(WrongInput):
        send_internal_message(by=world.ewa, to=world.bogdan.account, text=text)
