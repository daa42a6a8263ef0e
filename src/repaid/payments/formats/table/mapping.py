"""Which column says what: the mapping that people choose once for a bank, as data."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Final, Literal

from repaid.kernel.text import folded

DateOrder = Literal["", "ymd", "dmy", "mdy"]
DecimalMark = Literal["", ".", ","]
Column = str | int
"""A column by the words of its header, or by its number from 1 where the table has no header."""

FIELDS: Final = (
    "value_date", "booked_on", "amount", "credit", "debit", "direction", "currency", "balance", "counterparty",
    "counterparty_account", "account", "paid_into", "end_to_end", "mandate", "creditor", "customer", "remittance",
    "bank_reference", "bank_code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Columns by field of `FIELDS`; several columns of one field are read one after another.

    `amount` is signed, or unsigned beside a `direction` ("Af", "Bij", "C", "D"); else `credit` and `debit` stand apart.
    An empty `date_order` or `decimal` is found out from the whole column. `currency` and `account` stand in for
    columns the table does not have; `delimiter` is for CSV, `sheet` for a workbook (its first one when empty).
    """

    columns: Mapping[str, Sequence[Column]]
    date_order: DateOrder = ""
    decimal: DecimalMark = ""
    currency: str = ""
    account: str = ""
    delimiter: str = ""
    sheet: str = ""
    header: Sequence[str] = field(default=())
    """The header the mapping was made for: what a bank's file is recognised by."""

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> "ColumnMapping":
        """The mapping that `as_data` wrote; ValueError when it names a field that is none."""
        mapping = cls(**data)  # type: ignore[arg-type]
        if unknown := set(mapping.columns) - set(FIELDS):
            raise ValueError(f"not fields of a statement line: {sorted(unknown)}")
        return mapping

    def as_data(self) -> dict[str, object]:
        """The mapping as plain data for JSON."""
        return asdict(self) | {"columns": {name: list(each) for name, each in self.columns.items()}}

    def fits(self, header: Sequence[str]) -> bool:
        """Whether a table with this header is of the bank that the mapping was made for."""
        return bool(self.header) and [folded(cell) for cell in self.header] == [folded(cell) for cell in header]

    @property
    def named(self) -> set[str]:
        """The folded header words that the table must have."""
        return {folded(column) for every in self.columns.values() for column in every if isinstance(column, str)}


def places(mapping: ColumnMapping, header: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The columns of each field by place from 0, found in `header`."""
    at: dict[str, int] = {}
    for place, cell in enumerate(header):
        at.setdefault(folded(cell), place)
    return {
        name: tuple(column - 1 if isinstance(column, int) else at[folded(column)] for column in every)
        for name, every in mapping.columns.items()
    }
