"""Keeping the files of exports: begun by a command, written by whoever has the rows, read back part by part."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Final, TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from repaid.access.actors import Actor
from repaid.access.choices import ExportKind, ExportState
from repaid.access.models import Export, ExportPart
from repaid.kernel.refusal import NotFound, Refusal

DIRECT_ROWS_MAX: Final = 5_000
"""More rows than these are written by a worker."""
KEPT: Final = timedelta(days=7)
"""How long the file of a list is kept: it grows old, and there are people in it."""
PART_BYTES: Final = 1024 * 1024
TOLD_EVERY: Final = 1_000

Row = TypeVar("Row")


Listener = Callable[[int], None]


def silent(_rows: int) -> None:
    """Nobody listens."""


class Writing:
    """The file of an export while it is written; `control` is what its rows add up to, if anything.

    A file for which the rows are read more than once says so in `passes`.
    """

    def __init__(self, export: Export, stream: BinaryIO, listener: Listener) -> None:
        self.export, self.stream, self.listener = export, stream, listener
        self.passes, self._seen = 1, 0
        self.control: list[Any] = []

    @property
    def rows(self) -> int:
        """How many rows are in the file, as far as it is written."""
        return self._seen // self.passes

    def counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same rows, counted as they go by; whoever looks at the export sees how many."""
        for row in rows:
            self._seen += 1
            if self._seen % TOLD_EVERY == 0:
                Export.objects.filter(pk=self.export.pk).update(rows=self.rows)
                self.listener(self.rows)
            yield row


def begin(by: Actor, kind: ExportKind, *, title: str, name: str, asked: dict[str, Any], rows: int) -> Export:
    """Note that a file is wanted; what has expired is thrown away on this occasion."""
    now = timezone.now()
    Export.objects.filter(organisation=by.organisation_id, expires_at__lte=now).delete()
    return Export.objects.create(
        organisation_id=by.organisation_id, kind=kind, title=title, name=name, asked=asked, rows_expected=rows,
        begun_by_id=by.user_id, expires_at=now + KEPT if kind == ExportKind.LIST else None,
    )  # fmt: skip


def exports(by: Actor, kind: ExportKind) -> QuerySet[Export]:
    """The exports of the actor's organisation that are kept, newest first; of lists only the actor's own."""
    rows = Export.objects.filter(organisation=by.organisation_id, kind=kind).select_related("begun_by")
    if kind == ExportKind.LIST:
        rows = rows.filter(begun_by=by.user_id, expires_at__gt=timezone.now())
    return rows.order_by("-pk")


def export_named(by: Actor, kind: ExportKind, key: int) -> Export:
    """One of `exports`."""
    found = exports(by, kind).filter(pk=key).first()
    if found is None:
        raise NotFound(kind=Export.__name__, number=key)
    return found


def waiting_export(key: int) -> Export | None:
    """An export that is still to be written; for workers."""
    rows = Export.objects.select_related("begun_by", "organisation")
    return rows.filter(pk=key, state=ExportState.RUNNING).first()


@contextmanager
def written(export: Export, listener: Listener = silent) -> Iterator[Writing]:
    """The file of an export, to be written; it is kept on leaving. What goes wrong is noted on the export."""
    try:
        with TemporaryFile() as file:
            writing = Writing(export, file, listener)
            yield writing
            _keep(writing, file)
    except Exception as fault:
        said = str(fault) if isinstance(fault, Refusal) else type(fault).__name__
        Export.objects.filter(pk=export.pk).update(
            state=ExportState.FAILED, failure=said[:500], finished_at=timezone.now()
        )
        raise


def _keep(writing: Writing, file: BinaryIO) -> None:
    digest, size, export = hashlib.sha256(), 0, writing.export
    file.seek(0)
    with transaction.atomic():
        export.parts.all().delete()
        for number, content in enumerate(iter(lambda: file.read(PART_BYTES), b"")):
            digest.update(content)
            size += len(content)
            ExportPart.objects.create(export=export, number=number, content=content)
        Export.objects.filter(pk=export.pk).update(
            state=ExportState.DONE, rows=writing.rows, rows_expected=writing.rows, control=writing.control, size=size,
            digest=digest.hexdigest(), finished_at=timezone.now(),
        )  # fmt: skip


def content_of(export: Export) -> Iterator[bytes]:
    """The file of a finished export, part by part: a large one is never in memory as a whole."""
    for number in range(export.parts.count()):
        yield bytes(ExportPart.objects.values_list("content", flat=True).get(export=export, number=number))
