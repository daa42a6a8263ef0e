"""The port: a file of a bank, whatever it is, recognised by what stands in it and never by its name."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from repaid.kernel.refusal import Finding

from . import camt, csv, elixir0, mt940, xlsx
from .balances import check_chain, check_statement
from .encoding import decode
from .findings import Unreadable, finding, unreadable
from .keys import with_keys
from .model import UNKNOWN, StatementFile
from .table import ColumnMapping, Row

BYTES_MAX: Final = 64 << 20
_ZIP: Final = b"PK\x03\x04"
_BINARY: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"BZh", b"7z\xbc")
_CONTROL: Final = frozenset(map(chr, range(32))) - frozenset("\t\n\r\x01\x02\x03\x0c\0")
_TABLES: Final = frozenset({"csv", "xlsx"})
"""Formats whose balances are checked row by row, where they have any."""

_HEAD: Final = 4_000


def read_statement(
    name: str, content: bytes, mapping: ColumnMapping | None = None, currency: str = ""
) -> StatementFile:
    """Read a statement file. Never raises for what is in it: what is wrong is in the findings, each with its line.

    `name` is only kept for people; `mapping` says what the columns of a CSV or XLSX file are, else their header does;
    `currency` is that of a table that names none.
    """
    file = _or_refused(lambda: _read(content, mapping, currency))
    found: list[Finding] = list(file.findings)
    if file.format not in _TABLES:
        for statement in file.statements:
            found += check_statement(statement)
        found += check_chain(file.statements)
    if not file.statements and not found:
        found.append(finding("no_entries"))
    return replace(file, statements=with_keys(file.statements), findings=tuple(found), name=name)


def suggest_mapping(content: bytes) -> ColumnMapping | None:
    """What the header of a CSV or XLSX file suggests its columns to be; None for other files and unknown headers."""
    try:
        if content.startswith(_ZIP):
            return xlsx.suggest_for(content)
        text, _ = decode(content[:BYTES_MAX])
        return csv.suggest_for(text)
    except Unreadable:
        return None


def table_head(content: bytes) -> list[tuple[str, ...]]:
    """The first rows of a CSV or XLSX file, among which its header stands; none for other files."""
    try:
        if content.startswith(_ZIP):
            return xlsx.head_of(content)
        text, _ = decode(content[:BYTES_MAX])
        return csv.head_of(text) if csv.is_table(text) else []
    except Unreadable:
        return []


def table_rows(content: bytes) -> tuple[list[Row], list[Finding]]:
    """All rows of a CSV or XLSX file, whatever stands in them, and what is wrong with it; no rows of other files."""
    try:
        if content.startswith(_ZIP):
            return xlsx.rows(content), []
        text, found = decode(b"" if content.startswith(_BINARY) else content)
        if not csv.is_table(text):
            return [], [finding("not_a_table")]
        rows, badly_quoted = csv.rows_of(text, csv.delimiter_of(text))
        return rows, [*found, *badly_quoted]
    except Unreadable as stop:
        return [], [stop.finding]


def _or_refused(reading: Callable[[], StatementFile]) -> StatementFile:
    try:
        return reading()
    except Unreadable as stop:
        return StatementFile(UNKNOWN, (), (stop.finding,))


def _read(content: bytes, mapping: ColumnMapping | None, currency: str) -> StatementFile:
    if not content.strip():
        raise unreadable("empty_file")
    if len(content) > BYTES_MAX:
        raise unreadable("file_too_big", limit=BYTES_MAX >> 20)
    if content.startswith(_BINARY):
        raise unreadable("unknown_format")
    if content.startswith(_ZIP):
        return xlsx.read(content, mapping, currency)
    text, found = decode(content)
    if text.lstrip().startswith("<"):
        return camt.read(content)
    file = _or_refused(lambda: _read_text(text, mapping, currency))
    return replace(file, findings=(*found, *file.findings))


def _read_text(text: str, mapping: ColumnMapping | None, currency: str) -> StatementFile:
    if any(char in _CONTROL for char in text[:_HEAD]):
        raise unreadable("unknown_format")
    if mapping is not None:
        return csv.read(text, mapping, currency)
    if mt940.is_message(text):
        return mt940.read(text)
    if elixir0.is_order_file(text):
        return elixir0.read(text)
    if not csv.is_table(text):
        raise unreadable("unknown_format")
    return csv.read(text, None, currency)
