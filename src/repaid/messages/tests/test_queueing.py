"""Asking for messages: once by their key, to everybody who has the role, on channels that can go."""

import pytest

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord, Subject, SubjectPerson
from repaid.access.tests.people import member
from repaid.contracts.tests.lender import person
from repaid.kernel.refusal import MissingRight, NotFound
from repaid.messages.choices import Channel, Recipient
from repaid.messages.commands.asking import NoGateway
from repaid.messages.commands.gateways import switch_gateway
from repaid.messages.commands.queueing import ByHand, NobodyToWrite, queue_message
from repaid.messages.models import Message
from repaid.messages.tests.lender import ask, inbox, ready_lender, send
from repaid.parties.choices import ContactKind
from repaid.parties.commands.contacts import add_contact


@pytest.fixture
def by(db: None) -> Actor:
    return ready_lender()


def guarantors(by: Actor, *names: str) -> list[str]:
    """People who guarantee contract 11; their numbers."""
    contract = Subject.objects.get(organisation=by.organisation_id, kind="contract", number="11")
    numbers = [person(by, name, "Poręczyciel") for name in names]
    for number in numbers:
        someone = Subject.objects.get(organisation=by.organisation_id, kind="party", number=number)
        SubjectPerson.objects.create(subject=contract, person=someone, role=Recipient.GUARANTOR)
    return numbers


def test_it_works_and_asking_twice_is_asking_once(by: Actor) -> None:
    first = queue_message(by=by, kind="contracts.overdue", about="contract", number="11", key="k", channel=Channel.SMS)
    again = queue_message(by=by, kind="contracts.overdue", about="contract", number="11", key="k", channel=Channel.SMS)
    assert (first.is_new, len(first.message_ids), again.is_new) == (True, 1, False)
    send(by)
    assert inbox(by) == [
        "Krakowska Pozyczka: umowa 11, opoznienie 10 dni. Do zaplaty dzis: 552,95 zl. "
        "Rachunek: 72 9999 0001 0000 0000 0000 1234. Wplata w drodze? Dziekujemy."
    ]


def test_ct_52_one_message_for_the_borrower_and_one_for_each_guarantor_with_a_number(by: Actor) -> None:
    """CT-52: three guarantors; the one without a mobile number is logged as failed."""
    with_phone = guarantors(by, "Maria", "Jan", "Zofia")[:2]
    for place, number in enumerate(with_phone):
        add_contact(by=by, number=number, kind=ContactKind.MOBILE, value=f"60000010{place}")
    ask(by)
    queue_message(
        by=by, kind="contracts.overdue", about="contract", number="11", key="1", channel=Channel.SMS,
        recipient=Recipient.GUARANTOR,
    )  # fmt: skip
    send(by)
    assert len(inbox(by)) == 3
    assert sorted(Message.objects.values_list("recipient", "state", "rule")) == [
        ("borrower", "sent", ""),
        ("guarantor", "dead", "no_address"),
        ("guarantor", "sent", ""),
        ("guarantor", "sent", ""),
    ]
    assert "(Piotr Wzorcowy), ktora poreczasz" in inbox(by)[1]


def test_a_text_of_ones_own_goes_as_it_is(by: Actor) -> None:
    message = ask(by, channel=Channel.EMAIL, by_hand=ByHand("Hello", "Dear Piotr, we talked about loan 11."))
    send(by, Channel.EMAIL)
    assert inbox(by) == ["Dear Piotr, we talked about loan 11."]
    assert AuditRecord.objects.get(command="messages.queue_message").arguments["by_hand"] == "•"
    assert message.written == '{"title": "Hello", "body": "Dear Piotr, we talked about loan 11."}'


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"number": "12"}, NotFound),
        ({"kind": "contracts.unheard_of"}, NotFound),
        ({"recipient": Recipient.GUARANTOR}, NobodyToWrite),
    ],
)
def test_refusals(by: Actor, changes: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        ask(by, **changes)


def test_without_a_gateway_it_is_refused_and_a_letter_goes_all_the_same(by: Actor) -> None:
    switch_gateway(by=by, channel=Channel.SMS, is_active=False)
    with pytest.raises(NoGateway):
        ask(by)
    assert ask(by, kind="contracts.warning", channel=Channel.LETTER).channel == Channel.LETTER


def test_only_who_may_send(by: Actor) -> None:
    with pytest.raises(MissingRight):
        ask(member(by, "Jan Nowy", ("messages.view",)))
