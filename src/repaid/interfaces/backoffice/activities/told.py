"""One activity in words: its facts, and what happened to it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from repaid.activities.choices import ActivityKind, CallResult, CallStatus, ContactPerson, Deed, Priority
from repaid.activities.queries.people import names_of
from repaid.interfaces.backoffice.activities.words import clock_of, type_of
from repaid.interfaces.ui.formats import date_text
from repaid.interfaces.ui.parts import TimelineEntry

ICONS = {
    Deed.DONE: ("circle-check", "good"),
    Deed.REFUSED: ("ban", "bad"),
    Deed.CANCELLED: ("circle-x", ""),
    Deed.POSTPONED: ("calendar-due", "warn"),
    Deed.HANDED_OVER: ("arrow-right", "info"),
    Deed.ACCEPTED: ("check", "info"),
    Deed.SENT: ("send", "info"),
}


def facts_of(row: Any) -> list[tuple[str, Any]]:
    """What is known of an activity, name by name."""
    facts = [
        (_("Kind"), ActivityKind(row.kind).label),
        (_("Form of contact"), type_of(row)),
        (_("Due date"), row.due_on),
        (_("Time"), clock_of(row)),
        (_("Place"), row.place),
        (_("Priority"), Priority(row.priority).label),
        (_("Who does it"), row.owner.name if row.owner else None),
        (pgettext("to-do list", "From"), row.author.name if row.author else _("the system")),
        (_("Call status"), CallStatus(row.status).label if row.status else None),
        (_("Call result"), CallResult(row.result).label if row.result else None),
        (_("Payment commitment date"), row.promise_on),
        (_("Contact person"), ContactPerson(row.contact).label if row.contact else None),
        (pgettext("activity", "Done"), row.done_at),
        (_("Done by"), row.done_by.name if row.done_by else None),
        (_("Answer"), row.answer),
    ]
    return [(name, value) for name, value in facts if value not in (None, "")]


def steps_told(steps: Iterable[Any]) -> list[TimelineEntry]:
    """What happened, newest first; names of people in one query."""
    rows = list(steps)
    people = {row.facts[end] for row in rows if row.deed == Deed.HANDED_OVER for end in ("before", "after")}
    names = names_of(people - {None}) if people else {}
    return [_entry(row, names) for row in rows]


def _entry(row: Any, names: dict[int, str]) -> TimelineEntry:
    icon, tone = ICONS.get(row.deed, ("calendar-plus", ""))
    who = row.by.name if row.by else _("the system")
    parts = [_moved(row, names), row.remark, who]
    detail = " · ".join(part for part in parts if part)
    return TimelineEntry(on=row.at, title=str(Deed(row.deed).label), detail=detail, icon=icon, tone=tone)


def _moved(row: Any, names: dict[int, str]) -> str:
    """From where to where, of a step that moved it."""
    before, after = row.facts.get("before"), row.facts.get("after")
    if row.deed == Deed.POSTPONED:
        first = date_text(date.fromisoformat(before)) if before else "—"
        return _("{before} → {after}").format(before=first, after=date_text(date.fromisoformat(after)))
    if row.deed == Deed.HANDED_OVER:
        return _("{before} → {after}").format(before=names.get(before, "—"), after=names.get(after, "—"))
    return ""
