"""Lists as files: the columns and rows of the screen. Every one is audited; a long one is left to a worker."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any, Protocol, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from repaid.access.commands.exports import export_list
from repaid.access.exports import Writing
from repaid.interfaces.ui.columns import Column, Text
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.jobs import write_list
from repaid.kernel.sheets import CONTENT_TYPES, WRITERS, Sheet


class Countable(Protocol):
    """Rows whose number is known before they are read."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Any]: ...


Rows = QuerySet[Any] | Countable
Answer = TypeVar("Answer", bound=HttpResponseBase)
PERSONAL = "q"
"""What was searched for: a name, a number. It stays out of the audit record."""


def heads(columns: Sequence[Column]) -> list[str]:
    """Column heads; an amount has its currency in a column of its own."""
    found = []
    for column in columns:
        found += [str(column.label), _("Currency")] if column.kind in ("money", "amount") else [str(column.label)]
    return found


def values(columns: Sequence[Column], row: Any) -> list[Any]:
    """The values of a row under `heads`."""
    found: list[Any] = []
    for column in columns:
        value = column.word(row)
        if column.kind in ("money", "amount"):
            found += [value, value.currency] if value else [None, None]
        else:
            found.append(str(value) if isinstance(value, Promise) else value)
    return found


def exported(
    request: HttpRequest, columns: Sequence[Column], rows: Rows, name: str, title: Text = ""
) -> HttpResponse | None:
    """The file that the address asks for (`export` csv or xlsx), or the page of the one that a worker writes, or None.

    `title` says in words what is taken out. A worker that asks the page again (`jobs`) gets the rows in its file.
    """
    file_format = request.GET.get("export", "")
    if file_format not in WRITERS:
        return None
    sheet = Sheet(heads(columns), (values(columns, row) for row in _streamed(rows)))
    writing: Writing | None = getattr(request, "writing", None)
    if writing is not None:
        WRITERS[file_format](writing.stream, replace(sheet, rows=writing.counted(sheet.rows)))
        return HttpResponse(status=204)
    file_name = f"{name}.{file_format}"
    key = _begun(request, str(title) or name, file_name, _counted(rows))
    if key is not None:
        return HttpResponseRedirect(reverse("backoffice:export", args=[key]))
    file = BytesIO()
    WRITERS[file_format](file, sheet)
    return attached(HttpResponse(file.getvalue()), file_name)


def attached(response: Answer, file_name: str) -> Answer:
    """A response that a browser keeps as a file."""
    response["Content-Type"] = CONTENT_TYPES[file_name.rpartition(".")[2]]
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response["Cache-Control"] = "no-store"
    return response


def _begun(request: HttpRequest, title: str, name: str, rows: int) -> int | None:
    """Note who takes what out; the key of the export when a worker is to write it."""
    by, told = frame_of(request).actor, request.GET.copy()
    assert by is not None, "lists are seen by who has signed in"
    if told.get(PERSONAL):
        told[PERSONAL] = "*"
    with transaction.atomic():
        done = export_list(
            by=by, title=title, name=name, filters=told.urlencode(safe="*"), rows=rows,
            address=request.get_full_path(), language=get_language() or "",
        )  # fmt: skip
        if done.export_id is not None and done.is_new:
            write_list.defer(export=done.export_id)
    return done.export_id


def _streamed(rows: Rows) -> Iterable[Any]:
    return rows.iterator(chunk_size=1000) if isinstance(rows, QuerySet) else rows


def _counted(rows: Rows) -> int:
    return rows.order_by().count() if isinstance(rows, QuerySet) else len(rows)
