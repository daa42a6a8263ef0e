"""`repaid import`: a book of loans out of a file, what a bank delivered."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from repaid.access.queries import machine_in
from repaid.contracts.imports.portfolio import Report, import_portfolio
from repaid.contracts.imports.table import count_rows
from repaid.interfaces.cli.output import Json, show
from repaid.interfaces.cli.positions import import_contracts
from repaid.interfaces.cli.progress import progress
from repaid.interfaces.cli.statements import import_bank_statement
from repaid.interfaces.cli.tables import Column, table
from repaid.simulation.demo import BUSINESS_LENDER, open_business_lender

commands = typer.Typer()
imports = typer.Typer(help="Take over data from files.", no_args_is_help=True)
commands.add_typer(imports, name="import")
imports.command("statement")(import_bank_statement)
imports.command("contracts")(import_contracts)

SHOWN_MAX = 20

CsvFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A CSV file, or gzipped.")]


@imports.command("portfolio")
def import_file(
    file: CsvFile,
    organisation: Annotated[str, typer.Option(help="Code of the organisation.")] = BUSINESS_LENDER,
    branch: Annotated[str, typer.Option(help="Code of the branch that gets the contracts.")] = "",
    as_json: Json = False,
) -> None:
    """Import a portfolio: every row of FILE a contract with its schedule and payments, compared with the file."""
    rows = count_rows(file)
    if organisation == BUSINESS_LENDER:
        open_business_lender(datetime.now().astimezone().date())
    with progress(rows) as bar:
        report = import_portfolio(by=machine_in(organisation), file=file, branch=branch, on_progress=bar)
    show(report.as_data(), _text(report), as_json=as_json)


def _text(report: Report) -> str:
    counts = [
        [_("Rows"), report.rows],
        [_("Imported"), report.imported],
        [_("In the books already"), report.known],
        [_("Instalment equal"), report.instalment_equal],
        [_("Balance compared"), report.balance_checked],
        [_("Balance equal"), report.balance_equal],
        [_("Findings"), len(report.findings)],
    ]
    summary = table("", [Column(_("What")), Column(_("Number"), is_figure=True)], counts)
    return f"{summary}\n\n{_findings(report)}" if report.findings else summary


def _findings(report: Report) -> str:
    columns = [
        Column(_("Line"), is_figure=True),
        Column(_("Column")),
        Column(_("Finding")),
        Column(_("Ours"), is_figure=True),
        Column(_("File"), is_figure=True),
        Column(_("Difference"), is_figure=True),
    ]
    shown = report.findings[:SHOWN_MAX]
    rows = [[each.line, each.column, each.said, each.ours, each.theirs, each.difference] for each in shown]
    title = _("The first {shown} of {count} findings; --json lists all").format(
        shown=len(shown), count=len(report.findings)
    )
    return table(title, columns, rows)
