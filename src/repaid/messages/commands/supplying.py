"""What the product brings: texts of all kinds in four languages, and contact rules to start with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.access.queries import organisation_of
from repaid.messages.kinds import Kind, kinds
from repaid.messages.models import ContactRules, NoticeSetting, Template, TemplateVersion
from repaid.messages.pieces import from_words, to_data
from repaid.messages.rights import EDIT_TEMPLATES

QUIET_FROM, QUIET_UNTIL = time(20), time(8)
SMS_A_WEEK: Final = 3
EMAILS_A_WEEK: Final = 3


@dataclass(frozen=True, slots=True)
class MessagesSupplied:
    """How many texts were added; those that are there are left as they are. `waiting`: kinds that were switched off."""

    texts: int
    with_rules: bool
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """Texts of one kind, channel and recipient that an organisation does not have, by language."""

    kind: Kind
    channel: str
    recipient: str
    texts: Mapping[str, Mapping[str, Any]]


def missing_texts(by: Actor) -> list[Missing]:
    """The supplied texts that the organisation does not have; one that is out of use is there."""
    place = ("template__kind", "template__channel", "template__recipient", "language")
    rows = TemplateVersion.objects.filter(template__organisation=by.organisation_id)
    there = set(rows.values_list(*place).distinct())
    found = (
        Missing(kind, channel, recipient, {
            language: text for language, text in texts.items() if (kind.code, channel, recipient, language) not in there
        })
        for kind in kinds() for channel, recipient, texts in _supplied(kind)
    )  # fmt: skip
    return [each for each in found if each.texts]


@command("messages.supply_messages", right=EDIT_TEMPLATES)
def supply_messages(*, by: Actor, with_rules: bool = True, new_wait: bool = False) -> MessagesSupplied:
    """Add the supplied texts that the organisation does not have yet, and contact rules where it has none.

    With `new_wait`, a kind that is new here and goes out by itself waits until somebody switches it on.
    """
    on, missing = today(by.organisation_id), missing_texts(by)
    waiting = _keep_waiting(by, {each.kind.code: each.kind for each in missing}.values()) if new_wait else ()
    texts = sum(_supply(by, each, on) for each in missing)
    return MessagesSupplied(texts, with_rules and _supply_rules(by, on), waiting)


def _supply(by: Actor, missing: Missing, on: date) -> int:
    template, _made = Template.objects.get_or_create(
        organisation_id=by.organisation_id, kind=missing.kind.code, recipient=missing.recipient, channel=missing.channel
    )
    rows = [
        TemplateVersion(
            template=template, language=language, number=1, valid_from=on,
            subject=to_data(from_words(text.get("title", ""))), body=to_data(from_words(text["body"])),
            is_plain=bool(text.get("plain")),
        )
        for language, text in missing.texts.items()
    ]  # fmt: skip
    return len(TemplateVersion.objects.bulk_create(rows))


def _keep_waiting(by: Actor, found: Iterable[Kind]) -> tuple[str, ...]:
    """Switch off those kinds that the organisation has no text of; what it decided on stays. Returns their codes."""
    rows = Template.objects.filter(organisation=by.organisation_id)
    decided = NoticeSetting.objects.filter(organisation=by.organisation_id)
    known = {*rows.values_list("kind", flat=True), *decided.values_list("kind", flat=True)}
    new = [kind for kind in found if kind.automatic and kind.days is not None and kind.code not in known]
    NoticeSetting.objects.bulk_create(
        NoticeSetting(
            organisation_id=by.organisation_id, kind=kind.code, is_automatic=False, days=list(kind.days or ()),
            channels=list(kind.channels), recipients=list(kind.recipients),
        )
        for kind in new
    )  # fmt: skip
    return tuple(kind.code for kind in new)


def _supplied(kind: Kind) -> Iterator[tuple[str, str, Mapping[str, Mapping[str, Any]]]]:
    for place, texts in kind.supplied.items():
        channel, _sign, recipient = place.partition(":")
        yield channel, recipient, texts


def _supply_rules(by: Actor, on: date) -> bool:
    if ContactRules.objects.filter(organisation=by.organisation_id).exists():
        return False
    organisation = organisation_of(by)
    ContactRules.objects.create(
        organisation=organisation, valid_from=on, time_zone=organisation.time_zone, quiet_from=QUIET_FROM,
        quiet_until=QUIET_UNTIL, silent_days=sorted(organisation.weekend)[-1:], sms_week_max=SMS_A_WEEK,
        email_week_max=EMAILS_A_WEEK,
    )  # fmt: skip
    return True
