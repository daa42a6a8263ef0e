"""Letting customers in: a password by SMS, a link by e-mail."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord, User
from repaid.access.tests.people import krakowska
from repaid.identity.choices import Outcome
from repaid.identity.commands.opening import send_activation_link, send_sms_password
from repaid.identity.models import Attempt, TemporaryPassword
from repaid.identity.queries.accounts import logins_of
from repaid.identity.reaching import person_named
from repaid.identity.rules import email_findings, sms_findings
from repaid.identity.tests.people import (
    CLIENT_ZONE,
    MOBILE,
    OWN_PASSWORD,
    PAGE,
    PESEL,
    invited,
    lender,
    link_in,
    log_in,
    password_in,
    piotr,
    sanne,
    sent,
)
from repaid.kernel.refusal import Forbidden, MissingRight
from repaid.messages.choices import Channel
from repaid.messages.models import Message
from repaid.parties.choices import ContactKind, IdentifierKind
from repaid.parties.commands.change import mark_deceased
from repaid.parties.commands.register import NewIdentifier, register_company


@pytest.fixture
def by(db: None) -> Actor:
    return lender()


def test_cz_37_cz_21_login_by_national_id_and_the_password_of_the_sms(by: Actor) -> None:
    """CZ-37, CZ-21: with login 90010112349 and the password from the SMS to 600000001 the welcome screen appears; the
    account keeps the password hashed, and the list of messages holds one SMS."""
    done = send_sms_password(by=by, number=piotr(by))
    message = Message.objects.get(pk=done.message_id)
    assert (done.is_new, message.channel, str(message.address)) == (True, Channel.SMS, f"+48{MOBILE}")
    text = sent(by, Channel.SMS)
    assert PESEL in text
    entered = log_in(CLIENT_ZONE, PESEL, password_in(text))
    assert entered.status_code == 302
    user = User.objects.get(pk=done.user_id)
    assert password_in(text) not in user.password
    kept = AuditRecord.objects.get(command="identity.send_sms_password")
    assert password_in(text) not in f"{kept.arguments}{kept.outcome}"
    message.refresh_from_db()
    assert password_in(text) not in str(message.given) + str(message.text.body)


def test_cz_19_the_number_stated_in_the_application(by: Actor) -> None:
    """CZ-19, CZ-20: borrower 85051522226 without a telephone of the own gets the SMS at 600000001."""
    number = piotr(by, contacts=(), identifiers=(NewIdentifier(IdentifierKind.PESEL, "85051522226"),))
    codes = [finding.code for finding in sms_findings(by, person_named(by, number))]
    assert codes == ["telephone_missing"]
    person = person_named(by, number, "600 000 001")
    assert (person.national_id, person.telephone, sms_findings(by, person)) == ("85051522226", "+48600000001", [])
    done = send_sms_password(by=by, number=number, telephone="600 000 001")
    assert str(Message.objects.get(pk=done.message_id).address) == "+48600000001"


def test_cz_38_a_new_sms_password_replaces_the_old_one(by: Actor) -> None:
    """CZ-38: sent again, there is no second account, and the old password does not work any more."""
    number = piotr(by)
    first = send_sms_password(by=by, number=number)
    old = password_in(sent(by, Channel.SMS))
    note = sms_findings(by, person_named(by, number))
    assert [(finding.code, finding.severity) for finding in note] == [("account_exists", "note")]
    again = send_sms_password(by=by, number=number)
    new = password_in(sent(by, Channel.SMS))
    assert (again.user_id, again.is_new) == (first.user_id, False)
    assert (log_in(CLIENT_ZONE, PESEL, old).status_code, log_in(CLIENT_ZONE, PESEL, new).status_code) == (422, 302)


def test_a_password_by_sms_is_good_for_a_week(by: Actor) -> None:
    send_sms_password(by=by, number=piotr(by))
    password = password_in(sent(by, Channel.SMS))
    TemporaryPassword.objects.update(until=timezone.now() - timedelta(minutes=1))
    answer = log_in(CLIENT_ZONE, PESEL, password)
    assert answer.status_code == 422
    assert Attempt.objects.latest("pk").outcome == Outcome.EXPIRED


def test_mp_04_mp_05_an_invitation_by_e_mail(by: Actor) -> None:
    """MP-04: one mail to sanne@example.com with a link; without an e-mail address sending is refused."""
    number = sanne(by)
    done = send_activation_link(by=by, number=number, page=PAGE)
    assert str(Message.objects.get(pk=done.message_id).address) == "sanne@example.com"
    assert link_in(sent(by, Channel.EMAIL)).startswith("/clientzone/activate/")
    with pytest.raises(Forbidden) as refused:
        send_activation_link(by=by, number=piotr(by), page=PAGE)
    assert refused.value.facts["rule"] == "email_missing"


def test_a_link_leads_to_the_installation_when_nobody_says_where(by: Actor) -> None:
    send_activation_link(by=by, number=sanne(by))
    assert f"{settings.PUBLIC_ADDRESS}/clientzone/activate/" in sent(by, Channel.EMAIL)


def test_decision_2_both_logins_reach_the_same_account(by: Actor) -> None:
    """Decision 2: one identity a person, whichever way it was opened first."""
    number = piotr(by, contacts=((ContactKind.MOBILE, MOBILE), (ContactKind.EMAIL, "piotr@example.com")))
    send_sms_password(by=by, number=number)
    temporary = password_in(sent(by, Channel.SMS))
    link = invited(by, number)
    user = User.objects.get(audience="customer")
    assert logins_of(user) == [PESEL, "piotr@example.com"]
    # The password that is there stays until the link is used.
    assert log_in(CLIENT_ZONE, "piotr@example.com", temporary).status_code == 302
    browser = log_in(CLIENT_ZONE, "nobody", "nothing").client
    assert browser.post(link, {"new": OWN_PASSWORD, "repeat": OWN_PASSWORD}).status_code == 302
    for login in (PESEL, "piotr@example.com", "PIOTR@example.com"):
        assert log_in(CLIENT_ZONE, login, OWN_PASSWORD).status_code == 302, login


def test_each_refusal_names_what_is_missing(by: Actor) -> None:
    """CZ-20: telephone missing, national id missing, gateway not set up, no person, dead; nothing is sent or made."""
    company = register_company(by=by, name="Mleczarnia Las").number
    dead = piotr(by)
    mark_deceased(by=by, number=dead, on=date(2026, 11, 19))
    bare = piotr(by, contacts=(), identifiers=())
    wrong = person_named(by, bare, "12")
    expected = {
        company: ["person_needed", "telephone_missing", "national_id_missing"],
        dead: ["deceased"],
        bare: ["telephone_missing", "national_id_missing"],
    }
    for number, codes in expected.items():
        assert [finding.code for finding in sms_findings(by, person_named(by, number))] == codes
        with pytest.raises(Forbidden) as refused:
            send_sms_password(by=by, number=number)
        assert refused.value.facts["rule"] == codes[0]
    assert sms_findings(by, wrong)[0].code == "telephone_wrong"
    elsewhere = krakowska("bez-bramki")
    there = piotr(elsewhere)
    assert [each.code for each in sms_findings(elsewhere, person_named(elsewhere, there))] == ["no_sms_gateway"]
    assert "no_email_gateway" in [each.code for each in email_findings(elsewhere, person_named(elsewhere, there))]
    assert not Message.objects.exists()
    assert not User.objects.exists()


def test_a_login_of_another_customer_is_not_taken(by: Actor) -> None:
    contacts = ((ContactKind.EMAIL, "wspolny@example.com"),)
    first, second = (piotr(by, identifiers=(), contacts=contacts) for _each in range(2))
    send_activation_link(by=by, number=first, page=PAGE)
    with pytest.raises(Forbidden) as refused:
        send_activation_link(by=by, number=second, page=PAGE)
    assert refused.value.facts["rule"] == "login_of_another"


def test_it_needs_the_right(by: Actor) -> None:
    number = piotr(by)
    with pytest.raises(MissingRight):
        send_sms_password(by=replace(by, rights=frozenset()), number=number)
    with pytest.raises(MissingRight):
        send_activation_link(by=replace(by, rights=frozenset()), number=number, page=PAGE)
