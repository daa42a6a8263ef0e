"""Taking data out as files: which list, with which filters, how many rows, by whom."""

from dataclasses import dataclass

from repaid.access import exports
from repaid.access.actors import Actor
from repaid.access.choices import ExportKind, ExportState
from repaid.access.command import command
from repaid.access.models import Export
from repaid.access.rights import EXPORT_LISTS, OWN_ACCOUNT


@dataclass(frozen=True, slots=True)
class ListExported:
    """`export_id` names the file that a worker is to write; None when the rows are few and the file goes out at once.

    `is_new` is false where the same list is being written for the same person already.
    """

    export_id: int | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class FileTaken:
    export_id: int
    name: str
    digest: str


@command("access.export_list", right=EXPORT_LISTS, personal=("address",))
def export_list(
    *,
    by: Actor,
    title: str,
    name: str,
    filters: str,  # noqa: ARG001 (for the audit record)
    rows: int,
    address: str,
    language: str,
) -> ListExported:
    """Take a list out as a file; above `DIRECT_ROWS_MAX` rows it is kept for some days and written by a worker.

    `address` is that of the list with all its filters, texts that were searched for included; `filters` is the same
    without such texts, for the audit record.
    """
    if rows <= exports.DIRECT_ROWS_MAX:
        return ListExported(None, is_new=True)
    asked = {"address": address, "language": language}
    running = Export.objects.filter(
        begun_by=by.account, kind=ExportKind.LIST, state=ExportState.RUNNING, name=name, asked=asked
    ).first()
    if running:
        return ListExported(running.pk, is_new=False)
    begun = exports.begin(by, ExportKind.LIST, title=title, name=name, asked=asked, rows=rows)
    return ListExported(begun.pk, is_new=True)


@command("access.take_file", right=OWN_ACCOUNT)
def take_file(*, by: Actor, kind: ExportKind, export: int) -> FileTaken:
    """Download the file of an export."""
    found = exports.export_named(by, kind, export)
    return FileTaken(found.pk, found.name, found.digest)
