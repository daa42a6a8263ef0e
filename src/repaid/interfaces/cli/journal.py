"""`repaid export journal`: the journal of some days as a file, for the accounts department."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from loanmath.money import format_minor
from repaid.access.choices import ExportKind
from repaid.access.exports import Listener, content_of, export_named, waiting_export
from repaid.interfaces.cli.machine import machine_of
from repaid.interfaces.cli.output import Json, show
from repaid.interfaces.cli.tables import Column, table
from repaid.kernel.refusal import Refusal
from repaid.ledger.commands.journal import export_journal
from repaid.ledger.journal.writing import write_journal


class NoPlaceForFile(Refusal):
    code = "no_place_for_file"
    sentence = gettext_lazy("The file {file} cannot be written: {words}")


def journal(
    since: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first booking day.")],
    until: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="The last booking day.")],
    out: Annotated[Path, typer.Option("--out", dir_okay=False, help="The file to write.")],
    file_format: Annotated[str, typer.Option("--format", help="csv, xlsx or xml.")] = "csv",
    organisation: Annotated[str, typer.Option(help="Code of the organisation.")] = "",
    as_json: Json = False,
) -> None:
    """Write every entry booked in some days to a file, with control sums; the same file is kept in the system."""
    by = machine_of(organisation)
    done = export_journal(by=by, since=since.date(), until=until.date(), format=file_format)
    export = waiting_export(done.export_id)
    assert export is not None, "it was begun just now"
    with _bar(done.rows) as listener:
        write_journal(export, listener)
    kept = export_named(by, ExportKind.JOURNAL, done.export_id)
    try:
        with out.open("wb") as file:
            file.writelines(content_of(kept))
    except OSError as error:
        raise NoPlaceForFile(file=out, words=error.strerror) from error
    facts = _facts(kept, out) | {"final": done.is_final}
    show(facts, _text(facts), as_json=as_json)


def _facts(kept: Any, out: Path) -> dict[str, Any]:
    """What is in the file; amounts are plain decimals."""
    sums = [
        {"currency": currency, "entries": entries, "lines": lines, "debit": amount, "credit": amount}
        for currency, entries, lines, minor in kept.control
        for amount in [format_minor(minor, currency)]
    ]
    return {"file": str(out), "lines": kept.rows, "sums": sums, "bytes": kept.size, "sha256": kept.digest}


def _text(facts: dict[str, Any]) -> str:
    rows = [[each["currency"], each["entries"], each["lines"], each["debit"], each["credit"]] for each in facts["sums"]]
    columns = [_("Currency"), _("Entries"), pgettext("journal", "Lines"), _("Debit"), _("Credit")]
    shown = table(_("Journal"), [Column(columns[0]), *(Column(name, is_figure=True) for name in columns[1:])], rows)
    return "\n".join([shown, "", facts["file"], f"SHA-256 {facts['sha256']}"])


@contextmanager
def _bar(rows: int) -> Iterator[Listener]:
    """A progress bar on standard error, where somebody looks."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(_("Journal"), total=rows)
        yield lambda done: bar.update(task, completed=done)
