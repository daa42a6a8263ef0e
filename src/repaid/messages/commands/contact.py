"""Setting contact rules, consents and what is sent by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.access.models import Subject
from repaid.access.plain import to_plain
from repaid.access.queries import organisation_of
from repaid.access.rights import OWN_ACCOUNT
from repaid.access.scope import fetch
from repaid.kernel.refusal import WrongInput
from repaid.messages.choices import Channel, Purpose, Recipient
from repaid.messages.models import Consent, ContactRules, NoticeSetting
from repaid.messages.queries.contact import OFFERED_ON, notice_named
from repaid.messages.rights import ADMINISTER, SEND
from repaid.products.calendars import calendar

DAYS_MAX = 365


@dataclass(frozen=True, slots=True)
class ContactRulesSaved:
    rules_id: int
    place: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class ConsentRecorded:
    consent_id: int
    subject_id: int


@dataclass(frozen=True, slots=True)
class NoticeSaved:
    """What was set and what had been: the fields that differ."""

    kind: str
    before: Mapping[str, object]
    after: Mapping[str, object]


@command("messages.save_contact_rules", right=ADMINISTER)
def save_contact_rules(
    *, by: Actor, time_zone: str, quiet_from: time, quiet_until: time, place: str = "", valid_from: date | None = None,
    silent_days: Sequence[int] = (), silent_on_holidays: bool = True, sms_week_max: int | None = None,
    email_week_max: int | None = None, letter_week_max: int | None = None, ground: str = "",
) -> ContactRulesSaved:  # fmt: skip
    """Set when people of a place may be written to, from a day on; the same day again replaces what was set for it."""
    _check_zone(time_zone)
    _check_place(place, silent_on_holidays)
    if len(set(silent_days)) > 6 or not set(silent_days) <= set(range(7)):
        raise WrongInput(reason=_("Leave at least one day of the week."), field="silent_days")
    most = {"sms_week_max": sms_week_max, "email_week_max": email_week_max, "letter_week_max": letter_week_max}
    for name, count in most.items():
        if count is not None and count < 1:
            raise WrongInput(reason=_("Enter 1 or more, or leave it empty."), field=name)
    values = {
        "time_zone": time_zone, "quiet_from": quiet_from, "quiet_until": quiet_until, "ground": ground.strip(),
        "silent_days": sorted(set(silent_days)), "silent_on_holidays": silent_on_holidays, **most,
    }  # fmt: skip
    begin = valid_from or today(by.organisation_id)
    row, _made = ContactRules.objects.update_or_create(
        organisation_id=by.organisation_id, place=place.upper(), valid_from=begin, defaults=values
    )
    return ContactRulesSaved(row.pk, row.place, begin)


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WrongInput(reason=_("There is no such time zone."), field="time_zone") from error


def _check_place(place: str, with_holidays: bool) -> None:
    if not place:
        return
    try:
        calendar(f"{place.upper()}:")
    except NotImplementedError as error:
        reason = _("The holidays of this country are not known. Choose another one, or switch holidays off.")
        if with_holidays:
            raise WrongInput(reason=reason, field="place") from error


@command("messages.record_consent", right=SEND)
def record_consent(
    *, by: Actor, number: str, channel: Channel, is_given: bool, source: str, since: date | None = None
) -> ConsentRecorded:
    """Record that a person consented to offers on a channel, or took that back; it counts from now on."""
    person = fetch(Subject.objects.filter(kind="party"), by, kind=_("party"), number=number, subject="")
    if channel not in Channel.values:
        raise WrongInput(reason=_("Choose one of the channels."), field="channel")
    if not source.strip():
        raise WrongInput(reason=_("Say where the person said so."), field="source")
    on = today(by.organisation_id)
    if since is not None and since > on:
        raise WrongInput(reason=_("The day lies in the future."), field="since")
    row = Consent.objects.create(
        organisation_id=by.organisation_id, person=person, purpose=Purpose.MARKETING, channel=channel,
        is_given=is_given, since=since or on, source=source.strip(), recorded_by_id=by.user_id,
    )  # fmt: skip
    return ConsentRecorded(row.pk, person.pk)


@command("messages.consent_to_offers", right=OWN_ACCOUNT)
def consent_to_offers(*, by: Actor, channel: str, is_given: bool) -> ConsentRecorded:
    """A customer consents to offers on a channel, or takes that back, in the client zone; it counts from now on."""
    if channel not in OFFERED_ON or by.person_id is None:
        raise WrongInput(reason=_("Choose one of the channels."), field="channel")
    row = Consent.objects.create(
        organisation_id=by.organisation_id, person_id=by.person_id, purpose=Purpose.MARKETING, channel=channel,
        is_given=is_given, since=today(by.organisation_id), source=_said_in(by), recorded_by_id=by.user_id,
    )  # fmt: skip
    return ConsentRecorded(row.pk, by.person_id)


def _said_in(by: Actor) -> str:
    """Where the customer said so, in the language of the house, whose staff read it."""
    with override(organisation_of(by).language):
        return gettext("in the client zone")


@command("messages.save_notice", right=ADMINISTER)
def save_notice(
    *, by: Actor, kind: str, is_automatic: bool, days: Sequence[int], channels: Sequence[str],
    recipients: Sequence[str],
) -> NoticeSaved:  # fmt: skip
    """Say what is sent by itself of a kind: on which days, on which channels, to whom (decision 3)."""
    notice = notice_named(by, kind)
    if is_automatic and not channels:
        raise WrongInput(reason=_("Choose at least one channel."), field="channels")
    if is_automatic and not recipients:
        raise WrongInput(reason=_("Choose at least one recipient."), field="recipients")
    if notice.kind.days and is_automatic and not days:
        raise WrongInput(reason=_("Enter at least one day."), field="days")
    if any(day > DAYS_MAX for day in days):
        raise WrongInput(reason=_("Enter days up to 365."), field="days")
    if not set(channels) <= set(Channel.values) or not set(recipients) <= {Recipient.BORROWER, Recipient.GUARANTOR}:
        raise WrongInput(reason=_("Choose from the list."), field="channels")
    values = {
        "is_automatic": is_automatic, "days": sorted(set(days)), "channels": list(channels),
        "recipients": list(recipients),
    }  # fmt: skip
    had = {name: to_plain(getattr(notice, name)) for name in values}
    NoticeSetting.objects.update_or_create(organisation_id=by.organisation_id, kind=kind, defaults=values)
    before = {name: had[name] for name, value in values.items() if had[name] != value}
    return NoticeSaved(kind, before, {name: values[name] for name in before})
