"""`repaid close` and `repaid check-books`: ending business days, and proving that the books are right."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from repaid.access.business_day import today
from repaid.access.queries import machine_in, organisations
from repaid.daily_close.checks import check_books
from repaid.daily_close.choices import StepName
from repaid.daily_close.run import Listener, close_until
from repaid.daily_close.run import Progress as Reached
from repaid.interfaces.cli.output import Json, show
from repaid.interfaces.cli.tables import Column, table

commands = typer.Typer()

Organisation = Annotated[str, typer.Option(help="Code of one organisation; all when left out.")]


@commands.command()
def close(
    until: Annotated[datetime, typer.Option("--until", formats=["%Y-%m-%d"], help="The last day to close.")],
    organisation: Organisation = "",
    as_json: Json = False,
) -> None:
    """Close every open business day up to a day, one after the other; what was closed already is left alone."""
    with _bar() as bar:
        closed = [_close(code, until, bar) for code in _codes(organisation)]
    rows = [[each["organisation"], len(each["closed"]), each["business_day"]] for each in closed]
    columns = [Column(_("Lender")), Column(_("Days closed"), is_figure=True), Column(_("Business day"))]
    show(closed, table(_("Daily close"), columns, rows), as_json=as_json)


def _close(code: str, until: datetime, bar: Progress) -> dict[str, Any]:
    by = machine_in(code)
    task = bar.add_task(code, total=None)
    days = close_until(by=by, until=until.date(), listener=_shown(bar, task))
    bar.update(task, description=_("{lender}: done").format(lender=code), total=1, completed=1)
    return {"organisation": code, "closed": days, "business_day": today(by.organisation_id)}


def _shown(bar: Progress, task: TaskID) -> Listener:
    """A listener that moves the bar."""

    def show_progress(reached: Reached) -> None:
        step = StepName(reached.step).label
        bar.update(task, description=f"{reached.day}  {step}", total=reached.all, completed=reached.done)

    return show_progress


@commands.command("check-books")
def check(organisation: Organisation = "", as_json: Json = False) -> None:
    """Prove the books: replay every contract, add up the ledger, check causes and seals. Tells all that is wrong."""
    found = []
    with _bar() as bar:
        for code in _codes(organisation):
            task = bar.add_task(_("{lender}: contracts").format(lender=code), total=None)

            def count(contracts: int, task: TaskID = task) -> None:
                bar.update(task, completed=contracts)

            found += [
                {"organisation": code, "code": each.code, "sentence": str(each.finding)}
                for each in check_books(machine_in(code), count)
            ]
    text = "\n".join(f"{each['organisation']}: {each['sentence']}" for each in found) or _("The books are in order.")
    show({"findings": found}, text, as_json=as_json)


def _codes(organisation: str) -> list[str]:
    return [organisation] if organisation else [each.code for each in organisations()]


@contextmanager
def _bar() -> Iterator[Progress]:
    """A progress bar on standard error, so that standard output stays what was asked for."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield bar
