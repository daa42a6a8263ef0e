"""What is asked of the rules for a whole batch at once: contact rules, earlier reminders, consents, vetoes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from repaid.access.models import Organisation
from repaid.messages.choices import Purpose, State
from repaid.messages.composing import Case
from repaid.messages.holding import WEEK, Rules, person_hold, quiet_hold, week_hold
from repaid.messages.kinds import kinds
from repaid.messages.models import Consent, Message
from repaid.messages.ports import Asked, Hold, vetoes
from repaid.messages.queries.contact import rules_by_place
from repaid.parties.addressees import Addressee

REACHED: Final = (State.SENT, State.DELIVERED, State.TO_PRINT, State.SENDING, State.DOUBTFUL)
ELSEWHERE: Final = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rules of a batch stand on. `reminders`: when people had some on this channel in the last seven days."""

    now: datetime
    rules: Mapping[str, Rules]
    reminders: dict[int, list[datetime]]
    consents: frozenset[int]
    vetoed: Mapping[int, Hold]

    def hold(self, message: Message, case: Case, person: Addressee) -> Hold | None:
        """What keeps a message, if anything does. A test goes at once, and so does what staff asked for."""
        if message.is_test or case.user_id:
            return None
        purpose, channel = case.kind.purpose, message.channel
        hold = self.vetoed.get(message.pk) or person_hold(
            purpose, person.deceased_on, has_consent=person.subject_id in self.consents
        )
        rules = self.rules.get(person.country) or self.rules.get(ELSEWHERE)
        if hold is not None or rules is None:
            return hold
        had = self.reminders.get(person.subject_id, [])
        return week_hold(rules, purpose, channel, had) or quiet_hold(rules, purpose, channel, self.now)

    def goes(self, case: Case) -> None:
        """A message of the batch goes: it counts for those behind it."""
        if case.kind.purpose == Purpose.DUNNING and case.person_id:
            self.reminders.setdefault(case.person_id, []).append(self.now)


def ground_of(
    organisation: Organisation, messages: Sequence[Message], cases: Mapping[int, Case], on: date, now: datetime
) -> Ground:
    """Everything for one batch of one channel; four queries beside those of the vetoes."""
    return Ground(
        now, rules_by_place(organisation, on), _reminders(messages, cases, now), _consents(messages, cases),
        _vetoed(organisation.pk, messages, cases),
    )  # fmt: skip


def _people(cases: Mapping[int, Case], purpose: Purpose) -> set[int]:
    return {case.person_id for case in cases.values() if case.kind.purpose == purpose and case.person_id}


def _reminders(messages: Sequence[Message], cases: Mapping[int, Case], now: datetime) -> dict[int, list[datetime]]:
    people = _people(cases, Purpose.DUNNING)
    if not people:
        return {}
    reminding = [kind.code for kind in kinds() if kind.purpose == Purpose.DUNNING]
    rows = Message.objects.filter(
        person__in=people, sent_at__gt=now - WEEK, channel=messages[0].channel, kind__in=reminding, is_test=False,
        state__in=REACHED,
    )  # fmt: skip
    found: dict[int, list[datetime]] = {}
    for person, at in rows.order_by("sent_at").values_list("person", "sent_at"):
        found.setdefault(person, []).append(at or now)
    return found


def _consents(messages: Sequence[Message], cases: Mapping[int, Case]) -> frozenset[int]:
    """The people who consent to offers on this channel now."""
    people = _people(cases, Purpose.MARKETING)
    if not people:
        return frozenset()
    rows = Consent.objects.filter(person__in=people, purpose=Purpose.MARKETING, channel=messages[0].channel)
    newest = rows.order_by("person", "-id").distinct("person").values_list("person", "is_given")
    return frozenset(person for person, is_given in newest if is_given)


def _vetoed(organisation_id: int, messages: Sequence[Message], cases: Mapping[int, Case]) -> dict[int, Hold]:
    asked = [
        Asked(
            message.pk, organisation_id, message.kind, cases[message.pk].kind.purpose, message.subject_id,
            message.person_id or 0, message.channel, cases[message.pk].given,
        )
        for message in messages
        if message.subject_id and not message.is_test
    ]  # fmt: skip
    found: dict[int, Hold] = {}
    for veto in vetoes() if asked else ():
        found = {**veto.holds(asked), **found}
    return found
