"""Reading contact rules, consents and what is sent by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from repaid.access.actors import Actor
from repaid.access.models import Organisation, Subject
from repaid.access.scope import fetch
from repaid.kernel.refusal import NotFound
from repaid.messages.choices import LOCAL, Channel, Purpose
from repaid.messages.holding import Rules
from repaid.messages.kinds import Kind, kind_named, kinds
from repaid.messages.models import Consent, ContactRules, Gateway, NoticeSetting
from repaid.products.calendars import calendar, current_name

NO_WEEKEND: Final = ""
OFFERED_ON: Final = (Channel.EMAIL, Channel.SMS, Channel.LETTER)
"""The channels on which a customer says whether offers may come."""


def rules_by_place(organisation: Organisation, on: date) -> dict[str, Rules]:
    """The contact rules in force on a day, by place."""
    rows = ContactRules.objects.filter(organisation=organisation, valid_from__lte=on).order_by("valid_from")
    return {row.place: _rules(row, organisation) for row in rows}


def _rules(row: ContactRules, organisation: Organisation) -> Rules:
    holidays = _holidays(row.place, organisation) if row.silent_on_holidays else frozenset()
    most = {Channel.SMS: row.sms_week_max, Channel.EMAIL: row.email_week_max, Channel.LETTER: row.letter_week_max}
    return Rules(
        ZoneInfo(row.time_zone), row.quiet_from, row.quiet_until, frozenset(row.silent_days), holidays,
        {channel.value: count for channel, count in most.items()},
    )  # fmt: skip


def _holidays(place: str, organisation: Organisation) -> frozenset[date]:
    """The holidays of a place; the administrator's corrections are about the organisation's own country."""
    name = f"{place or organisation.country}:{NO_WEEKEND}"
    is_own = place in ("", organisation.country)
    return calendar(current_name(name, organisation.pk) if is_own else name).holidays


def contact_rules(by: Actor) -> QuerySet[ContactRules]:
    """All contact rules of the organisation, newest first."""
    return ContactRules.objects.filter(organisation=by.organisation_id).order_by("place", "-valid_from")


def rules_row(by: Actor, row_id: int) -> ContactRules:
    """One set of contact rules."""
    found = contact_rules(by).filter(pk=row_id).first()
    if found is None:
        raise NotFound(kind=ContactRules.__name__, number=row_id)
    return found


def consents_of(by: Actor, number: str) -> QuerySet[Consent]:
    """What a person consented to and took back, newest first."""
    person = fetch(Subject.objects.filter(kind="party"), by, kind=Subject.__name__, number=number, subject="")
    return Consent.objects.filter(person=person).select_related("recorded_by").order_by("-id")


def own_consents(by: Actor) -> dict[Channel, Consent | None]:
    """For each channel on which offers may come, the newest word of the customer; None where none was said."""
    rows = Consent.objects.filter(person=by.person_id, organisation=by.organisation_id, purpose=Purpose.MARKETING)
    newest = {row.channel: row for row in rows.order_by("id")}
    return {channel: newest.get(channel) for channel in OFFERED_ON}


@dataclass(frozen=True, slots=True)
class Notice:
    """What an organisation sends by itself of a kind."""

    kind: Kind
    is_automatic: bool
    days: Sequence[int]
    channels: Sequence[str]
    recipients: Sequence[str]


def notices(organisation_id: int) -> list[Notice]:
    """The notices of an organisation: its own settings, else as the kinds declare. Kinds with a moment of their own."""
    rows = {row.kind: row for row in NoticeSetting.objects.filter(organisation=organisation_id)}
    return [_notice(kind, rows.get(kind.code)) for kind in kinds() if kind.days is not None]


def notice_named(by: Actor, code: str) -> Notice:
    """The notice of one kind."""
    kind = kind_named(code)
    if kind.days is None:
        raise NotFound(kind=Kind.__name__, number=code)
    row = NoticeSetting.objects.filter(organisation=by.organisation_id, kind=code).first()
    return _notice(kind, row)


def _notice(kind: Kind, row: NoticeSetting | None) -> Notice:
    if row is None:
        return Notice(kind, kind.automatic, kind.days or (), kind.channels, kind.recipients)
    return Notice(kind, row.is_automatic, row.days, row.channels, row.recipients)


def open_channels(organisation_id: int) -> frozenset[str]:
    """The channels on which a message can leave: those without a gateway, and those whose gateway is in use."""
    active = Gateway.objects.filter(organisation=organisation_id, is_active=True).values_list("channel", flat=True)
    return LOCAL | frozenset(active)
