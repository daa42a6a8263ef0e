"""`repaid simulate`: random lives of contracts, day by day, with the laws of the books checked after each."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _

from repaid.interfaces.cli.output import Json, show
from repaid.interfaces.cli.storage import bring_up_to_date
from repaid.interfaces.cli.tables import Column, table
from repaid.simulation.life.simulating import Simulated, Story, as_data, relive
from repaid.simulation.life.simulating import simulate as live_seed
from repaid.simulation.life.telling import finding_line, story_lines
from repaid.simulation.measuring.scratch import scratch_database

commands = typer.Typer()

DAYS = 30
CONTRACTS = 12


@commands.command()
def simulate(
    seed: Annotated[int, typer.Option(help="The same seed tells the same story.")] = 1,
    days: Annotated[int, typer.Option(min=1, help="How many days the story lasts.")] = DAYS,
    contracts: Annotated[int, typer.Option(min=1, help="How many contracts are opened.")] = CONTRACTS,
    story: Annotated[
        Path | None, typer.Option("--story", exists=True, dir_okay=False, help="A story to live again, as JSON.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Live random days of contracts in a database of their own; tells the shortest story in which a law is broken."""
    given = _story(story) if story else None
    with scratch_database(bring_up_to_date):
        found = relive(given) if given else live_seed(seed, days, contracts)
    facts = {"seed": seed, "days": days, "contracts": contracts} if given is None else {}
    show({**facts, **as_data(found)}, _text(found), as_json=as_json)
    if found.lived.findings:
        raise typer.Exit(1)


def _story(file: Path) -> Story:
    """A story in a file of its own, or in what `simulate --json` printed."""
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return Story.from_data(data.get("story", data))


def _text(found: Simulated) -> str:
    lived = found.lived
    rows = [[do, count, ""] for do, count in sorted(lived.events.items())]
    rows += [[code, "", count] for code, count in sorted(lived.refusals.items())]
    columns = [Column(_("What")), Column(_("Done"), is_figure=True), Column(_("Refused"), is_figure=True)]
    parts = [table(_("Random lives of contracts"), columns, rows)]
    if found.shortest and found.outcome:
        parts += [_("The shortest story that was found:"), *story_lines(found.shortest, found.outcome)]
        parts += [_("What is broken:"), *map(finding_line, found.outcome.findings or lived.findings)]
        parts += [json.dumps(found.shortest.as_data(), ensure_ascii=False)]
    else:
        parts += [_("No law is broken; {count} transfers.").format(count=lived.transfers)]
    return "\n".join(parts)
