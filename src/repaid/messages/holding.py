"""Whether a message may go now: what keeps it, in which words, and when it goes.

The sentences are told in the reader's language when they are read; what is stored is the rule and its facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from loanmath.calendars import Calendar, is_working
from repaid.kernel.refusal import Finding, Text
from repaid.messages.choices import Channel, Purpose
from repaid.messages.ports import Hold, vetoes

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
DAYS_MAX: Final = 30
"""How far the next allowed moment is looked for."""

SENTENCES: Final[Mapping[str, Text]] = {
    "quiet_hours": _("Quiet hours where the person lives. It goes at {until}."),
    "silent_day": _("A day of rest where the person lives. It goes at {until}."),
    "week_max": _("The person had {count} reminders in seven days, as many as the rules allow. It goes at {until}."),
    "no_consent": _("The person has not given consent to this. Ask for it first."),
    "deceased": _("The person died on {day}. Nothing is sent in their name."),
    "no_address": _("The person has no {contact} on file. Add one and send the message again."),
    "no_template": _("There is no text for this kind, recipient, channel and language. Write the template first."),
    "missing_value": _("“{token}” has no value here. Fill in what is missing and send the message again."),
    "withdrawn": _("Withdrawn by {name}: {reason}"),
    "orphan": _("Nobody knows whether the gateway took it. Find out whether it arrived, then decide."),
    "attempts": _("{count} attempts failed. Check the gateway and send the message again."),
    "refused": _("The gateway refused it: {words}"),
    "undelivered": _("The gateway could not deliver it: {words}"),
    "no_gateway": _("It cannot be sent: no gateway is set up for this channel. An administrator can do it."),
}  # fmt: skip


def sentence(rule: str) -> Text:
    """The sentence of a rule, ours or of a room above."""
    for veto in vetoes():
        if rule in veto.rules:
            return veto.rules[rule]
    return SENTENCES.get(rule, rule)


def finding(rule: str, facts: Mapping[str, Any]) -> Finding:
    """What keeps a message, to be told; `facts` are of their own types."""
    return Finding(rule, sentence(rule), facts=facts)


@dataclass(frozen=True, slots=True)
class Rules:
    """The contact rules of a place in force on a day, with its public holidays."""

    zone: ZoneInfo
    quiet_from: time
    quiet_until: time
    silent_days: frozenset[int]
    holidays: frozenset[date]
    week_max: Mapping[str, int | None]

    @property
    def calendar(self) -> Calendar:
        """The days on which nobody is written to."""
        return Calendar(weekend=self.silent_days, holidays=self.holidays)


def quiet_hold(rules: Rules, purpose: str, channel: str, at: datetime) -> Hold | None:
    """Whether a message is quiet now, and until when. `at` is an aware moment."""
    if not keeps_quiet(purpose, channel):
        return None
    local = at.astimezone(rules.zone)
    rule = "quiet_hours" if is_working(local.date(), rules.calendar) else "silent_day"
    if rule == "quiet_hours" and not _is_quiet(rules, local.time()):
        return None
    until = next_allowed(rules, at)
    return Hold(rule, until)


def keeps_quiet(purpose: str, channel: str) -> bool:
    """Whether such a message waits for the morning: an SMS that nobody asked for, an e-mail that presses or offers."""
    if channel == Channel.SMS:
        return purpose != Purpose.ACCESS
    return channel == Channel.EMAIL and purpose in (Purpose.DUNNING, Purpose.MARKETING)


def next_allowed(rules: Rules, at: datetime) -> datetime:
    """The first moment from `at` on that is neither quiet nor on a silent day."""
    local = at.astimezone(rules.zone)
    if is_working(local.date(), rules.calendar) and not _is_quiet(rules, local.time()):
        return at
    for days in range(DAYS_MAX):
        day = local.date() + days * DAY
        if not is_working(day, rules.calendar):
            continue
        for moment in (time(0), rules.quiet_until):
            found = datetime.combine(day, moment, rules.zone)
            if found >= local and not _is_quiet(rules, moment):
                return found
    return local + DAYS_MAX * DAY


def _is_quiet(rules: Rules, moment: time) -> bool:
    begin, end = rules.quiet_from, rules.quiet_until
    if begin <= end:
        return begin <= moment < end
    return moment >= begin or moment < end


def week_hold(rules: Rules, purpose: str, channel: str, sent: list[datetime]) -> Hold | None:
    """Whether a person had as many reminders as the rules allow; `sent`: those of the last seven days, oldest first."""
    most = rules.week_max.get(channel)
    if purpose != Purpose.DUNNING or most is None or len(sent) < most:
        return None
    return Hold("week_max", sent[-most] + WEEK, {"count": len(sent)})


def person_hold(purpose: str, deceased_on: date | None, *, has_consent: bool) -> Hold | None:
    """Whether this person may be written to at all."""
    if deceased_on is not None:
        return Hold("deceased", None, {"day": deceased_on})
    if purpose == Purpose.MARKETING and not has_consent:
        return Hold("no_consent")
    return None
