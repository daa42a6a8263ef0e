"""The cells of a sheet as texts, streamed: exact decimals as they are stored, days as ISO days.

Read by hand: the usual readers give amounts as floats, and lay out in memory the whole rectangle that two far cells
span.
"""

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final

from ..findings import unreadable
from ..markup import stream
from ..table import ROWS_MAX, Row
from .book import Book, day_styles, number, shared_texts
from .package import Package

COLUMNS_MAX: Final = 256
_CELL: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_EPOCH: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)
_DECIMALS_SHOWN: Final = Decimal("1E-9")


def rows_of(package: Package, sheet: str) -> list[Row]:
    """The rows of a sheet (the first one when `sheet` is empty), numbered as the spreadsheet numbers them."""
    book = Book(package)
    reading = _Sheet(shared_texts(package), day_styles(package), _EPOCH_1904 if book.is_1904 else _EPOCH)
    stream(package.pieces(book.part(sheet)), reading.start, reading.end)
    return reading.rows


class _Sheet:
    """Collects the rows of a sheet as its cells close."""

    def __init__(self, shared: list[str], day_styles: frozenset[int], epoch: date) -> None:
        self._shared, self._day_styles, self._epoch = shared, day_styles, epoch
        self.rows: list[Row] = []
        self._cells: list[str] = []
        self._number = 0
        self._column = -1
        self._kind = ""
        self._is_day = False
        self._text: list[str] = []

    def start(self, _namespace: str, name: str, attributes: dict[str, str], row: int) -> None:
        if name == "row":
            self._number = max(self._number + 1, number(attributes.get("r", "")))
            self._cells, self._column = [], -1
            if len(self.rows) >= ROWS_MAX:
                raise unreadable("too_many_rows", line=self._number, limit=ROWS_MAX)
        elif name == "c":
            self._kind, self._text = attributes.get("t", "n"), []
            self._is_day = number(attributes.get("s", "")) in self._day_styles
            self._column = self._place(attributes.get("r", ""), row)

    def _place(self, reference: str, row: int) -> int:
        """The column of a cell from 0; without a reference it stands behind the one before."""
        match = _CELL.fullmatch(reference)
        place = _column_number(match[1]) - 1 if match else self._column + 1
        if place >= COLUMNS_MAX:
            raise unreadable("too_much_xml", line=row)
        return place

    def end(self, _namespace: str, name: str, text: str) -> None:
        if name in ("v", "t"):
            self._text.append(text)
        elif name == "c" and (value := self._value("".join(self._text))):
            self._cells += [""] * (self._column + 1 - len(self._cells))
            self._cells[self._column] = value
        elif name == "row" and self._cells:
            self.rows.append(Row(self._number, self._cells))

    def _value(self, text: str) -> str:
        if self._kind == "s":
            place = number(text.strip())
            return self._shared[place] if 0 <= place < len(self._shared) else ""
        if self._kind == "n" and text.strip():
            return self._number_text(text.strip())
        return text

    def _number_text(self, text: str) -> str:
        """A stored number as a plain decimal (spreadsheets store 0.1 + 0.2 as 0.30000000000000004), or as a day."""
        try:
            value = Decimal(text)
            if self._is_day:
                return (self._epoch + timedelta(days=int(value))).isoformat()
            rounded = value.quantize(_DECIMALS_SHOWN).normalize()
            return f"{rounded:f}"
        except (InvalidOperation, OverflowError, ValueError):
            return text


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
