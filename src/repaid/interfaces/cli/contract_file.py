"""`repaid export contract`: everything one contract is, as JSON or as CSV files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from repaid.interfaces.cli.contracts import Day, contract_called
from repaid.interfaces.cli.output import Json, show
from repaid.interfaces.cli.tables import Column, table
from repaid.reports.commands.exporting import exported_document
from repaid.reports.contract_file.tables import LISTS, as_files


def export_contract(
    contract: Annotated[str, typer.Argument(help="Number of the contract.")],
    on: Day = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", file_okay=False, help="Write CSV files into this folder, one a list.")
    ] = None,
    organisation: Annotated[str, typer.Option(help="Code of the organisation, where several have the number.")] = "",
    as_json: Json = False,
) -> None:
    """Everything that CONTRACT is: terms, events, people, schedule, balances, transfers, payments, audit trail."""
    by, found = contract_called(contract, organisation)
    document = exported_document(by, found.number, on.date() if on else None)
    if csv is not None:
        _write(csv, as_files(document))
    show(document, _text(document), as_json=as_json)


def _write(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _text(document: dict[str, Any]) -> str:
    rows = [[name, len(document[name])] for name in LISTS if document[name] is not None]
    title = _("Contract {number} on {day}").format(number=document["contract"]["number"], day=document["as_of"])
    return table(title, [Column(pgettext("column", "List")), Column(_("Rows"), is_figure=True)], rows)
