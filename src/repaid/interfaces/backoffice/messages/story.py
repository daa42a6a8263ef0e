"""What happened to a message, in words."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.parts import TimelineEntry
from repaid.messages.choices import Outcome

LOOK = {
    Outcome.ACCEPTED: ("send", "good"),
    Outcome.REFUSED: ("circle-x", "bad"),
    Outcome.BROKEN: ("cloud-off", "warn"),
    Outcome.UNKNOWN: ("help-circle", "warn"),
}


def story_of(message: Any, attempts: Iterable[Any]) -> list[TimelineEntry]:
    """From asking for it to reading it, newest first."""
    return list(_entries(message, attempts))[::-1]


def _entries(message: Any, attempts: Iterable[Any]) -> Iterator[TimelineEntry]:
    author = message.created_by.name if message.created_by else _("the system")
    yield TimelineEntry(message.created_at, _("Asked for"), author, "message-2")
    for attempt in attempts:
        yield _attempt(attempt)
    printed = getattr(message, "printed", None)
    if printed is not None and printed.printed_at:
        yield TimelineEntry(printed.printed_at, _("Printed"), "", "printer", "good")
    if message.delivered_at:
        yield TimelineEntry(message.delivered_at, _("Delivered"), "", "checks", "good")
    if message.read_at:
        yield TimelineEntry(message.read_at, pgettext("message", "Read"), "", "eye", "good")


def _attempt(attempt: Any) -> TimelineEntry:
    icon, tone = LOOK.get(attempt.outcome, ("loader-2", "info"))
    title = _("Attempt {number}: {outcome}").format(
        number=number_text(attempt.number), outcome=attempt.get_outcome_display() or _("on the way")
    )
    details = [attempt.error, ", ".join(attempt.gateway_ids)]
    return TimelineEntry(attempt.begun_at, title, " · ".join(filter(None, details)), icon, tone)
