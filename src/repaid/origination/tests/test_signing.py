"""Signing by a code that the customer gets by SMS."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from repaid.access.actors import Actor
from repaid.identity.tests.people import open_gateways, sent
from repaid.kernel.refusal import Forbidden
from repaid.messages.choices import Channel
from repaid.messages.commands.asking import NoGateway
from repaid.origination.choices import State, Step
from repaid.origination.commands.signing import TRIES, CodeSentJustNow, send_signing_code, tell_signing_code
from repaid.origination.models import SigningCode
from repaid.origination.queries import application_named
from repaid.origination.tests.applications import led_to, pan_x, run


@pytest.fixture
def by(db: None) -> Actor:
    by = pan_x()
    open_gateways(by)
    return by


def code_sent(by: Actor) -> str:
    send_signing_code(by=by, number="23")
    found = re.search(r"\b\d{6}\b", sent(by, Channel.SMS))
    assert found is not None
    return found[0]


def is_right(by: Actor, code: str) -> bool:
    return tell_signing_code(by=by, number="23", code=code).is_right


def remarks(by: Actor) -> list[str]:
    return [code for code, _facts in application_named(by, "23").work.runs.get(procedure="sign").remarks]


def test_the_code_of_the_sms_signs(by: Actor) -> None:
    led_to(by, Step.DECIDE)
    code = code_sent(by)
    assert code.encode() not in bytes(SigningCode.objects.get().digest)
    assert is_right(by, code)
    run(by, Step.SIGN)
    assert application_named(by, "23").work.state == State.SIGNED
    assert "signed_by_code" in remarks(by)


def test_without_a_code_it_is_signed_on_paper(by: Actor) -> None:
    led_to(by, Step.SIGN)
    assert "signed_on_paper" in remarks(by)


def test_a_wrong_code_counts_and_five_end_it(by: Actor) -> None:
    led_to(by, Step.DECIDE)
    code = code_sent(by)
    wrong = "000000" if code != "000000" else "111111"
    assert not any(is_right(by, wrong) for _each in range(TRIES))
    assert not is_right(by, code)


def test_a_code_works_for_a_quarter_of_an_hour(by: Actor) -> None:
    led_to(by, Step.DECIDE)
    code = code_sent(by)
    SigningCode.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert not is_right(by, code)


def test_not_two_in_a_minute(by: Actor) -> None:
    led_to(by, Step.DECIDE)
    code_sent(by)
    with pytest.raises(CodeSentJustNow):
        send_signing_code(by=by, number="23")


def test_before_a_positive_decision_no_code_is_sent(by: Actor) -> None:
    led_to(by, Step.VERIFY)
    with pytest.raises(Forbidden, match="“Sign contract” cannot run now"):
        send_signing_code(by=by, number="23")


def test_without_a_telephone(by: Actor) -> None:
    led_to(by, Step.DECIDE, telephone="")
    with pytest.raises(Forbidden, match="telephone number is missing"):
        send_signing_code(by=by, number="23")


@pytest.mark.django_db
def test_without_a_gateway() -> None:
    by = pan_x()
    led_to(by, Step.DECIDE)
    with pytest.raises(NoGateway):
        send_signing_code(by=by, number="23")
