"""Contact rules: quiet hours where the person lives, days of rest, caps a week, consent, the dead."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from repaid.access.actors import Actor
from repaid.access.models import Subject
from repaid.access.rights import OWN_ACCOUNT
from repaid.access.tests.people import krakowska, member
from repaid.kernel.refusal import MissingRight, NotFound, WrongInput
from repaid.messages.choices import Channel, Purpose, Recipient, State
from repaid.messages.commands.contact import consent_to_offers, record_consent, save_contact_rules, save_notice
from repaid.messages.commands.templates import save_template
from repaid.messages.foresight import foresee
from repaid.messages.holding import Rules, next_allowed, quiet_hold
from repaid.messages.kinds import Kind, declare_kind
from repaid.messages.models import Message
from repaid.messages.pieces import from_words
from repaid.messages.queries.contact import consents_of, notice_named, own_consents, rules_by_place
from repaid.messages.queries.outbox import reason_of
from repaid.messages.sending.picking import sorted_out
from repaid.messages.tests.lender import NIGHT, NOON, ask, inbox, organisation, ready_lender, send
from repaid.parties.commands.change import mark_deceased

WARSAW = ZoneInfo("Europe/Warsaw")
HOLIDAY = date(2015, 11, 11)
RULES = Rules(WARSAW, time(20), time(8), frozenset({6}), frozenset({HOLIDAY}), {"sms": 2, "email": None})
OFFER = declare_kind(Kind(code="tests.offer", label="offer", purpose=Purpose.MARKETING, about="contract"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW)


@pytest.mark.parametrize(
    ("moment", "rule", "goes"),
    [
        ("2015-07-01T12:00", None, None),
        ("2015-07-01T20:00", "quiet_hours", "2015-07-02T08:00"),
        ("2015-07-01T03:00", "quiet_hours", "2015-07-01T08:00"),
        ("2015-07-04T21:00", "quiet_hours", "2015-07-06T08:00"),
        ("2015-07-05T12:00", "silent_day", "2015-07-06T08:00"),
        ("2015-11-11T12:00", "silent_day", "2015-11-12T08:00"),
    ],
)
def test_quiet_hours_and_days_of_rest(moment: str, rule: str | None, goes: str | None) -> None:
    hold = quiet_hold(RULES, Purpose.DUNNING, Channel.SMS, at(moment))
    assert (hold.rule if hold else None) == rule
    assert (hold.until if hold else None) == (at(goes) if goes else None)


def test_the_hours_are_those_where_the_person_lives() -> None:
    tehran = Rules(ZoneInfo("Asia/Tehran"), time(20), time(8), frozenset({4}), frozenset(), {})
    evening = at("2015-07-01T18:30")
    assert quiet_hold(RULES, Purpose.DUNNING, Channel.SMS, evening) is None
    assert next_allowed(tehran, evening) == datetime(2015, 7, 2, 8, tzinfo=tehran.zone)


@pytest.mark.parametrize(
    ("purpose", "channel", "waits"),
    [
        (Purpose.ACCESS, Channel.SMS, False),
        (Purpose.SERVICE, Channel.SMS, True),
        (Purpose.SERVICE, Channel.EMAIL, False),
        (Purpose.DUNNING, Channel.EMAIL, True),
        (Purpose.DUNNING, Channel.LETTER, False),
    ],
)
def test_what_keeps_quiet_at_night(purpose: Purpose, channel: Channel, waits: bool) -> None:
    assert (quiet_hold(RULES, purpose, channel, at("2015-07-01T23:00")) is not None) is waits


@pytest.fixture
def by(db: None) -> Actor:
    return ready_lender(rules=True)


def kept(by: Actor, moment: datetime) -> list[tuple[str, datetime | None]]:
    """What the rules say of all messages at a moment."""
    found = sorted_out(organisation(by), list(Message.objects.order_by("id")), moment)
    return [(hold.rule, hold.until) for _message, hold in found.held]


def test_the_stopped_message_names_the_rule_and_when_it_goes(by: Actor) -> None:
    message = ask(by)
    assert kept(by, NOON) == []
    assert kept(by, NIGHT) == [("quiet_hours", at("2015-07-02T08:00"))]
    message.rule, message.next_at = "quiet_hours", at("2015-07-02T08:00")
    assert "Quiet hours where the person lives. It goes at 2015-07-02 08:00" in str(reason_of(message))


def test_what_would_keep_a_message_is_told_before(by: Actor) -> None:
    """Design 1.2: say what will happen before it happens."""
    subject = Subject.objects.get(organisation=by.organisation_id, kind="contract", number="11")
    mark_deceased(by=by, number="1", on=date(2015, 6, 30))
    (foreseen,) = foresee(by, "contracts.overdue", subject, Recipient.BORROWER, Channel.LETTER)
    assert (foreseen.text, foreseen.name) == (None, "Piotr Wzorcowy")
    assert str(foreseen.reason) == "The person died on 2015-06-30. Nothing is sent in their name."
    assert Message.objects.count() == 0


def test_no_more_reminders_a_week_than_the_rules_allow(by: Actor) -> None:
    rules(by, sms_week_max=2)
    for key in "abc":
        ask(by, key=key)
    assert [rule for rule, _until in kept(by, NOON)] == ["week_max"]
    sent = NOON - timedelta(days=3)
    Message.objects.filter(key__contains=":a:").update(state=State.SENT, sent_at=sent)
    Message.objects.filter(key__contains=":b:").update(state=State.SENT, sent_at=NOON - timedelta(days=1))
    waiting = list(Message.objects.filter(state=State.QUEUED))
    ((_message, hold),) = sorted_out(organisation(by), waiting, NOON).held
    assert (hold.rule, hold.until, hold.facts) == ("week_max", sent + timedelta(days=7), {"count": 2})


def test_a_receipt_of_a_payment_is_not_counted_as_a_reminder(by: Actor) -> None:
    given = {"paid_amount": "1", "paid_on": "today"}
    for key in "abcdef":
        ask(by, kind="contracts.payment_received", key=key, given=given)
    assert kept(by, NOON) == []


def test_an_offer_needs_consent_and_consent_can_be_taken_back(by: Actor) -> None:
    place = {"kind": OFFER.code, "recipient": Recipient.BORROWER, "channel": Channel.SMS, "language": "pl"}
    save_template(by=by, body=from_words("An offer."), **place)
    ask(by, kind=OFFER.code)
    assert kept(by, NOON) == [("no_consent", None)]
    record_consent(by=by, number="1", channel=Channel.SMS, is_given=True, source="letter of 2 July")
    assert kept(by, NOON) == []
    record_consent(by=by, number="1", channel=Channel.SMS, is_given=False, source="by phone")
    assert kept(by, NOON) == [("no_consent", None)]
    assert [row.is_given for row in consents_of(by, "1")] == [False, True]


def test_a_customer_says_whether_offers_may_come(by: Actor) -> None:
    """In the client zone: it counts at once, names where it was said, and speaks for the customer alone."""
    save_template(
        by=by, body=from_words("An offer."), kind=OFFER.code, recipient=Recipient.BORROWER, channel=Channel.SMS,
        language="pl",
    )  # fmt: skip
    ask(by, kind=OFFER.code)
    person = Subject.objects.get(kind="party", number="1")
    own = replace(by, audience="customer", person_id=person.pk, rights=frozenset({OWN_ACCOUNT.code}))
    consent_to_offers(by=own, channel=Channel.SMS, is_given=True)
    assert kept(by, NOON) == []
    assert consents_of(by, "1").get().source
    said = own_consents(own)
    assert {channel: row.is_given if row else None for channel, row in said.items()} == {
        Channel.EMAIL: None, Channel.SMS: True, Channel.LETTER: None,
    }  # fmt: skip
    for who, channel in ((own, Channel.IN_SYSTEM), (by, Channel.SMS)):
        with pytest.raises(WrongInput):
            consent_to_offers(by=who, channel=channel, is_given=True)


def test_nothing_is_written_to_the_dead(by: Actor) -> None:
    ask(by)
    mark_deceased(by=by, number="1", on=date(2015, 6, 30))
    assert kept(by, NOON) == [("deceased", None)]


def test_a_held_message_goes_by_itself_when_its_time_comes(by: Actor) -> None:
    quiet = {"time_zone": "Europe/Warsaw", "silent_on_holidays": False}
    now = timezone.localtime(timezone=WARSAW)
    save_contact_rules(
        by=by, quiet_from=(now - timedelta(hours=1)).time(), quiet_until=(now + timedelta(hours=1)).time(), **quiet
    )
    message = ask(by)
    assert send(by).held == 1
    message.refresh_from_db()
    assert (message.state, send(by).held) == (State.HELD, 0)
    save_contact_rules(
        by=by, quiet_from=(now + timedelta(hours=1)).time(), quiet_until=(now + timedelta(hours=2)).time(), **quiet
    )
    Message.objects.update(next_at=timezone.now())
    send(by)
    assert len(inbox(by)) == 1


def rules(by: Actor, **changes: Any) -> None:
    given = {"time_zone": "Europe/Warsaw", "quiet_from": time(20), "quiet_until": time(8), **changes}
    save_contact_rules(by=by, **given)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone"),
        ({"silent_days": range(7)}, "silent_days"),
        ({"silent_days": [7]}, "silent_days"),
        ({"place": "XX"}, "place"),
        ({"sms_week_max": 0}, "sms_week_max"),
    ],
)
def test_rules_that_make_no_sense_are_refused(db: None, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(WrongInput) as refused:
        rules(krakowska(), **changes)
    assert refused.value.field == field


def test_rules_are_dated_and_by_place(db: None) -> None:
    by = krakowska()
    day = date(2026, 1, 1)
    rules(by, valid_from=day)
    rules(by, valid_from=day, place="nl", time_zone="Europe/Amsterdam", quiet_from=time(21))
    rules(by, valid_from=day + timedelta(days=9), quiet_from=time(18))
    found = rules_by_place(organisation(by), day + timedelta(days=8))
    assert (found[""].quiet_from, found["NL"].quiet_from) == (time(20), time(21))
    assert rules_by_place(organisation(by), day + timedelta(days=9))[""].quiet_from == time(18)
    assert date(2026, 4, 27) in found["NL"].holidays


def test_only_who_may_set_rules_and_notices(db: None) -> None:
    jan = member(krakowska(), "Jan Nowy", ("messages.send",))
    with pytest.raises(MissingRight):
        rules(jan)
    with pytest.raises(MissingRight):
        notice(jan)


def notice(by: Actor, **changes: Any) -> None:
    given = {"is_automatic": True, "days": [5, 2], "channels": ["sms"], "recipients": ["borrower"], **changes}
    save_notice(by=by, **{"kind": "contracts.overdue", **given})


def test_decision_3_what_is_sent_by_itself_is_a_setting(db: None) -> None:
    by = krakowska()
    before = notice_named(by, "contracts.overdue")
    assert (before.is_automatic, before.days, notice_named(by, "contracts.warning").is_automatic) == (
        True,
        (3, 10),
        False,
    )
    notice(by)
    assert notice_named(by, "contracts.overdue").days == [2, 5]
    notice(by, is_automatic=False, days=[])
    assert notice_named(by, "contracts.overdue").is_automatic is False


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"channels": []}, WrongInput),
        ({"recipients": []}, WrongInput),
        ({"days": []}, WrongInput),
        ({"days": [400]}, WrongInput),
        ({"channels": ["pigeon"]}, WrongInput),
        ({"recipients": ["staff"]}, WrongInput),
        ({"kind": "messages.test"}, NotFound),
    ],
)
def test_notices_that_make_no_sense_are_refused(db: None, changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        notice(krakowska(), **changes)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"channel": "pigeon"}, "channel"), ({"source": ""}, "source"), ({"since": date(2099, 1, 1)}, "since")],
)
def test_a_consent_says_where_it_was_given(by: Actor, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(WrongInput) as refused:
        record_consent(by=by, **{"number": "1", "channel": Channel.SMS, "is_given": True, "source": "web", **changes})
    assert refused.value.field == field
