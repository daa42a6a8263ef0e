"""SMS over SMPP 3.4, to a small SMS centre of the tests over a real socket."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest

from repaid.kernel.refusal import Outage
from repaid.messages.channels import Account, Answer, Parcel, Receipt
from repaid.messages.channels.smpp import Smpp
from repaid.messages.channels.smpp.encoding import receipt_in
from repaid.messages.channels.smpp.tests.centre import THROTTLED, WRONG_ADDRESS, Centre
from repaid.messages.choices import Outcome


@pytest.fixture
def centre() -> Iterator[Centre]:
    found = Centre()
    yield found
    found.close()


def account(centre: Centre, sender: str = "KrakPozyczk", password: str = "tajne") -> Account:
    settings = {"host": "127.0.0.1", "port": centre.port, "username": "krak", "system_type": ""}
    return Account(1, sender, settings, {"password": password})


def parcels(*texts: str) -> Iterator[Parcel]:
    for place, text in enumerate(texts):
        yield Parcel(UUID(int=place + 1), "+48600000001", "", text, "pl")


def sent(centre: Centre, *texts: str, **more: str) -> list[Answer]:
    return [each for each in Smpp().send(account(centre, **more), parcels(*texts)) if isinstance(each, Answer)]


def test_a_text_of_the_basic_alphabet_goes_in_one_part(centre: Centre) -> None:
    (answer,) = sent(centre, "Do zaplaty 5 € @ 11")
    (message,) = centre.submitted
    assert (answer.outcome, answer.gateway_ids) == (Outcome.ACCEPTED, ("m1",))
    assert (message.sender, message.address) == ("KrakPozyczk", "48600000001")
    assert (message.coding, message.esm_class) == (0, 0)
    assert message.content == b"Do zaplaty 5 \x1be \x00 11"


def test_a_long_persian_text_goes_in_joined_parts(centre: Centre) -> None:
    text = "قسط تسهیلات شما سررسید شده است. " * 4
    (answer,) = sent(centre, text)
    assert answer.gateway_ids == ("m1", "m2")
    heads = [message.content[:6] for message in centre.submitted]
    assert heads == [bytes([5, 0, 3, 1, 2, 1]), bytes([5, 0, 3, 1, 2, 2])]
    assert {(message.coding, message.esm_class) for message in centre.submitted} == {(8, 0x40)}
    assert "".join(message.content[6:].decode("utf-16-be") for message in centre.submitted) == text


@pytest.mark.parametrize(("sender", "expected"), [("+48500600700", "48500600700"), ("3000", "3000"), ("Krak", "Krak")])
def test_ct_31_it_goes_from_the_number_that_was_set(centre: Centre, sender: str, expected: str) -> None:
    """CT-31: after saving another number, the next SMS is sent from it."""
    sent(centre, "a", sender=sender)
    assert centre.submitted[0].sender == expected


def test_more_than_a_window_over_one_session(centre: Centre) -> None:
    answers = sent(centre, *(f"text {place}" for place in range(25)))
    assert [each.outcome for each in answers] == [Outcome.ACCEPTED] * 25
    assert (len(centre.submitted), centre.sessions) == (25, 1)


def test_a_busy_centre_is_tried_again_and_a_wrong_address_is_not(centre: Centre) -> None:
    centre.statuses = {0: THROTTLED, 1: WRONG_ADDRESS}
    answers = {each.reference.int: each.outcome for each in sent(centre, "a", "b", "c")}
    assert answers == {1: Outcome.BROKEN, 2: Outcome.REFUSED, 3: Outcome.ACCEPTED}


def test_half_a_message_under_way_is_a_doubt(centre: Centre) -> None:
    centre.statuses = {1: THROTTLED}
    (answer,) = sent(centre, "a" * 200)
    assert (answer.outcome, answer.gateway_ids) == (Outcome.UNKNOWN, ("m1",))


def test_when_the_line_breaks_what_was_on_the_way_is_unclear_and_the_rest_goes_over_a_new_session(
    centre: Centre,
) -> None:
    centre.breaks_at = 4
    answers = sent(centre, *(f"text {place}" for place in range(15)))
    outcomes = [each.outcome for each in sorted(answers, key=lambda each: each.reference.int)]
    assert outcomes[:4] == [Outcome.ACCEPTED] * 4 or Outcome.UNKNOWN in outcomes[:4]
    assert outcomes[4:10] == [Outcome.UNKNOWN] * 6
    assert outcomes[10:] == [Outcome.ACCEPTED] * 5
    assert centre.sessions == 2


def test_receipts_are_taken_while_sending_and_acknowledged(centre: Centre) -> None:
    centre.receipts = ["id:m0 sub:001 dlvrd:001 submit date:1507011200 done date:1507011201 stat:DELIVRD err:000 text:"]
    centre.is_curious = True
    heard = list(Smpp().send(account(centre), parcels("a")))
    assert Receipt("m0", True, "DELIVRD") in heard
    sent(centre, "b")
    assert centre.acknowledged == [1000]
    assert centre.enquiries_answered >= 1


def test_receipts_are_fetched_without_sending(centre: Centre) -> None:
    centre.receipts = ["id:m1 stat:DELIVRD err:000", "id:m2 stat:UNDELIV err:00B", "id:m3 stat:ENROUTE err:000"]
    assert list(Smpp().receipts(account(centre))) == [
        Receipt("m1", True, "DELIVRD"),
        Receipt("m2", False, "UNDELIV 00B"),
    ]


def test_a_wrong_password_gives_a_readable_error(centre: Centre) -> None:
    with pytest.raises(Outage, match="does not accept the username or the password"):
        sent(centre, "a", password="wrong")


def test_no_centre_gives_a_readable_error(centre: Centre) -> None:
    with pytest.raises(Outage, match="does not answer"):
        list(Smpp().receipts(replace(account(centre), settings={"host": "127.0.0.1", "port": 1})))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id:7a sub:001 dlvrd:000 submit date:1 stat:EXPIRED err:027 text:hi", Receipt("7a", False, "EXPIRED 027")),
        ("id:7a stat:ACCEPTD", None),
        ("Thank you", None),
    ],
)
def test_what_a_receipt_says(text: str, expected: Receipt | None) -> None:
    assert receipt_in(text) == expected
