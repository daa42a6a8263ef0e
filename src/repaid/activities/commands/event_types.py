"""Further forms of contact, which an administrator keeps (CC-17)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.validators import slug_re
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.plain import differences
from repaid.activities.choices import EventType
from repaid.activities.models import FurtherEventType
from repaid.activities.queries.event_types import further_type_named
from repaid.activities.rights import DEFINE
from repaid.kernel.names import in_language
from repaid.kernel.refusal import Refusal, WrongInput

CODE_MAX = 40


class TypeUsed(Refusal):
    code = "event_type_used"
    sentence = _("There are events of the form “{name}”. Close it instead: then it stays with them.")


@dataclass(frozen=True, slots=True)
class EventTypeSaved:
    """What was set and what had been, by the code: the names by language, or `open` or `closed`."""

    code: str
    before: Mapping[str, object]
    after: Mapping[str, object]


@command("activities.save_event_type", right=DEFINE)
def save_event_type(*, by: Actor, code: str, names: Mapping[str, str]) -> EventTypeSaved:
    """Add a form of contact, or give it other names; it can be chosen at once."""
    if not slug_re.match(code) or len(code) > CODE_MAX:
        raise WrongInput(reason=_("Use small letters, digits and dashes, 40 at most."), field="code")
    if code in EventType.values:
        raise WrongInput(
            reason=_("The product has a form of contact with this code. Choose another one."), field="code"
        )
    known = dict(settings.LANGUAGES)
    given = {language: name.strip() for language, name in names.items() if language in known and name.strip()}
    if not given:
        raise WrongInput(reason=_("Give it a name in one language at least."), field="names")
    rows = FurtherEventType.objects.filter(organisation=by.organisation_id, code=code)
    before, after = differences({code: rows.values_list("names", flat=True).first()}, {code: given})
    FurtherEventType.objects.update_or_create(organisation_id=by.organisation_id, code=code, defaults={"names": given})
    return EventTypeSaved(code, before, after)


@command("activities.close_event_type", right=DEFINE)
def close_event_type(*, by: Actor, code: str, closed: bool) -> EventTypeSaved:
    """Take a form of contact out of every choice, or back into it; its events keep it."""
    row = further_type_named(by, code)
    before, after = differences({code: _state(row.closed_at is not None)}, {code: _state(closed)})
    row.closed_at = timezone.now() if closed else None
    row.save(update_fields=["closed_at"])
    return EventTypeSaved(code, before, after)


@command("activities.remove_event_type", right=DEFINE)
def remove_event_type(*, by: Actor, code: str) -> EventTypeSaved:
    """Remove a form of contact that was never used. Raises TypeUsed."""
    row = further_type_named(by, code)
    if row.events.exists():
        raise TypeUsed(name=in_language(row.names))
    row.delete()
    return EventTypeSaved(code, {code: row.names}, {code: None})


def _state(closed: bool) -> str:
    return "closed" if closed else "open"
