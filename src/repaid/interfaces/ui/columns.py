"""Columns and filters of lists and tables: what stands in a cell, on the screen and in an export."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q
from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import format_html

from repaid.interfaces.ui import markup
from repaid.interfaces.ui.states import state_of

Kind = Literal["text", "code", "account", "phone", "money", "amount", "number", "rate", "date", "datetime", "state"]
NUMERIC = ("money", "amount", "number", "rate")
Text = str | Promise

MARKUP: dict[str, Callable[[Any], object]] = {
    "text": markup.figure,
    "code": markup.code,
    "account": lambda value: markup.code(value, kind="account"),
    "phone": lambda value: markup.code(value, kind="phone"),
    "money": markup.money,
    "amount": lambda value: markup.money(value, bare=True),
    "number": markup.number,
    "rate": lambda value: markup.rate(value, yearly=False),
    "date": markup.day,
    "datetime": markup.moment,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    `path` reads the value: attributes or keys by dots, or a function of the row. `sort` names its key in the query.
    `kind` amount is money whose currency stands in the label. `state_kind` names the map of states. `small` is a
    second line under the value. On a phone `card` gives the cell the full width, or hides it.
    """

    path: str | Callable[[Any], Any]
    label: Text
    kind: Kind = "text"
    sort: str = ""
    link: Callable[[Any], str] | None = None
    state_kind: str = ""
    small: Callable[[Any], Any] | None = None
    card: Literal["", "full", "hide"] = ""

    @property
    def key(self) -> str:
        """What the column is called in the choices of a user, in every language: its English head."""
        with translation.override("en"):
            return str(self.label)

    @property
    def is_numeric(self) -> bool:
        """Whether the column is aligned on its units."""
        return self.kind in NUMERIC

    def value(self, row: Any) -> Any:
        """The value itself, as exports write it."""
        if callable(self.path):
            return self.path(row)
        found = row
        for name in self.path.split("."):
            found = found[name] if isinstance(found, dict) else getattr(found, name)
            if found is None:
                return None
        return found

    def word(self, row: Any) -> Any:
        """The value with a state as its word."""
        value = self.value(row)
        return str(state_of(self.state_kind, value).word) if self.kind == "state" and value else value

    def markup(self, row: Any) -> object:
        """The content of the cell."""
        value = self.value(row)
        shown: object = markup.absent()
        if self.kind != "state":
            shown = MARKUP[self.kind](value)
        elif value:
            shown = markup.state(state_of(self.state_kind, value))
        return self._with_small(self._with_link(shown, row), row)

    def _with_link(self, shown: object, row: Any) -> object:
        address = self.link(row) if self.link else ""
        return format_html('<a href="{}">{}</a>', address, shown) if address else shown

    def _with_small(self, shown: object, row: Any) -> object:
        second = self.small(row) if self.small else None
        return format_html("{}<small>{}</small>", shown, markup.figure(second)) if second else shown


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter and what it means."""

    value: str
    label: Text
    where: Q


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter; values within it combine with or, filters with and."""

    name: str
    label: Text
    choices: Sequence[Choice]

    def ticked(self, asked: Sequence[str]) -> list[str]:
        """What of `asked` is a choice."""
        return [choice.value for choice in self.choices if choice.value in asked]

    def where(self, chosen: Sequence[str]) -> Q:
        """What the ticked choices let through; everything when none is ticked."""
        found = Q()
        for choice in self.choices:
            if choice.value in chosen:
                found |= choice.where
        return found


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the template writes it; the first of a row is its header."""

    column: Column
    content: object
    is_header: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the template writes it; `key` is what its box sends, `number` its place on the page."""

    cells: Sequence[Cell]
    is_selected: bool = False
    key: object = ""
    number: int = 0


def lines(columns: Sequence[Column], rows: Sequence[Any], selected: Callable[[Any], bool] | None = None) -> list[Line]:
    """The rows as cells."""
    return [
        Line(
            [Cell(column, column.markup(row), is_header=place == 0) for place, column in enumerate(columns)],
            is_selected=bool(selected and selected(row)),
            key=getattr(row, "pk", ""),
            number=number,
        )
        for number, row in enumerate(rows, start=1)
    ]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are all there (a schedule, a trial balance): no paging. `foot` is a last row of sums."""

    title: Text
    columns: Sequence[Column]
    rows: Sequence[Any]
    foot: Any = None
    selected: Callable[[Any], bool] | None = None

    @property
    def lines(self) -> list[Line]:
        return lines(self.columns, self.rows, self.selected)

    @property
    def foot_line(self) -> Line | None:
        return lines(self.columns, [self.foot])[0] if self.foot is not None else None
