"""`repaid bench`: how fast this is, as ratios measured in one run."""

from collections.abc import Callable
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _

from repaid.interfaces.cli.output import Json, show
from repaid.interfaces.cli.serving import collect_static
from repaid.interfaces.cli.storage import bring_up_to_date
from repaid.interfaces.cli.tables import Column, table
from repaid.simulation.measuring.catching_up import DAYS, LOANS, measure_catch_up
from repaid.simulation.measuring.closing import measure_close
from repaid.simulation.measuring.engine import measure_replay, measure_schedules
from repaid.simulation.measuring.importing import measure_import
from repaid.simulation.measuring.notices import measure_notices
from repaid.simulation.measuring.pages import measure_pages
from repaid.simulation.measuring.repayment import measure_repayment
from repaid.simulation.measuring.rounds import LEAST_ROUNDS, Measured
from repaid.simulation.measuring.scratch import scratch_database

commands = typer.Typer()
bench = typer.Typer(help="Measure the engine and the commands on this machine; nothing of yours is touched.")
commands.add_typer(bench, name="bench")

CLOSED = 10_000
LINES = 20_000
REMINDED = 3_000
Loans = Annotated[int, typer.Option(min=60, help="How many loans there are.")]
Rounds = Annotated[int, typer.Option(min=LEAST_ROUNDS, help="How many rounds, by turns.")]


@bench.callback(invoke_without_command=True)
def everything(context: typer.Context, rounds: Rounds = LEAST_ROUNDS, as_json: Json = False) -> None:
    """All benchmarks, when none is named."""
    if context.invoked_subcommand is None:
        results = [measure(rounds) for measure in (measure_schedules, measure_replay, _repayment)]
        results += [_import(rounds, LINES), _close(CLOSED), _pages(rounds, CLOSED), _notices(rounds, REMINDED)]
        show([each.as_data() for each in results], "\n\n".join(map(_text, results)), as_json=as_json)


@bench.command()
def schedules(rounds: Rounds = LEAST_ROUNDS, as_json: Json = False) -> None:
    """Schedules a second, one by one and as arrays."""
    _report(measure_schedules, rounds, as_json)


@bench.command()
def replay(rounds: Rounds = LEAST_ROUNDS, as_json: Json = False) -> None:
    """Replay of a ten-year contract with 120 payments."""
    _report(measure_replay, rounds, as_json)


@bench.command()
def repayment(rounds: Rounds = LEAST_ROUNDS, as_json: Json = False) -> None:
    """Repayments through the real command, in a database of its own."""
    _report(_repayment, rounds, as_json)


@bench.command()
def close(
    contracts: Loans = CLOSED,
    as_json: Json = False,
) -> None:
    """The close of a day over many loans, in a database of its own; always ten days by turns."""
    _report(lambda _rounds: _close(contracts), LEAST_ROUNDS, as_json)


@bench.command("catch-up")
def catch_up(
    contracts: Loans = LOANS,
    days: Annotated[int, typer.Option(min=1, help="How many days were missed.")] = DAYS,
    as_json: Json = False,
) -> None:
    """Days that were missed, closed one after the other, in a database of its own; the workload of a peer."""
    _report(lambda _rounds: _catch_up(contracts, days), LEAST_ROUNDS, as_json)


@bench.command()
def pages(contracts: Loans = CLOSED, rounds: Rounds = 20, as_json: Json = False) -> None:
    """Pages over many loans, in a database of its own."""
    _report(lambda rounds: _pages(rounds, contracts), rounds, as_json)


@bench.command("import")
def import_lines(
    lines: Annotated[int, typer.Option(min=60, help="How many lines of statements, in all rounds together.")] = LINES,
    rounds: Rounds = LEAST_ROUNDS,
    as_json: Json = False,
) -> None:
    """Statements taken in, matched and booked, in a database of its own."""
    _report(lambda rounds: _import(rounds, lines), rounds, as_json)


@bench.command()
def notices(contracts: Loans = REMINDED, rounds: Rounds = LEAST_ROUNDS, as_json: Json = False) -> None:
    """Reminders composed and sent, letters made, in a database of its own."""
    _report(lambda rounds: _notices(rounds, contracts), rounds, as_json)


def _notices(rounds: int, contracts: int) -> Measured:
    with scratch_database(bring_up_to_date):
        return measure_notices(contracts, rounds)


def _import(rounds: int, lines: int) -> Measured:
    with scratch_database(bring_up_to_date):
        return measure_import(lines, rounds)


def _catch_up(contracts: int, days: int) -> Measured:
    with scratch_database(bring_up_to_date):
        return measure_catch_up(contracts, days)


def _close(contracts: int) -> Measured:
    with scratch_database(bring_up_to_date):
        return measure_close(contracts)


def _pages(rounds: int, contracts: int) -> Measured:
    collect_static()
    with scratch_database(bring_up_to_date):
        return measure_pages(contracts, rounds)


def _repayment(rounds: int) -> Measured:
    with scratch_database(bring_up_to_date):
        return measure_repayment(rounds)


def _report(measure: Callable[[int], Measured], rounds: int, as_json: bool) -> None:
    result = measure(rounds)
    show(result.as_data(), _text(result), as_json=as_json)


def _text(result: Measured) -> str:
    data = result.as_data()
    rates = [[name, rate, ""] for name, rate in data["rates"].items()]
    columns = [Column(_("What")), Column(_("Measured"), is_figure=True), Column(_("Goal"))]
    title = _("{benchmark}: rates a second, median of {rounds} rounds").format(
        benchmark=result.benchmark, rounds=result.rounds
    )
    return table(title, columns, [*rates, *map(_goal, data["goals"])])


def _goal(goal: dict[str, Any]) -> list[Any]:
    words = _("at most {hard}: {met}") if goal["at_most"] else _("at least {hard}: {met}")
    return [goal["what"], goal["measured"], words.format(hard=goal["hard"], met=_("yes") if goal["met"] else _("no"))]
