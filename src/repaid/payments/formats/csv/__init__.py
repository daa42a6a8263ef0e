"""CSV as banks and people export it: any delimiter, quotes, and rows above the header.

The texts are kept as they are, also those that a spreadsheet would take for a formula: a name may begin with `+`.
"""

import csv
from typing import Final

from repaid.kernel.refusal import Finding

from ..findings import finding, unreadable
from ..model import StatementFile
from ..table import ROWS_MAX, ColumnMapping, Row, read_table, suggest

_DELIMITERS: Final = ";,\t|"
_SAMPLE: Final = 60


def read(text: str, mapping: ColumnMapping | None, currency: str = "") -> StatementFile:
    """Read the table; Unreadable when it has no columns for amounts."""
    rows, badly_quoted = rows_of(text, (mapping.delimiter if mapping else "") or delimiter_of(text))
    file = read_table("csv", rows, mapping, currency)
    return StatementFile(file.format, file.statements, (*file.findings, *badly_quoted))


def suggest_for(text: str) -> ColumnMapping | None:
    """The mapping that the header suggests; None when no header is understood."""
    rows, _ = rows_of("\n".join(text.splitlines()[:_SAMPLE]), delimiter_of(text))
    return suggest(row.cells for row in rows)


def head_of(text: str) -> list[tuple[str, ...]]:
    """The cells of the first rows."""
    rows, _ = rows_of("\n".join(text.splitlines()[:_SAMPLE]), delimiter_of(text))
    return [tuple(row.cells) for row in rows]


def is_table(text: str) -> bool:
    """Whether the first rows look like cells: most of those that are not empty hold the same delimiter."""
    lines = [line for line in text[:20_000].splitlines()[:_SAMPLE] if line.strip()]
    mark = delimiter_of(text)
    return len(lines) > 1 and sum(mark in line for line in lines) * 2 > len(lines)


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first rows into the most cells, counted in the row that has the median."""
    lines = [line for line in text[:20_000].splitlines()[:_SAMPLE] if line.strip()]

    def cells(mark: str) -> int:
        counts = sorted(len(next(csv.reader([line], delimiter=mark), [])) for line in lines)
        return counts[len(counts) // 2] if counts else 0

    try:
        return max(_DELIMITERS, key=cells)
    except csv.Error:
        return _DELIMITERS[0]


def rows_of(text: str, delimiter: str) -> tuple[list[Row], list[Finding]]:
    """The rows with the line where each begins; what is quoted badly, or over several lines, is named."""
    lines = (text if "\n" in text else text.replace("\r", "\n")).split("\n")
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    found: list[Finding] = []
    while reader.line_num < len(lines):
        start = reader.line_num + 1
        try:
            rows.append(Row(start, next(reader)))
        except csv.Error:
            found.append(finding("bad_line", line=start, text=lines[start - 1]))
        if reader.line_num > start:
            found.append(finding("long_quote", line=start, count=reader.line_num - start + 1))
        if len(rows) > ROWS_MAX:
            raise unreadable("too_many_rows", line=start, limit=ROWS_MAX)
    return rows, found
