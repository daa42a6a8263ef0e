"""Rows as files: CSV and XLSX with typed cells, and texts that no spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from typing import Any, BinaryIO, Final

import xlsxwriter
from django.utils import timezone

from loanmath.money import Money, exponent, format_minor

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK: Final = "\ufeff"
ROWS_A_SHEET: Final = 1_000_000
PLACES_MAX: Final = 3
CONTENT_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "json": "application/json",
    "zip": "application/zip",
}

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Heads and rows of values: Money, days, moments, numbers, texts; None is an empty cell."""

    heads: Sequence[str]
    rows: Iterable[Row]
    name: str = ""


def harmless(text: str) -> str:
    """A text that a spreadsheet shows and does not run."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def write_csv(stream: BinaryIO, *sheets: Sheet) -> None:
    """The first sheet, comma separated, UTF-8 with a mark, ISO dates, decimal points."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow([harmless(head) for head in sheets[0].heads])
    writer.writerows(map(plain_cells, sheets[0].rows))
    text.detach()


def plain_cells(row: Row) -> list[str]:
    """The cells of a row as CSV writes them."""
    return [_plain(value) for value in row]


def _plain(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return harmless(value)
        case Money():
            return format_minor(value.minor, value.currency)
        case datetime():
            return timezone.localtime(value).isoformat(timespec="seconds")
    return str(value)


def write_xlsx(stream: BinaryIO, *sheets: Sheet) -> None:
    """Typed numbers and dates, the heads frozen; what a sheet cannot hold goes on in the next one."""
    book = xlsxwriter.Workbook(
        stream, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "use_zip64": True}
    )
    formats = _formats(book)
    for sheet in sheets:
        rows, name = iter(sheet.rows), sheet.name
        while True:
            page = book.add_worksheet(name or None)
            _fill(page, sheet.heads, islice(rows, ROWS_A_SHEET), formats)
            following = next(rows, None)
            if following is None:
                break
            rows, name = chain([following], rows), ""
    book.close()


def _formats(book: Any) -> dict[str | int, Any]:
    formats: dict[str | int, Any] = {
        "head": book.add_format({"bold": True}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    }
    for places in range(PLACES_MAX + 1):
        formats[places] = book.add_format({"num_format": "#,##0." + "0" * places if places else "#,##0"})
    return formats


def _fill(page: Any, heads: Sequence[str], rows: Iterable[Row], formats: Mapping[str | int, Any]) -> None:
    page.freeze_panes(1, 0)
    for place, head in enumerate(heads):
        page.write_string(0, place, head, formats["head"])
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            _write(page, line, place, value, formats)


def _write(page: Any, line: int, place: int, value: Any, formats: Mapping[str | int, Any]) -> None:
    match value:
        case None | "":
            return
        case str():
            page.write_string(line, place, value)
        case Money():
            places = exponent(value.currency)
            page.write_number(line, place, value.minor / 10**places, formats[places])
        case datetime():
            page.write_datetime(line, place, timezone.localtime(value).replace(tzinfo=None), formats["moment"])
        case date():
            page.write_datetime(line, place, value, formats["day"])
        case _:
            page.write(line, place, value)


WRITERS: Final[Mapping[str, Callable[..., None]]] = {"csv": write_csv, "xlsx": write_xlsx}
"""What writes sheets into a stream, by format."""
