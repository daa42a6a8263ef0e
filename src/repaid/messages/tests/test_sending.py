"""The outbox at work: nothing lost, nothing twice; what failed is tried again; what is unclear waits for a person."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from repaid.access.actors import Actor
from repaid.access.tests.people import krakowska, member
from repaid.contracts.tests.lender import instalment_loan, pay
from repaid.kernel.refusal import NotFound, Outage, WrongInput
from repaid.messages.channels import Account, Answer, Parcel, Receipt, carriers
from repaid.messages.channels.demo import Demo
from repaid.messages.choices import Channel, Outcome, Purpose, Recipient, State
from repaid.messages.commands.gateways import save_gateway
from repaid.messages.commands.outbox import (
    NoDoubt,
    NotForAgain,
    NotWaiting,
    SecretForgotten,
    send_again,
    settle_doubt,
    withdraw_message,
)
from repaid.messages.commands.queueing import ByHand, queue_message
from repaid.messages.commands.templates import save_template
from repaid.messages.kinds import Kind, declare_kind
from repaid.messages.models import Attempt, DemoItem, Gateway, Message
from repaid.messages.pieces import from_words
from repaid.messages.queries.outbox import message_numbered, messages_of, reason_of
from repaid.messages.sending.run import LOCK
from repaid.messages.tests.lender import ask, inbox, ready_lender, send
from repaid.messages.tokens import Token
from repaid.parties.commands.contacts import remove_contact
from repaid.parties.models import Contact

PASSWORD = declare_kind(
    Kind(
        code="tests.password",
        label="password",
        purpose=Purpose.ACCESS,
        about="party",
        given=(Token("password", "password", is_secret=True),),
    )
)


class Gateways(Demo):
    """A gateway outside whose behaviour the tests choose: it keeps a count of what it really took."""

    provider = "test"
    window = 2

    def __init__(self) -> None:
        self.outcomes: dict[int, Outcome] = {}
        self.taken: list[Parcel] = []
        self.dies_after: int | None = None
        self.is_down = False
        self.knows = False
        self.reports: list[Receipt] = []

    def send(self, account: Account, parcels: Iterator[Parcel]) -> Iterator[Answer]:
        if self.is_down:
            raise Outage("nobody there")
        for parcel in parcels:
            if self.dies_after == len(self.taken):
                raise KeyboardInterrupt
            outcome = self.outcomes.get(len(self.taken), Outcome.ACCEPTED)
            self.taken.append(parcel)
            yield Answer(parcel.reference, outcome, (f"id-{len(self.taken)}",), "so it was")

    def ask(self, account: Account, reference: UUID, /) -> Answer | None:
        if not self.knows:
            return None
        took = any(parcel.reference == reference for parcel in self.taken)
        return Answer(reference, Outcome.ACCEPTED if took else Outcome.BROKEN)

    def receipts(self, _account: Account, /) -> Iterator[Receipt]:
        reports, self.reports = self.reports, []
        return iter(reports)


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    return ready_lender()


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


@pytest.fixture
def outside(by: Actor, monkeypatch: pytest.MonkeyPatch) -> Gateways:
    """The SMS gateway of the lender."""
    found = Gateways()
    monkeypatch.setitem(carriers.CARRIERS, Channel.SMS, (found,))
    Gateway.objects.filter(channel=Channel.SMS).update(provider="test")
    return found


def reason(message: Message) -> str:
    return str(reason_of(message))


def five(by: Actor) -> list[Message]:
    return [ask(by, key=str(place)) for place in range(5)]


def states() -> list[str]:
    return list(Message.objects.order_by("id").values_list("state", flat=True))


def test_what_is_due_is_sent_once(by: Actor, outside: Gateways) -> None:
    message = ask(by)
    assert (send(by).handed_over, send(by).handed_over) == (1, 0)
    message.refresh_from_db()
    assert (message.state, message.attempts, len(outside.taken)) == (State.SENT, 1, 1)
    attempt = Attempt.objects.get()
    assert (attempt.outcome, attempt.gateway_ids, attempt.message_id) == (Outcome.ACCEPTED, ["id-1"], message.pk)


def test_a_later_moment_is_waited_for(by: Actor, outside: Gateways) -> None:
    ask(by, not_before=timezone.now() + timedelta(hours=1))
    assert send(by).handed_over == 0


def test_a_failed_attempt_waits_longer_each_time_and_dies_in_the_end(by: Actor, outside: Gateways) -> None:
    outside.outcomes = dict.fromkeys(range(6), Outcome.BROKEN)
    message = ask(by)
    waits = []
    for _run in range(6):
        Message.objects.filter(state=State.FAILED).update(next_at=timezone.now())
        send(by)
        message.refresh_from_db()
        waits.append(round((message.next_at - timezone.now()).total_seconds() / 60) if message.next_at else None)
    assert waits == [1, 5, 30, 120, 360, None]
    assert (message.state, reason(message)) == (
        State.DEAD, "6 attempts failed. Check the gateway and send the message again."
    )  # fmt: skip
    send_again(by=by, message=message.pk)
    send(by)
    assert states() == [State.SENT]


def test_three_failures_in_a_row_leave_the_rest_to_the_next_run(by: Actor, outside: Gateways) -> None:
    outside.outcomes = dict.fromkeys(range(4), Outcome.BROKEN)
    five(by)
    assert send(by).outage == "so it was"
    assert states() == [State.FAILED] * 4 + [State.QUEUED]
    assert Gateway.objects.get(channel=Channel.SMS).trouble == "so it was"
    assert send(by).handed_over == 1
    assert Gateway.objects.get(channel=Channel.SMS).trouble == ""


def test_a_gateway_that_is_down_costs_no_attempt(by: Actor, outside: Gateways) -> None:
    outside.is_down = True
    ask(by)
    assert send(by).outage == "nobody there"
    assert Message.objects.get().attempts == 0


def test_a_refused_message_is_not_tried_again(by: Actor, outside: Gateways) -> None:
    outside.outcomes = {0: Outcome.REFUSED}
    message = ask(by)
    send(by)
    message.refresh_from_db()
    assert (message.state, reason(message)) == (State.DEAD, "The gateway refused it: so it was")


@pytest.mark.parametrize("dies_after", range(6))
def test_a_killed_run_neither_loses_nor_repeats_when_the_gateway_can_be_asked(
    by: Actor, outside: Gateways, dies_after: int
) -> None:
    outside.knows = True
    five(by)
    outside.dies_after = dies_after
    if dies_after < 5:
        with pytest.raises(KeyboardInterrupt):
            send(by)
    outside.dies_after = None
    send(by)
    Message.objects.filter(state=State.FAILED).update(next_at=timezone.now())
    send(by)
    assert states() == [State.SENT] * 5
    assert len(outside.taken) == 5


@pytest.mark.parametrize("dies_after", range(5))
def test_what_nobody_knows_is_shown_and_not_repeated_in_silence(by: Actor, outside: Gateways, dies_after: int) -> None:
    five(by)
    outside.dies_after = dies_after
    with pytest.raises(KeyboardInterrupt):
        send(by)
    outside.dies_after = None
    assert send(by).cleared in (1, 2)
    assert states().count(State.DOUBTFUL) in (1, 2)
    assert len(outside.taken) + states().count(State.DOUBTFUL) == 5
    assert send(by).handed_over == 0


def test_a_doubt_is_settled_by_a_person(by: Actor, outside: Gateways) -> None:
    outside.outcomes = {0: Outcome.UNKNOWN, 1: Outcome.UNKNOWN}
    arrived, lost = ask(by, key="a"), ask(by, key="b")
    send(by)
    settle_doubt(by=by, message=arrived.pk)
    send_again(by=by, message=lost.pk)
    send(by)
    assert states() == [State.DELIVERED, State.SENT]
    with pytest.raises(NoDoubt):
        settle_doubt(by=by, message=arrived.pk)
    with pytest.raises(NotForAgain):
        send_again(by=by, message=arrived.pk)


def test_one_run_at_a_gateway_at_a_time(by: Actor, outside: Gateways) -> None:
    ask(by)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK, Gateway.objects.get(channel=Channel.SMS).pk])
        assert send(by).handed_over == 0
    finally:
        other.close()


def test_a_receipt_says_that_it_arrived(by: Actor, outside: Gateways) -> None:
    message = ask(by)
    send(by)
    outside.reports = [Receipt("id-1", True, "DELIVRD"), Receipt("of somebody else", True)]
    send(by)
    message.refresh_from_db()
    assert (message.state, message.delivered_at is not None) == (State.DELIVERED, True)


def test_a_receipt_says_that_it_did_not(by: Actor, outside: Gateways) -> None:
    message = ask(by)
    send(by)
    outside.reports = [Receipt("id-1", False, "UNDELIV 005")]
    send(by)
    message.refresh_from_db()
    assert (message.state, reason(message)) == (State.DEAD, "The gateway could not deliver it: UNDELIV 005")


def test_a_withdrawn_message_does_not_go(by: Actor, outside: Gateways) -> None:
    message = ask(by)
    with pytest.raises(WrongInput):
        withdraw_message(by=by, message=message.pk, reason=" ")
    withdraw_message(by=by, message=message.pk, reason="He has called.")
    assert send(by).handed_over == 0
    assert reason(message_numbered(by, message.pk)) == "Withdrawn by Repaid: He has called."
    with pytest.raises(NotWaiting):
        withdraw_message(by=by, message=message.pk, reason="again")


def test_a_missing_value_stops_the_message_and_names_it(by: Actor, outside: Gateways) -> None:
    place = {"kind": "contracts.overdue", "recipient": Recipient.BORROWER, "channel": Channel.SMS}
    save_template(by=by, language="pl", body=from_words("{gender} {borrower.last_name}"), **place)
    message = ask(by)
    send(by)
    message.refresh_from_db()
    assert message.state == State.STOPPED
    assert reason(message) == (
        "“Form of address” has no value here. Fill in what is missing and send the message again."
    )
    assert outside.taken == []


def test_the_amount_is_that_of_the_moment_of_sending(by: Actor, outside: Gateways) -> None:
    ask(by)
    pay(by, "11", "100.00", Message.objects.get().created_at.date().replace(2015, 7, 1))
    send(by)
    assert "452,95 zl" in outside.taken[0].body


def test_the_person_is_written_to_where_they_are_now(by: Actor, outside: Gateways) -> None:
    ask(by)
    remove_contact(by=by, number="1", contact=Contact.objects.get(kind="mobile").pk)
    send(by)
    assert Message.objects.get().rule == "no_address"


def test_a_password_is_masked_everywhere_once_it_was_handed_over(by: Actor, outside: Gateways) -> None:
    """Decision 39."""
    place = {"kind": PASSWORD.code, "recipient": Recipient.BORROWER, "channel": Channel.SMS}
    save_template(by=by, language="pl", body=from_words("Your password: {password}"), **place)
    message = ask(by, kind=PASSWORD.code, about="party", number="1", given={"password": "Wisla-2026"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT m::text FROM messaging_message m")
        assert "Wisla" not in cursor.fetchone()[0]
    send(by)
    assert outside.taken[0].body == "Your password: Wisla-2026"
    message.refresh_from_db()
    assert (message.text.body, message.given) == ("Your password: ••••••", None)
    Message.objects.update(state=State.DOUBTFUL)
    with pytest.raises(SecretForgotten):
        send_again(by=by, message=message.pk)


def test_staff_of_another_lender_and_of_another_branch_find_nothing(by: Actor) -> None:
    message = ask(by)
    eve = member(krakowska("obca"), "Eve Obca", ("messages.view",))
    wanda = member(by, "Wanda Warszawska", ("messages.view",), scope="branch", branch="WA")
    for stranger in (eve, wanda):
        with pytest.raises(NotFound):
            message_numbered(stranger, message.pk)


def test_at_most_so_many_a_second(by: Actor, outside: Gateways, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("repaid.messages.sending.run.sleep", waits.append)
    Gateway.objects.update(per_second=10)
    five(by)
    send(by)
    assert [round(wait, 1) for wait in waits] == [0.0, 0.1, 0.2, 0.3, 0.4]


def test_the_messages_of_a_contract_and_the_parts_of_their_price(by: Actor) -> None:
    save_gateway(
        by=by,
        channel=Channel.SMS,
        provider="demo",
        sender="Krak",
        settings={},
        price="0.0900",  # type: ignore[arg-type]
    )
    instalment_loan(by, number="77")
    message = ask(by)
    ask(by, kind="contracts.due_soon", number="77")
    long = ask(by, key="long", kind="contracts.warning", by_hand=ByHand("", "a" * 161))
    send(by)
    found, in_parts = message_numbered(by, message.pk), message_numbered(by, long.pk)
    assert list(messages_of(by, found.subject)) == [in_parts, found]
    assert (found.text.parts, str(found.text.price), found.text.currency) == (1, "0.0900", "PLN")
    assert (in_parts.text.parts, str(in_parts.text.price), in_parts.text.currency) == (2, "0.1800", "PLN")
    assert found.text.values["owed"] == "552,95\u00a0zł"
    assert DemoItem.objects.count() == 2
    assert queue_message(
        by=by, kind="contracts.overdue", about="contract", number="11", key="2", channel=Channel.EMAIL
    ).is_new
    send(by, Channel.EMAIL)
    assert inbox(by)[-1].startswith("Dzień dobry,")
