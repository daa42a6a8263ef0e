"""What a command changed: rows before and after, from the row history that triggers keep.

A line of the audit trail and the rows of its transaction carry the same moment. Looked for is in the tables of the
command's own room; where a table has rows of many subjects, in those of the line's subject.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db.models import Field, ForeignKey, Model, QuerySet
from pghistory.models import Event

from repaid.access.models import AuditRecord, Subject
from repaid.kernel.fields import EncryptedTextField
from repaid.kernel.names import in_language

ROWS_MAX: Final = 50
HIDDEN: Final = "•"
UNTOLD: Final = frozenset(
    {
        "id",
        "organisation",
        "subject",
        "number",
        "search_text",
        "latest",
        "sort_name",
        "digest",
        "national_id_digest",
        "login_digest",
        "stamp",
        "work",
    }
)
"""Columns that say nothing to a reader, or stand elsewhere on the page."""


@dataclass(frozen=True, slots=True)
class Change:
    """One column of one row; `before` is None for a new row, `after` for one that was taken away."""

    table: str
    row: str
    field: str
    before: Any
    after: Any


def changes_of(record: AuditRecord) -> list[Change]:
    """What the command of this line changed, in tables whose history is kept; two queries a table at most."""
    if record.began_at is None or record.refusal:
        return []
    room = record.command.partition(".")[0]
    return [change for kept in kept_tables(room) for change in _changes_in(kept, record)]


def kept_tables(room: str) -> list[type[Event]]:
    """The tables of row history of a room."""
    found = [model for model in apps.get_models() if model._meta.app_label == room and issubclass(model, Event)]
    return sorted(found, key=lambda model: model.__name__)


def tracked_name(kept: type[Event]) -> str:
    """What the rows are whose history the table keeps."""
    tracked = kept.pgh_tracked_model
    assert tracked is not None, "a table of row history knows whose it is"
    return tracked.__name__


def told_fields(kept: type[Event]) -> "list[Field[Any, Any]]":
    """The columns of a table of row history that a reader is told of."""
    return [field for field in kept._meta.fields if not field.name.startswith("pgh_") and field.name not in UNTOLD]


def _changes_in(kept: type[Event], record: AuditRecord) -> Iterator[Change]:
    fields = told_fields(kept)
    rows = _of_subject(kept, record).select_related(*(field.name for field in fields if _is_link(field)))
    written = {row.pgh_obj_id: row for row in rows.filter(pgh_created_at=record.began_at).order_by("pgh_id")[:ROWS_MAX]}
    if not written:
        return
    earlier = rows.filter(pgh_obj_id__in=written, pgh_created_at__lt=record.began_at)
    before = {row.pgh_obj_id: row for row in earlier.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")}
    for key, row in written.items():
        is_gone = row.pgh_label == "delete"
        for field in fields:
            old, new = _told(before.get(key), field), None if is_gone else _told(row, field)
            if old != new and not (old in (None, "") and new in (None, "")):
                yield Change(tracked_name(kept), str(key), field.name, old, new)


def _of_subject(kept: type[Event], record: AuditRecord) -> QuerySet[Any]:
    """The rows of the line's subject, else of its organisation: one transaction may work in several."""
    path, whose = _path_to_subject(kept), {}
    if path:
        whose = {path: record.subject_id}
    elif any(field.name == "organisation" for field in kept._meta.fields):
        whose = {"organisation": record.organisation_id}
    return kept.objects.filter(**whose)


def _path_to_subject(kept: type[Event]) -> str:
    """How a row names its subject; "" where the table has rows of the organisation only."""
    for field in kept._meta.fields:
        if not isinstance(field, ForeignKey) or field.name.startswith("pgh_"):
            continue
        if field.related_model is Subject:
            return field.name
        if any(other.name == "subject" for other in field.related_model._meta.fields):
            return f"{field.name}__subject"
    return ""


def _told(row: Model | None, field: "Field[Any, Any]") -> Any:
    """A value as a reader is told of it: other rows by their name, what is encrypted not at all."""
    if row is None:
        return None
    if isinstance(field, EncryptedTextField):
        return HIDDEN
    value = getattr(row, field.name)
    if not isinstance(value, Model):
        label = getattr(row, f"get_{field.name}_display", None)
        return label() if label and value not in (None, "") else value
    names = getattr(value, "names", None)
    return in_language(names) if names else str(value)


def _is_link(field: "Field[Any, Any]") -> bool:
    return isinstance(field, ForeignKey)
