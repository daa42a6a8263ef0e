"""A progress bar on standard error, where somebody looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def progress(rows: int = 0) -> Iterator[Any]:
    """Show how many of `rows` are done; call what this gives with their number.

    Where nobody knows beforehand how many there are, the bar appears with the first call, which may name them, and what
    is being done.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(_("Importing"), total=rows or None, visible=bool(rows))

        def show(done: int, of: int = rows, what: str | None = None) -> None:
            bar.update(task, completed=done, total=of or None, description=what, visible=True)

        yield show
