"""Rows of a table as lines of statements, one statement for each account and currency."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from repaid.kernel.refusal import Finding
from repaid.kernel.text import folded

from ..findings import Unreadable, finding, unreadable
from ..model import Kind, Line, Reference, ReferenceKind
from ..wording import account_code
from .mapping import DateOrder, DecimalMark
from .values import read_day, read_minor
from .words import MONEY_IN, MONEY_OUT

CELL_MAX: Final = 2_000
DATES: Final = ("value_date", "booked_on")
AMOUNTS: Final = ("amount", "credit", "debit")
_REFERENCES: Final[tuple[ReferenceKind, ...]] = ("end_to_end", "mandate", "creditor", "customer")


class Row(NamedTuple):
    """A row of the file: its number as the reader of the file counts it, and its cells."""

    number: int
    cells: Sequence[str]


class Read(NamedTuple):
    """What a row gave: the account it belongs to, its line, the balance after it when the table has one."""

    account: str
    line: Line
    balance_minor: int | None


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads rows by the places of their columns; what is wrong with a row goes into `found`."""

    places: Mapping[str, tuple[int, ...]]
    width: int
    date_order: DateOrder
    decimal: DecimalMark
    currency: str
    account: str
    found: list[Finding]

    def cell(self, row: Row, name: str) -> str:
        """The first text among the columns of a field, as it stands but for spaces around it."""
        for place in self.places.get(name, ()):
            if place < len(row.cells) and (cell := row.cells[place]).strip():
                return cell.strip(" ")
        return ""

    def read(self, row: Row) -> Read | None:
        """The line of a row; None, with a finding, when it cannot be read or is no entry."""
        try:
            return self._read(row) if self._is_entry(row) else None
        except Unreadable as wrong:
            self.found.append(wrong.finding)
            return None

    def _read(self, row: Row) -> Read:
        currency = self.cell(row, "currency").upper() or self.currency
        if len(currency) != 3 or not (currency.isascii() and currency.isalpha()):
            raise unreadable("bad_currency", line=row.number, text=currency)
        minor = self._amount(row, currency)
        value_date, booked_on = self._day(row, "value_date"), self._day(row, "booked_on")
        if value_date is None and booked_on is None and self.places.keys() & DATES:
            self.found.append(finding("no_date", line=row.number))
        line = self._line(row, minor, currency, (value_date or booked_on, booked_on))
        return Read(self.cell(row, "account") or self.account, line, self._balance(row, currency))

    def _line(self, row: Row, minor: int, currency: str, days: tuple[date | None, date | None]) -> Line:
        references = ((kind, self.cell(row, kind)) for kind in _REFERENCES)
        remarks = (row.cells[place].strip(" ") for place in self.places.get("remittance", ()) if place < len(row.cells))
        kind: Kind = "in" if minor >= 0 else "out"
        return Line(
            row=row.number,
            value_date=days[0],
            booked_on=days[1],
            amount_minor=minor,
            currency=currency,
            kind=kind,
            counterparty=self.cell(row, "counterparty"),
            counterparty_account=account_code(self.cell(row, "counterparty_account")),
            paid_into=account_code(self.cell(row, "paid_into")),
            references=tuple(Reference(kind, value) for kind, value in references if value),
            remittance=" ".join(filter(None, remarks)),
            bank_reference=self.cell(row, "bank_reference"),
            bank_code=self.cell(row, "bank_code"),
            details=1,
        )

    def _is_entry(self, row: Row) -> bool:
        """Not a row of totals or remarks under the table, not one with a NUL byte (named where bytes were read)."""
        longest = max(map(len, row.cells))
        if longest > CELL_MAX:
            raise unreadable("line_too_long", line=row.number, length=longest)
        if any(cell.strip() for cell in row.cells[self.width :]):
            raise unreadable("extra_cells", line=row.number)
        if not any(self.cell(row, name) for name in (*DATES, *AMOUNTS)):
            raise unreadable("row_skipped", line=row.number)
        return not any("\0" in cell for cell in row.cells)

    def _amount(self, row: Row, currency: str) -> int:
        if "amount" in self.places:
            return self._directed(row, self._minor(row, "amount", currency))
        given = [name for name in ("credit", "debit") if self.cell(row, name)]
        if not given:
            raise unreadable("bad_amount", line=row.number, text="", currency=currency)
        minors = {name: self._minor(row, name, currency) for name in given}
        return minors.get("credit", 0) - abs(minors.get("debit", 0))

    def _minor(self, row: Row, name: str, currency: str) -> int:
        text = self.cell(row, name)
        try:
            return read_minor(text, currency, self.decimal)
        except ValueError:
            raise unreadable("bad_amount", line=row.number, text=text, currency=currency) from None

    def _directed(self, row: Row, minor: int) -> int:
        if "direction" not in self.places:
            return minor
        word = folded(self.cell(row, "direction"))
        if word in MONEY_OUT:
            return -abs(minor)
        if word in MONEY_IN:
            return minor
        raise unreadable("bad_line", line=row.number, text=self.cell(row, "direction"))

    def _day(self, row: Row, name: str) -> date | None:
        text = self.cell(row, name)
        try:
            return read_day(text, self.date_order) if text else None
        except ValueError:
            raise unreadable("bad_date", line=row.number, text=text) from None

    def _balance(self, row: Row, currency: str) -> int | None:
        text = self.cell(row, "balance")
        try:
            return read_minor(text, currency, self.decimal) if text else None
        except ValueError:
            self.found.append(finding("bad_balance", line=row.number, text=text))
            return None


def texts_of(rows: Iterable[Row], places: Iterable[int]) -> list[str]:
    """All texts of some columns, to find out how the table writes days and amounts."""
    wanted = tuple(places)
    return [text for row in rows for place in wanted if place < len(row.cells) and (text := row.cells[place].strip())]
