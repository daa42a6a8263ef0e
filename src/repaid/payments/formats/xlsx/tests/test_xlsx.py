"""Workbooks as statements: exact amounts, real days, the row that the spreadsheet shows."""

import io
from datetime import datetime

import pytest
import xlsxwriter

from repaid.payments.formats import ColumnMapping, read_statement, suggest_mapping

from .books import book, sheet

HEAD = ["Data operacji", "Kwota", "Waluta", "Kontrahent", "Tytuł"]


def workbook(rows: list[list[object]], sheets: tuple[str, ...] = ("Wyciąg",)) -> bytes:
    """A workbook whose last sheet has these rows."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file)
    day = made.add_format({"num_format": "dd.mm.yyyy"})
    *_others, page = [made.add_worksheet(name) for name in sheets]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            page.write(row, column, cell, day if isinstance(cell, datetime) else None)
    made.close()
    return file.getvalue()


def test_stored_numbers_become_exact_amounts_and_days() -> None:
    rows = [HEAD, [datetime(2026, 3, 15), 0.1 + 0.2, "PLN", "Jan Kowalski", "RATA 1"]]
    (line,) = read_statement("wyciag.xlsx", workbook(rows)).lines
    assert (line.amount_minor, str(line.booked_on), line.counterparty) == (30, "2026-03-15", "Jan Kowalski")


def test_amounts_typed_as_text_are_read_as_typed() -> None:
    rows = [HEAD, ["15.03.2026", "1 250,00 zł", "PLN", "Jan Kowalski", "RATA 1"]]
    (line,) = read_statement("wyciag.xlsx", workbook(rows)).lines
    assert line.amount_minor == 125000


def test_a_finding_names_the_row_of_the_spreadsheet() -> None:
    rows = [
        ["Wyciąg za marzec"],
        [],
        HEAD,
        ["2026-03-15", 1, "PLN", "Jan", ""],
        ["2026-03-16", "dużo", "PLN", "Ewa", ""],
    ]
    file = read_statement("wyciag.xlsx", workbook(rows))
    assert [line.row for line in file.lines] == [4]
    assert [(each.code, each.facts["line"]) for each in file.findings] == [("bad_amount", 5)]


def test_the_mapping_names_the_sheet() -> None:
    content = workbook([HEAD, ["2026-03-15", 1, "PLN", "Jan", ""]], sheets=("Opis", "Dane"))
    mapping = ColumnMapping({"booked_on": ["Data operacji"], "amount": ["Kwota"]}, currency="PLN", sheet="Dane")
    assert len(read_statement("wyciag.xlsx", content, mapping).lines) == 1
    assert read_statement("wyciag.xlsx", content).lines == ()


def test_cells_without_places_stand_side_by_side() -> None:
    head = '<row><c t="inlineStr"><is><t>Date</t></is></c><c t="inlineStr"><is><t>Amount</t></is></c></row>'
    body = '<row><c t="inlineStr"><is><t>2026-03-15</t></is></c><c><v>12.5</v></c></row>'
    (line,) = read_statement("book.xlsx", book(sheet(head + body)), currency="EUR").lines
    assert (line.row, line.amount_minor) == (2, 1250)


def test_a_mapping_is_suggested_by_the_header() -> None:
    suggested = suggest_mapping(workbook([HEAD]))
    assert suggested is not None
    assert suggested.columns["counterparty"] == ["Kontrahent"]


@pytest.mark.parametrize("missing", ["xl/workbook.xml"])
def test_a_zip_without_a_workbook_is_none(missing: str) -> None:
    content = workbook([HEAD]).replace(missing.encode(), b"xl/workbook.XML")
    assert [each.code for each in read_statement("x.xlsx", content).findings] == ["zip_refused"]
