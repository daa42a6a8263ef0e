"""Lists as files: the columns and rows of the screen, typed, with texts that no spreadsheet takes for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from loanmath.money import Money, exponent, format_minor
from repaid.interfaces.ui.columns import Column

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTE_ORDER_MARK = "\ufeff"


def harmless(text: str) -> str:
    """A text that a spreadsheet shows and does not run."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def heads(columns: Sequence[Column]) -> list[str]:
    """Column heads; an amount has its currency in a column of its own."""
    found = []
    for column in columns:
        found += [str(column.label), _("Currency")] if column.kind in ("money", "amount") else [str(column.label)]
    return found


def values(columns: Sequence[Column], row: Any) -> list[Any]:
    """The values of a row under `heads`."""
    found: list[Any] = []
    for column in columns:
        value = column.word(row)
        if column.kind in ("money", "amount"):
            found += [value, value.currency] if value else [None, None]
        else:
            found.append(str(value) if isinstance(value, Promise) else value)
    return found


def exported(
    request: HttpRequest, columns: Sequence[Column], rows: Iterable[Any], name: str
) -> HttpResponseBase | None:
    """The file that the address asks for (`export` csv or xlsx), or None."""
    makers = {"csv": as_csv, "xlsx": as_xlsx}
    maker = makers.get(request.GET.get("export", ""))
    if maker is None:
        return None
    return maker(columns, rows.iterator(chunk_size=1000) if isinstance(rows, QuerySet) else rows, name)


def as_csv(columns: Sequence[Column], rows: Iterable[Any], name: str) -> StreamingHttpResponse:
    """Comma separated, UTF-8 with a mark, ISO dates, decimal points."""

    class Echo:
        def write(self, line: str) -> str:
            return line

    def written() -> Iterator[str]:
        writer = csv.writer(Echo())
        yield BYTE_ORDER_MARK + writer.writerow([harmless(head) for head in heads(columns)])
        for row in rows:
            yield writer.writerow([_plain(value) for value in values(columns, row)])

    return StreamingHttpResponse(written(), content_type="text/csv; charset=utf-8", headers=_attached(f"{name}.csv"))


def as_xlsx(columns: Sequence[Column], rows: Iterable[Any], name: str) -> HttpResponse:
    """One sheet with typed numbers and dates, the heads frozen."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    formats: dict[str | int, Any] = {
        "head": book.add_format({"bold": True}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    }
    for places in range(4):
        formats[places] = book.add_format({"num_format": "#,##0." + "0" * places if places else "#,##0"})
    sheet.freeze_panes(1, 0)
    for place, head in enumerate(heads(columns)):
        sheet.write_string(0, place, head, formats["head"])
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(values(columns, row)):
            _write(sheet, line, place, value, formats)
    book.close()
    return HttpResponse(file.getvalue(), content_type=XLSX, headers=_attached(f"{name}.xlsx"))


def _write(sheet: Any, line: int, place: int, value: Any, formats: dict[str | int, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, Money):
        places = exponent(value.currency)
        sheet.write_number(line, place, value.minor / 10**places, formats[places])
    elif isinstance(value, datetime):
        sheet.write_datetime(line, place, timezone.localtime(value).replace(tzinfo=None), formats["moment"])
    elif hasattr(value, "isoformat"):
        sheet.write_datetime(line, place, value, formats["day"])
    elif isinstance(value, str):
        sheet.write_string(line, place, value)
    else:
        sheet.write(line, place, value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Money):
        return format_minor(value.minor, value.currency)
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return harmless(value) if isinstance(value, str) else str(value)


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
