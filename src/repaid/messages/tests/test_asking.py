"""Messages to one person or one member of staff: passwords, links, codes, reminders of the own day."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from repaid.access.actors import Actor
from repaid.access.models import Employment, Subject, User
from repaid.access.tests.people import member
from repaid.activities.choices import ReminderChannel
from repaid.activities.commands.planning import Plan, plan_activity
from repaid.activities.jobs import remind
from repaid.activities.models import Reminder
from repaid.activities.rights import ACT
from repaid.contracts.tests.lender import person
from repaid.kernel.refusal import NotFound
from repaid.messages.choices import Channel, Purpose, Recipient, State
from repaid.messages.commands.asking import NoAddress, NoGateway, write_to_person, write_to_staff
from repaid.messages.commands.gateways import switch_gateway
from repaid.messages.commands.templates import save_template
from repaid.messages.kinds import Kind, declare_kind
from repaid.messages.models import DemoItem, Message
from repaid.messages.pieces import from_words
from repaid.messages.queries.outbox import messages
from repaid.messages.sending.picking import sorted_out
from repaid.messages.tests.lender import NIGHT, inbox, organisation, ready_lender, send
from repaid.messages.tokens import Token
from repaid.parties.choices import ContactKind
from repaid.parties.commands.contacts import add_contact

TEN = datetime(2015, 7, 1, 8, tzinfo=UTC)
LINK = "https://krakowska.example/clientzone/activation/b7Kq2mRw"
ENTRY = declare_kind(
    Kind(
        code="tests.entry",
        label="what lets somebody in",
        purpose=Purpose.ACCESS,
        about="party",
        given=(Token("password", "password", is_secret=True), Token("until", "until", "figure")),
    )
)


@pytest.fixture
def by(db: None) -> Actor:
    return with_texts(ready_lender())


def with_texts(by: Actor) -> Actor:
    place = {"kind": ENTRY.code, "recipient": Recipient.BORROWER, "language": "pl"}
    text = from_words("Hasło: {password} do {until}")
    for channel in (Channel.SMS, Channel.EMAIL):
        save_template(by=by, channel=channel, title=from_words("Dostęp"), body=text, is_plain=True, **place)
    return by


def subject(by: Actor, number: str) -> int:
    return Subject.objects.get(organisation=by.organisation_id, kind="party", number=number).pk


def write(by: Actor, number: str = "1", **more: Any) -> Message:
    given = {"password": "k7Rm4tWq", "until": TEN}
    asked = {"key": "1", "channel": Channel.SMS, "given": given, **more}
    return Message.objects.get(pk=write_to_person(by, ENTRY.code, person=subject(by, number), **asked).message_id)


def test_cz_21_a_password_goes_to_the_number_stated_and_is_masked_afterwards(by: Actor) -> None:
    """CZ-21, decision 39: the outgoing-message list holds one SMS to 600000001, the password in it masked."""
    for _press in range(2):
        message = write(by, address="+48600000001")
    send(by)
    item = DemoItem.objects.get()
    assert (item.address, item.body) == ("+48600000001", "Haslo: k7Rm4tWq do 2015-07-01 10:00")
    (shown,) = messages(by)
    assert (shown.text.body, shown.state) == ("Haslo: •••••• do 2015-07-01 10:00", State.SENT)
    message.refresh_from_db()
    assert message.given is None


def test_mp_04_a_link_is_one_mail_to_the_address_on_file(by: Actor) -> None:
    """MP-04: one mail to sanne@example.com with a link; without an e-mail address it is refused with a message."""
    number = person(by, "Sanne", "Voorbeeld")
    with pytest.raises(NoAddress, match="Sanne Voorbeeld has no e-mail address on file"):
        write(by, number, channel=Channel.EMAIL)
    add_contact(by=by, number=number, kind=ContactKind.EMAIL, value="sanne@example.com")
    given = {"password": LINK, "until": TEN}
    for key in ("1", "1", "again"):
        write(by, number, channel=Channel.EMAIL, given=given, key=key)
    send(by, Channel.EMAIL)
    items = DemoItem.objects.all()
    assert [item.address for item in items] == ["sanne@example.com"] * 2
    assert LINK in items[0].body
    assert not [row for row in messages(by) if LINK in row.text.body]


def test_what_lets_somebody_in_goes_at_night_too(db: None) -> None:
    by = with_texts(ready_lender(rules=True))
    write(by)
    assert not sorted_out(organisation(by), list(Message.objects.all()), NIGHT).held


def test_cc_23_a_reminder_goes_to_the_own_number_at_the_planned_time(by: Actor) -> None:
    """CC-23: with SMS chosen, the user's own number (CC-09) receives a message at the planned time; its state shows."""
    ewa = member(by, "Ewa Przykładowa", (ACT.code,))
    plan = Plan("Zadzwonić", date(2015, 7, 2), reminders=(ReminderChannel.SMS,))
    plan_activity(by=ewa, plan=plan)
    plan_activity(by=ewa, plan=plan)
    first = Reminder.objects.order_by("id").values_list("pk", flat=True)[0]
    Reminder.objects.filter(pk=first).update(at=TEN)
    assert remind(TEN) == 1
    assert Reminder.objects.get(pk=first).reason == "Ewa Przykładowa has no mobile number on file. Add one first."
    Employment.objects.update_or_create(user_id=ewa.account, defaults={"mobile": "600 000 009"})
    assert remind(datetime(2015, 7, 2, 5, 59, tzinfo=UTC)) == 0
    assert remind(datetime(2015, 7, 2, 6, 0, tzinfo=UTC)) == 1
    send(by)
    message = messages(by).get()
    assert (inbox(by), message.state) == (["Krakowska Pożyczka: Zadzwonić"], State.SENT)
    assert message.address == "+48600000009"


def test_staff_is_written_to_at_the_address_of_the_account(by: Actor) -> None:
    ewa = member(by, "Ewa Przykładowa", ())
    asked = {"user": ewa.account, "key": "1", "channel": Channel.EMAIL}
    with pytest.raises(NoAddress):
        write_to_staff(by, ENTRY.code, **asked)
    User.objects.filter(pk=ewa.user_id).update(email="ewa@krakowska.example")
    queued = [write_to_staff(by, ENTRY.code, **asked) for _press in range(2)]
    assert [each.is_new for each in queued] == [True, False]
    assert messages(by).get().address == "ewa@krakowska.example"
    with pytest.raises(NotFound):
        write_to_staff(by, ENTRY.code, **{**asked, "user": 0})


def test_without_a_gateway_it_is_refused_and_an_unknown_person_is_not_found(by: Actor) -> None:
    with pytest.raises(NotFound):
        write_to_person(by, ENTRY.code, person=0, key="1", channel=Channel.SMS)
    switch_gateway(by=by, channel=Channel.SMS, is_active=False)
    with pytest.raises(NoGateway):
        write(by)
