"""Cells as people and spreadsheets write them: amounts, days, rates, counts. What is wrong with one is a note."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from loanmath.rates import PPM_PER_PERCENT
from repaid.contracts.imports.positions.columns import Sheet
from repaid.contracts.imports.positions.notes import Note, excerpt
from repaid.contracts.imports.positions.words import FIELDS, Kind
from repaid.kernel.text import latin_digits
from repaid.payments.formats import Row
from repaid.payments.formats.table.mapping import DateOrder, DecimalMark
from repaid.payments.formats.table.values import decimal_of, order_of, read_day, read_minor

COUNT_MAX: Final = 1_200
RATE_MAX: Final = Decimal(1_000)
TEXT_MAX: Final = 200
MINOR_MAX: Final = 10**15


@dataclass(frozen=True, slots=True)
class Manner:
    """How a table writes days and decimals, found out from whole columns."""

    order: DateOrder
    decimal: DecimalMark

    @classmethod
    def of(cls, sheet: Sheet) -> "Manner":
        """The manner of a table."""
        return cls(order_of(_texts(sheet, "date")), decimal_of(_texts(sheet, "amount", "rate")))


def _texts(sheet: Sheet, *kinds: Kind) -> list[str]:
    places = [place for name, place in sheet.places.items() if FIELDS[name].kind in kinds]
    return [text for row in sheet.rows for place in places if place < len(row.cells) and (text := row.cells[place])]


@dataclass(slots=True)
class Cells:
    """The cells of one row by field; what cannot be read is noted and comes back as nothing."""

    row: Row
    sheet: Sheet
    manner: Manner
    notes: list[Note] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The row as the file numbers it."""
        return self.row.number

    def note(self, column: str, code: str, **facts: Any) -> None:
        """Tell something of a cell."""
        self.notes.append(Note(self.line, column, code, facts))

    @property
    def is_wrong(self) -> bool:
        """Whether something was told that keeps the row from being taken."""
        return any(note.severity == "error" for note in self.notes)

    def text(self, name: str, most: int = TEXT_MAX) -> str:
        """The text of a field; empty where the table has no such column."""
        place = self.sheet.places.get(name)
        cells: Sequence[str] = self.row.cells
        text = " ".join(cells[place].replace("\0", "").split()) if place is not None and place < len(cells) else ""
        if len(text) > most:
            self.note(name, "too_long", text=excerpt(text), most=most)
            return ""
        if not text and FIELDS[name].is_needed:
            self.note(name, "empty")
        return text

    def amount(self, name: str, currency: str, *, above_zero: bool = False) -> int:
        """Minor units, 0 for an empty cell."""
        text = self.text(name)
        if not text:
            return 0
        try:
            minor = read_minor(text, currency, self.manner.decimal)
            if abs(minor) > MINOR_MAX:
                raise ValueError(text)
        except ValueError:
            self.note(name, "bad_amount", text=excerpt(text), currency=currency)
            return 0
        if minor < 0 or (above_zero and not minor):
            self.note(name, "amount_zero" if above_zero else "below_zero")
        return max(minor, 0)

    def day(self, name: str) -> date | None:
        """A day of either calendar; None for an empty cell."""
        text = self.text(name)
        try:
            return read_day(text, self.manner.order) if text else None
        except ValueError:
            self.note(name, "bad_date", text=excerpt(text))
            return None

    def rate(self, name: str) -> Decimal:
        """Per cent a year on the grid of the engine."""
        text = self.text(name)
        plain = latin_digits(text).translate(_RATE_MARKS).strip("% ").replace(",", ".")
        try:
            percent = Decimal(plain or 0)
            if not 0 <= percent <= RATE_MAX or percent * PPM_PER_PERCENT % 1:
                raise InvalidOperation
        except InvalidOperation:
            self.note(name, "bad_rate", text=excerpt(text))
            return Decimal(0)
        return percent

    def count(self, name: str, least: int = 0) -> int | None:
        """A whole number; None for an empty cell."""
        text = self.text(name)
        plain = latin_digits(text).removesuffix(".0")
        if not text:
            return None
        if not (plain.isascii() and plain.isdigit()) or not least <= int(plain[:9]) <= COUNT_MAX:
            self.note(name, "bad_count", text=excerpt(text), least=least, most=COUNT_MAX)
            return None
        return int(plain)


_RATE_MARKS: Final = str.maketrans({"٫": ".", "٪": "%", "\u00a0": " "})
