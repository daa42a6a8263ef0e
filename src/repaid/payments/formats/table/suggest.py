"""A mapping suggested by the words of the header, in four languages."""

from collections.abc import Iterable, Sequence
from typing import Final

from repaid.kernel.text import folded

from .mapping import Column, ColumnMapping
from .words import MANY, field_of

HEADER_WITHIN: Final = 60
"""Rows in which the header must stand; banks put the name of the client and the period above it."""

_AMOUNTS: Final = frozenset({"amount", "credit", "debit"})
_OTHERS: Final = frozenset({"value_date", "booked_on", "counterparty", "remittance", "counterparty_account", "account"})


def suggest(rows: Iterable[Sequence[str]]) -> ColumnMapping | None:
    """The mapping of the first row that names an amount and one more field; None when no row does."""
    for place, row in enumerate(rows):
        if place >= HEADER_WITHIN:
            return None
        columns = _columns(row)
        if columns.keys() & _AMOUNTS and columns.keys() & _OTHERS:
            return ColumnMapping(columns=_settled(columns), header=tuple(row))
    return None


def _columns(row: Sequence[str]) -> dict[str, list[Column]]:
    """Every header word once; a field has its first column, or all of them where it may have many."""
    columns: dict[str, list[Column]] = {}
    seen: set[str] = set()
    for cell in row:
        name = field_of(cell)
        if name is None or folded(cell) in seen:
            continue
        seen.add(folded(cell))
        if name not in columns or name in MANY:
            columns.setdefault(name, []).append(cell)
    return columns


def _settled(columns: dict[str, list[Column]]) -> dict[str, list[Column]]:
    """One account column beside a name is the other party's; a signed amount needs no columns for credit and debit."""
    if "account" in columns and "counterparty" in columns and "counterparty_account" not in columns:
        columns["counterparty_account"] = columns.pop("account")
    if "amount" in columns:
        columns.pop("credit", None)
        columns.pop("debit", None)
    return columns
