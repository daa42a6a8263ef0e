"""What shows that the customer signed: the scan of the contract, or a code by SMS."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from repaid.access.actors import Actor
from repaid.access.command import NeedsSecondPerson
from repaid.access.commands.proposals import approve_proposal, propose
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.documents.commands.documents import archive_document
from repaid.documents.queries import documents
from repaid.identity.tests.people import open_gateways, sent
from repaid.kernel.refusal import Forbidden
from repaid.messages.choices import Channel
from repaid.messages.commands.asking import NoGateway
from repaid.origination.choices import State, Step
from repaid.origination.commands.configuring import choose_procedures
from repaid.origination.commands.signing import (
    TRIES,
    CodeSentJustNow,
    NotSigned,
    send_signing_code,
    tell_signing_code,
)
from repaid.origination.models import SigningCode
from repaid.origination.queries import application_named, parts
from repaid.origination.tests.applications import led_to, pan_x, run, signed_on_paper
from repaid.products.tests import offers


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
    run(by, Step.SIGN, scan=False)
    assert application_named(by, "23").work.state == State.SIGNED
    assert "signed_by_code" in remarks(by)


def test_the_scan_of_the_paper_signs_and_stays_with_the_application(by: Actor) -> None:
    """CZ-30: signed by hand with a scan; the scan is among the documents, in the category of contracts."""
    row = led_to(by, Step.SIGN)
    assert "signed_on_paper" in remarks(by)
    kept = documents(by, row.subject).get()
    assert (kept.name, kept.category.code) == ("umowa.pdf", "agreement")
    assert [part.code for part in parts(row) if part.is_there][-1] == "agreement"


def test_without_scan_and_code_nothing_is_signed(by: Actor) -> None:
    led_to(by, Step.DECIDE)
    with pytest.raises(NotSigned, match="Nothing shows yet that the customer signed") as refused:
        run(by, Step.SIGN, scan=False)
    assert refused.value.field == "file"
    signed_on_paper(by)
    archive_document(by=by, number=documents(by).get().number)
    with pytest.raises(NotSigned):
        run(by, Step.SIGN, scan=False)


def test_a_scan_before_the_decision_is_refused(by: Actor) -> None:
    led_to(by, Step.VERIFY)
    with pytest.raises(Forbidden, match="“Sign contract” cannot run now"):
        signed_on_paper(by)


def test_where_a_colleague_agrees_the_signature_is_taken_before(by: Actor) -> None:
    """Four eyes on signing: the code is sent and told by one person, the run waits for another."""
    choose_procedures(by=by, product=offers.CODE, procedures=list(Step.values), four_eyes=[Step.SIGN])
    led_to(by, Step.DECIDE)
    assert is_right(by, code_sent(by))
    with pytest.raises(NeedsSecondPerson):
        run(by, Step.SIGN, scan=False)
    row = application_named(by, "23")
    waits = propose(by=by, name="origination.sign_contract", arguments={"number": "23"}, subject=row.subject)
    approve_proposal(by=member(by, "Ewa Przykładowa", tuple(all_rights())), proposal=waits.proposal_id)
    ran = application_named(by, "23").work.runs.get(procedure="sign")
    assert (ran.run_by.name, ran.approved_by.name) == ("Pan X", "Ewa Przykładowa")


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
