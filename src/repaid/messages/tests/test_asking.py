"""Messages to one person or one member of staff: passwords, links, codes, reminders of the own day."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord, Subject, User
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import person
from repaid.kernel.refusal import MissingRight, NotFound
from repaid.messages.choices import Channel, Recipient, State
from repaid.messages.commands.asking import NoAddress, queue_staff_message, write_to_person, write_to_staff
from repaid.messages.commands.gateways import switch_gateway
from repaid.messages.commands.queueing import ByHand, NoGateway
from repaid.messages.kinds import kind_named, kinds
from repaid.messages.models import DemoItem, Message
from repaid.messages.own import ACCOUNT_CHANGED, CLIENT_PASSWORD, CODE, INVITATION, REMINDER, told
from repaid.messages.queries.outbox import messages
from repaid.messages.rights import SEND
from repaid.messages.sending.picking import sorted_out
from repaid.messages.tests.lender import NIGHT, inbox, organisation, ready_lender, send
from repaid.parties.choices import ContactKind
from repaid.parties.commands.contacts import add_contact

TEN = datetime(2015, 7, 1, 8, tzinfo=UTC)
TEN_IN_POLISH = "2015-07-01\xa010:00"
LINK = "https://krakowska.example/clientzone/activation/b7Kq2mRw"


@pytest.fixture
def by(db: None) -> Actor:
    return ready_lender()


def subject(by: Actor, number: str) -> int:
    return Subject.objects.get(organisation=by.organisation_id, kind="party", number=number).pk


def write(by: Actor, kind: str, number: str = "1", **more: Any) -> Message:
    given = {"key": "1", "channel": Channel.SMS, **more}
    return Message.objects.get(pk=write_to_person(by, kind, person=subject(by, number), **given).message_id)


def test_cz_21_a_password_goes_to_the_number_stated_and_is_masked_afterwards(by: Actor) -> None:
    """CZ-21, decision 39: the outgoing-message list holds one SMS to 600000001, the password in it masked."""
    given = {"login": "90010112349", "password": "k7Rm4tWq"}
    for _press in range(2):
        message = write(by, CLIENT_PASSWORD.code, given=given, address="+48600000001")
    assert ProcrastinateJob.objects.filter(task_name="messages.send_channel").count() == 1
    send(by)
    item = DemoItem.objects.get()
    assert (item.address, item.body.split("\n")[1:3]) == ("+48600000001", ["Login: 90010112349", "Haslo: k7Rm4tWq"])
    (shown,) = messages(by)
    message.refresh_from_db()
    assert (shown.text.body.split("\n")[1:3], shown.state) == (["Login: ••••••", "Haslo: ••••••"], State.SENT)
    assert message.given is None


def test_mp_04_an_invitation_is_one_mail_with_a_link(by: Actor) -> None:
    """MP-04: one mail to sanne@example.com with a link; without an e-mail address it is refused with a message."""
    number = person(by, "Sanne", "Voorbeeld")
    given = {"link": LINK, "valid_until": TEN}
    with pytest.raises(NoAddress, match="Sanne Voorbeeld has no e-mail address on file"):
        write(by, INVITATION.code, number, channel=Channel.EMAIL, given=given)
    add_contact(by=by, number=number, kind=ContactKind.EMAIL, value="sanne@example.com")
    for key in ("1", "1", "again"):
        write(by, INVITATION.code, number, channel=Channel.EMAIL, given=given, key=key)
    send(by, Channel.EMAIL)
    items = DemoItem.objects.all()
    assert [item.address for item in items] == ["sanne@example.com"] * 2
    assert items[0].title == "Twoje konto w Krakowska Pożyczka"
    assert LINK in items[0].body
    assert f"do {TEN_IN_POLISH}" in items[0].body
    assert not [text for text in messages(by) if LINK in text.text.body]


def test_a_code_goes_at_night_too_and_a_sentence_in_the_language_of_the_reader(db: None) -> None:
    by = ready_lender(rules=True)
    write(by, CODE.code, given={"code": "482913", "minutes": 10})
    event = told(ACCOUNT_CHANGED.given[0].example)
    assert set(event) == {"en", "pl", "nl", "fa"}
    write(by, ACCOUNT_CHANGED.code, channel=Channel.EMAIL, given={"event": event, "at": TEN})
    with timezone.override("Europe/Warsaw"):
        picked = [sorted_out(organisation(by), [row], NIGHT) for row in Message.objects.order_by("id")]
    code, change = (ready.text.body for each in picked for ready in each.ready)
    assert "482913. Jest wazny 10 min." in code
    assert f"Kiedy: {TEN_IN_POLISH}" in change


def test_cc_23_a_member_of_staff_gets_an_sms_at_the_own_number_at_the_planned_time(by: Actor) -> None:
    """CC-23: with SMS chosen, the user's own number receives a message at the planned time; its state is visible."""
    ewa = member(by, "Ewa Przykładowa", (SEND.code,))
    User.objects.filter(pk=ewa.user_id).update(language="pl")
    write_to_staff(
        by, REMINDER.code, user=ewa.account, key="7", channel=Channel.SMS, address="+48600000009",
        not_before=timezone.now() + timedelta(hours=1), given={"what": "zadzwonić do Piotra", "at": TEN},
    )  # fmt: skip
    send(by)
    assert messages(by).get().state == State.QUEUED
    Message.objects.update(next_at=timezone.now())
    send(by)
    message = messages(by).get()
    assert (inbox(by), message.state) == (["Przypomnienie: zadzwonic do Piotra, 2015-07-01 10:00."], State.SENT)
    assert message.address == "+48600000009"


def test_a_clerk_writes_to_a_colleague_once(by: Actor) -> None:
    ewa = member(by, "Ewa Przykładowa", (SEND.code,))
    given = {"kind": "messages.reminder", "key": "1", "channel": Channel.SMS, "by_hand": ByHand("", "Call Piotr.")}
    for _press in range(2):
        queue_staff_message(by=by, user=ewa.account, address="+48600000009", **given)
    send(by)
    assert inbox(by) == ["Call Piotr."]
    assert AuditRecord.objects.filter(command="messages.queue_staff_message").first().arguments["address"] == "•"  # type: ignore[union-attr]
    with pytest.raises(NoAddress):
        queue_staff_message(by=by, user=ewa.account, **given)
    with pytest.raises(NotFound):
        queue_staff_message(by=by, user=0, address="+48600000009", **given)
    with pytest.raises(MissingRight):
        queue_staff_message(by=member(by, "Jan Nowy", ()), user=ewa.account, address="+48600000009", **given)


def test_without_a_gateway_it_is_refused_and_an_unknown_person_is_not_found(by: Actor) -> None:
    with pytest.raises(NotFound):
        write_to_person(by, CODE.code, person=0, key="1", channel=Channel.SMS)
    switch_gateway(by=by, channel=Channel.SMS, is_active=False)
    with pytest.raises(NoGateway):
        write(by, CODE.code)


def test_every_own_kind_has_texts_in_four_languages() -> None:
    own = [kind for kind in kinds() if kind.code.startswith("messages.")]
    assert {REMINDER, CLIENT_PASSWORD} <= {kind_named(kind.code) for kind in own}
    for kind in own:
        for place, texts in kind.supplied.items():
            assert set(texts) == {"en", "pl", "nl", "fa"}, place
            assert place.endswith((Recipient.BORROWER, Recipient.STAFF))
