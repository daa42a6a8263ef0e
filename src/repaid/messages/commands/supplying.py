"""What the product brings: texts of all kinds in four languages, and contact rules to start with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.access.queries import organisation_of
from repaid.messages.kinds import Kind, kinds
from repaid.messages.models import ContactRules, Template, TemplateVersion
from repaid.messages.pieces import from_words, to_data
from repaid.messages.rights import EDIT_TEMPLATES

QUIET_FROM, QUIET_UNTIL = time(20), time(8)
SMS_A_WEEK: Final = 3
EMAILS_A_WEEK: Final = 3


@dataclass(frozen=True, slots=True)
class MessagesSupplied:
    """How many texts were added; those that are there are left as they are."""

    texts: int
    with_rules: bool


@command("messages.supply_messages", right=EDIT_TEMPLATES)
def supply_messages(*, by: Actor, with_rules: bool = True) -> MessagesSupplied:
    """Add the supplied texts that the organisation does not have yet, and contact rules where it has none."""
    on = today(by.organisation_id)
    texts = sum(_supply(by, kind, on) for kind in kinds())
    return MessagesSupplied(texts, with_rules and _supply_rules(by, on))


def _supply(by: Actor, kind: Kind, on: date) -> int:
    count = 0
    for channel, recipient, texts in _supplied(kind):
        template, _made = Template.objects.get_or_create(
            organisation_id=by.organisation_id, kind=kind.code, recipient=recipient, channel=channel
        )
        there = set(template.versions.values_list("language", flat=True))
        rows = [
            TemplateVersion(
                template=template, language=language, number=1, valid_from=on,
                subject=to_data(from_words(text.get("title", ""))), body=to_data(from_words(text["body"])),
                is_plain=bool(text.get("plain")),
            )
            for language, text in texts.items() if language not in there
        ]  # fmt: skip
        count += len(TemplateVersion.objects.bulk_create(rows))
    return count


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
