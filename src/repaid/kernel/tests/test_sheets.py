"""Files of rows: typed cells, exact amounts, no formulas, as many sheets as are needed."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
import python_calamine

from loanmath.money import Money
from repaid.kernel import sheets
from repaid.kernel.sheets import Sheet, harmless, write_csv, write_xlsx

HEADS = ["No.", "Amount", "Day", "Moment", "Text"]
ROW = [7, Money(-123456789012345678, "PLN"), date(2026, 11, 24), datetime(2026, 11, 24, 16, 20, tzinfo=UTC), "=1+1"]


def read_sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = python_calamine.load_workbook(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("text", ["=1+1", "+48 600", "-5", "@SUM(A1)", "\tx", "\rx"])
def test_no_text_is_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_csv_is_plain_and_exact() -> None:
    file = io.BytesIO()
    write_csv(file, Sheet(HEADS, [ROW, [None, Money(5, "IRR"), None, None, ""]]))
    text = file.getvalue().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        HEADS,
        ["7", "-1234567890123456.78", "2026-11-24", "2026-11-24T16:20:00+00:00", "'=1+1"],
        ["", "5", "", "", ""],
    ]


def test_xlsx_is_typed() -> None:
    file = io.BytesIO()
    write_xlsx(file, Sheet(HEADS, [[7, Money(55234, "PLN"), *ROW[2:]]], "Journal"), Sheet(["Sum"], [[1]], "Control"))
    found = read_sheets(file.getvalue())
    assert found["Journal"] == [HEADS, [7.0, 552.34, date(2026, 11, 24), datetime(2026, 11, 24, 16, 20), "=1+1"]]
    assert found["Control"] == [["Sum"], [1.0]]


def test_rows_that_a_sheet_cannot_hold_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "ROWS_A_SHEET", 2)
    file = io.BytesIO()
    write_xlsx(file, Sheet(["No."], [[number] for number in range(5)], "Journal"))
    found = list(read_sheets(file.getvalue()).values())
    assert found == [[["No."], [0.0], [1.0]], [["No."], [2.0], [3.0]], [["No."], [4.0]]]
