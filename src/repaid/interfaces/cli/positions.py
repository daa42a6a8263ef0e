"""`repaid import contracts`: running contracts of another system, at their position on a day."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from django.db import transaction
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from loanmath.money import format_minor
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.contracts.commands.positions import begin_taking_over, bring_positions
from repaid.contracts.imports.positions.notes import Note
from repaid.contracts.imports.positions.words import FIELDS
from repaid.contracts.imports.positions.work import carry_on, read_through, take_over
from repaid.contracts.jobs import AT_ONCE_MAX
from repaid.contracts.queries.takeovers import sums_of, takeover_of
from repaid.interfaces.cli.machine import machine_of
from repaid.interfaces.cli.output import Json, refuse, show
from repaid.interfaces.cli.progress import progress
from repaid.interfaces.cli.tables import Column, table
from repaid.kernel.refusal import Refusal

SHOWN_MAX = 20

TableOfPositions = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A CSV or XLSX file, one contract a row.")
]
Day = Annotated[
    datetime | None,
    typer.Option("--day", formats=["%Y-%m-%d"], help="The day of the positions; the business day when left out."),
]


def import_contracts(
    file: TableOfPositions,
    source: Annotated[str, typer.Option(help="What the other system is called.")] = "other system",
    day: Day = None,
    prefix: Annotated[str, typer.Option(help="What numbers begin with here.")] = "",
    branch: Annotated[str, typer.Option(help="Code of the branch, where a row names none.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    keep_good: Annotated[bool, typer.Option("--keep-good", help="Keep what is right when a part is wrong.")] = False,
    organisation: Annotated[str, typer.Option(help="Code of the organisation.")] = "",
    as_json: Json = False,
) -> None:
    """Take over running contracts of another system from FILE: each at its position, each number once."""
    by, refusal = machine_of(organisation), ""
    with transaction.atomic():
        on = day.date() if day else today(by.organisation_id)
        key = bring_positions(
            by=by, system=source, day=on, name=file.name, content=file.read_bytes(), prefix=prefix, branch=branch
        ).take_over_id
        read_through(by, key)
        facts = _facts(takeover_of(by, key))
        transaction.set_rollback(dry_run)
    if not dry_run:
        refusal = _taken(by, key, keep_good=keep_good)
        facts["taken"] = takeover_of(by, key).taken
    show(facts, _text(facts), as_json=as_json)
    if refusal:
        raise refuse(refusal)


def _taken(by: Actor, key: int, *, keep_good: bool) -> str:
    """Take the file over; why not, where it was refused. A large one is booked part by part."""
    rows = takeover_of(by, key).rows
    try:
        if rows <= AT_ONCE_MAX:
            take_over(by, key, keep_good=keep_good)
        else:
            begin_taking_over(by=by, take_over=key, keep_good=keep_good)
            with progress(rows) as bar:
                carry_on(by, key, bar)
    except Refusal as no:
        return str(no)
    return ""


def _facts(row: Any) -> dict[str, Any]:
    notes = [Note.from_data(each) for each in row.notes]
    return {
        "source": row.source,
        "day": row.day,
        "rows": row.rows,
        "good": row.good,
        "known": row.known,
        "wrong": row.wrong,
        "taken": 0,
        "sums": {currency: dict(_plain(currency, figures)) for currency, figures in sums_of(row).items()},
        "findings": [
            {"line": each.line, "column": each.column, "severity": each.severity, "sentence": str(each.finding)}
            for each in notes
        ],
    }


def _plain(currency: str, figures: dict[str, int]) -> Iterator[tuple[str, Any]]:
    for name, amount in figures.items():
        yield name, amount if name == "contracts" else format_minor(amount, currency)


def _text(facts: dict[str, Any]) -> str:
    counts = [
        [_("Rows"), facts["rows"]],
        [_("Can be taken over"), facts["good"]],
        [_("Taken over before"), facts["known"]],
        [pgettext("rows", "Wrong"), facts["wrong"]],
        [_("Taken over now"), facts["taken"]],
    ]
    parts = [table("", [Column(_("What")), Column(_("Number"), is_figure=True)], counts)]
    for currency, figures in facts["sums"].items():
        rows = [[_called(name), amount] for name, amount in figures.items()]
        parts.append(table(currency, [Column(_("Sum")), Column(_("Amount"), is_figure=True)], rows))
    return "\n\n".join(parts + [_findings(facts["findings"])] * bool(facts["findings"]))


def _called(figure: str) -> str:
    return FIELDS[figure].header(get_language() or "") if figure in FIELDS else _("Contracts")


def _findings(findings: list[dict[str, Any]]) -> str:
    columns = [Column(_("Line"), is_figure=True), Column(_("Column")), Column(_("Finding"))]
    rows = [[each["line"], each["column"], each["sentence"]] for each in findings[:SHOWN_MAX]]
    title = _("The first {shown} of {count} findings; --json lists all").format(shown=len(rows), count=len(findings))
    return table(title, columns, rows)
