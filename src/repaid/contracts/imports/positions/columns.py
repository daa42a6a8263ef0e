"""Which column of a table says what: by the words of its header, or as somebody chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from repaid.contracts.imports.positions.notes import Note
from repaid.contracts.imports.positions.words import FIELDS, NEEDED, field_of
from repaid.kernel.text import folded
from repaid.payments.formats import Row, table_rows

HEADER_WITHIN = 60
"""Rows in which the header must stand."""
KNOWN_LEAST = 4
"""A row with so many known words is a header."""

Columns = Mapping[str, str]
"""The header of the column that holds a field."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its header understood: the place of each field from 0, the rows below, what is wrong with it."""

    header: tuple[str, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    rows: Sequence[Row] = ()
    notes: tuple[Note, ...] = ()


def read_sheet(content: bytes, columns: Columns | None = None) -> Sheet:
    """The table of a CSV or XLSX file; `columns` goes before what the header suggests. Never raises."""
    rows, found = table_rows(content)
    notes = tuple(Note.of_file(each) for each in found)
    place = header_place([row.cells for row in rows[:HEADER_WITHIN]], columns)
    if place is None:
        return Sheet(notes=notes or (Note(1, "", "no_header"),))
    header = tuple(cell.strip() for cell in rows[place].cells)
    places = _places(header, columns or suggested(header))
    missing = tuple(Note(rows[place].number, name, "column_missing") for name in NEEDED if name not in places)
    body = [row for row in rows[place + 1 :] if any(cell.strip() for cell in row.cells)]
    return Sheet(header, places, () if missing else body, (*notes, *missing))


def header_place(head: Sequence[Sequence[str]], columns: Columns | None = None) -> int | None:
    """Where the header stands: the row that names every chosen column, else the first with enough known words."""
    if columns:
        wanted = set(map(folded, columns.values()))
        return next((place for place, row in enumerate(head) if wanted <= set(map(folded, row))), None)
    return next((place for place, row in enumerate(head) if len(suggested(row)) >= KNOWN_LEAST), None)


def suggested(header: Sequence[str]) -> Columns:
    """The columns that a header names by words that are known; the first of several."""
    found: dict[str, str] = {}
    for cell in header:
        name = field_of(cell)
        if name is not None:
            found.setdefault(name, cell)
    return found


def _places(header: Sequence[str], columns: Columns) -> dict[str, int]:
    at: dict[str, int] = {}
    for place, cell in enumerate(header):
        at.setdefault(folded(cell), place)
    return {name: at[folded(cell)] for name, cell in columns.items() if name in FIELDS and folded(cell) in at}
