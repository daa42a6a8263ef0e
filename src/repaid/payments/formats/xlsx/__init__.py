"""XLSX: the first sheet of a workbook (or the one the mapping names) as a table.

The row that a finding names is the row as the spreadsheet numbers it.
"""

from ..model import StatementFile
from ..table import HEADER_WITHIN, ColumnMapping, Row, read_table, suggest
from .package import Package
from .sheet import rows_of


def read(content: bytes, mapping: ColumnMapping | None, currency: str = "") -> StatementFile:
    """Read the table of a workbook; Unreadable when it is hostile, no workbook, or has no columns for amounts."""
    return read_table("xlsx", rows_of(Package(content), mapping.sheet if mapping else ""), mapping, currency)


def suggest_for(content: bytes) -> ColumnMapping | None:
    """The mapping that the header of the first sheet suggests; None when no header is understood."""
    return suggest(row.cells for row in rows_of(Package(content), ""))


def rows(content: bytes) -> list[Row]:
    """All rows of the first sheet."""
    return rows_of(Package(content), "")


def head_of(content: bytes) -> list[tuple[str, ...]]:
    """The cells of the first rows of the first sheet."""
    return [tuple(row.cells) for row in rows(content)[:HEADER_WITHIN]]
