"""Activities in words: titles, states as of a day, entries of a timeline."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from repaid.activities.choices import (
    LIVE,
    ActivityKind,
    ActivityState,
    CallResult,
    CallStatus,
    ContactPerson,
    EventType,
    Priority,
)
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.ui.formats import clock_text, date_text
from repaid.interfaces.ui.parts import TimelineEntry
from repaid.interfaces.ui.states import state_of
from repaid.kernel.names import in_language

TITLE_MAX: Final = 90
ICONS: Final[Mapping[str, str]] = {
    ActivityKind.TASK: "checklist",
    ActivityKind.INSTRUCTION: "send",
    ActivityKind.APPOINTMENT: "calendar-event",
    ActivityKind.NOTE: "notes",
    ActivityKind.EVENT: "message-2",
    EventType.PHONE_CALL: "phone-call",
    EventType.MEETING: "users",
    EventType.VISIT: "map-pin",
    EventType.OFFER: "file-text",
    EventType.CONTRACT: "signature",
    EventType.SMS: "device-mobile",
    EventType.EMAIL: "mail",
    EventType.LETTER: "mail",
    EventType.REFERRAL_LETTER: "mail",
    EventType.WARNING_NOTICE: "file-alert",
    EventType.FORMAL_DEMAND: "gavel",
}


def kind_of(row: Any) -> str:
    """What sort of thing it is, in one word: the type of a contact, else the kind."""
    return type_of(row) or str(ActivityKind(row.kind).label)


def type_of(row: Any) -> str:
    """The form of contact; "" where there is none."""
    if row.further is not None:
        return in_language(row.further.names)
    return str(EventType(row.type).label) if row.type else ""


def title_of(row: Any) -> str:
    """What it is called in a list: the beginning of its text, else what sort of thing it is."""
    first = row.text.strip().partition("\n")[0].strip()
    return f"{first[:TITLE_MAX]}…" if len(first) > TITLE_MAX else first or kind_of(row)


def icon_of(row: Any) -> str:
    """The icon of its type or kind."""
    return ICONS.get(row.type) or ICONS[row.kind]


def standing(row: Any, today: date) -> str:
    """The state as of a day: what is live and past its day is overdue, an instruction that waits is sent."""
    if row.state not in LIVE:
        return str(row.state)
    if row.due_on is not None and row.due_on < today:
        return "late"
    return "sent" if row.kind == ActivityKind.INSTRUCTION and row.state == ActivityState.OPEN else str(row.state)


def waits_as(row: Any, today: date) -> str:
    """The state of a row of a to-do list: a contact stands there for its broken promise."""
    return "broken" if row.state == ActivityState.DONE and row.promise_on else standing(row, today)


def clock_of(row: Any) -> str:
    """The time of day at which it is due, in the digits of the language; "" without one."""
    return clock_text(row.due_at) if row.due_at else ""


def address(row: Any) -> str:
    """The page of an activity."""
    return reverse("backoffice:activity", args=[row.pk])


def number_of_subject(row: Any) -> str | None:
    """The number of what it is about."""
    return row.subject.number if row.subject else None


def title_of_subject(row: Any) -> str | None:
    """The name of what it is about."""
    return row.subject.title if row.subject else None


def page_of_subject(row: Any) -> str:
    """The page of what it is about."""
    return address_of(row.subject)


def priority_of(row: Any) -> str:
    """The priority in words; nothing when it is as usual."""
    return "" if row.priority == Priority.NORMAL else str(Priority(row.priority).label)


def result_of(row: Any) -> list[str]:
    """What came of a contact, word by word."""
    words = [
        CallStatus(row.status).label if row.status else "",
        CallResult(row.result).label if row.result else "",
        _("payment promised for {day}").format(day=date_text(row.promise_on)) if row.promise_on else "",
        ContactPerson(row.contact).label if row.contact else "",
    ]
    return [str(word) for word in words if word]


def entry_of(row: Any, today: date, *, names_subject: bool = True) -> TimelineEntry:
    """An activity as an entry of a timeline; on the page of what it is about that need not be named."""
    shown = state_of("activity", standing(row, today))
    author = row.author.name if row.author else _("the system")
    state = "" if row.state == ActivityState.DONE else str(shown.word)
    number = row.subject.number if row.subject and names_subject else ""
    parts = [*result_of(row), row.text.strip(), row.answer.strip(), author, state, number]
    return TimelineEntry(
        on=row.day or row.created_at, title=kind_of(row), detail=" · ".join(part for part in parts if part),
        icon=icon_of(row), tone=shown.tone if row.state in LIVE else "", url=address(row),
        is_undone=False,
    )  # fmt: skip


def timeline_of(
    rows: Iterable[Any], today: date, *, names_subject: bool = True
) -> tuple[list[TimelineEntry], list[TimelineEntry]]:
    """What is planned (the next first) and what happened (the newest first)."""
    found = list(rows)
    planned = [entry_of(row, today, names_subject=names_subject) for row in reversed(found) if row.state in LIVE]
    return planned, [entry_of(row, today, names_subject=names_subject) for row in found if row.state not in LIVE]
