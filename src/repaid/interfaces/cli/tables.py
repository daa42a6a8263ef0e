"""Tables for people at a terminal."""

import io
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDTH_MIN = 140


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and whether figures stand in it."""

    title: str
    is_figure: bool = False


def table(title: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> str:
    """A table as text. What is None stays blank; texts are shown as they are, without markup."""
    drawn = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        drawn.add_column(column.title, justify="right" if column.is_figure else "left", no_wrap=column.is_figure)
    for row in rows:
        drawn.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    width = max(shutil.get_terminal_size().columns, WIDTH_MIN)
    console = Console(file=io.StringIO(), width=width)
    with console.capture() as captured:
        console.print(drawn)
    return captured.get().rstrip()
