"""Tables of entries, whatever wraps them (CSV, XLSX): columns by a mapping, one statement an account and currency.

A mapping that a person chose goes first; else the words of the header suggest one. A table gives no opening and
closing balance, but where it has a column of balances each of them is checked against the line before.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from loanmath.money import Money
from repaid.kernel.refusal import Finding
from repaid.kernel.text import folded

from ..findings import finding, unreadable
from ..model import Balance, Line, Statement, StatementFile
from ..wording import account_code
from .lines import AMOUNTS, DATES, Read, Row, RowReader, texts_of
from .mapping import ColumnMapping, places
from .suggest import HEADER_WITHIN, suggest
from .values import decimal_of, order_of

__all__ = ["HEADER_WITHIN", "ROWS_MAX", "ColumnMapping", "Row", "read_table", "suggest"]

ROWS_MAX: Final = 500_000


def read_table(kind: str, rows: Sequence[Row], mapping: ColumnMapping | None, currency: str) -> StatementFile:
    """Read the rows of a table as a file of this `kind`; `currency` is taken where neither table nor mapping has one.

    Unreadable when no columns for amounts, or no currency, can be found.
    """
    chosen = mapping or suggest(row.cells for row in rows[:HEADER_WITHIN])
    if chosen is None:
        raise unreadable("no_columns")
    head = _head(rows, chosen)
    header = rows[head].cells if head is not None else ()
    body = rows if head is None else rows[head + 1 :]
    found: list[Finding] = []
    reader = _reader(chosen, header, body, currency, found)
    read = [each for row in body if any(row.cells) and (each := reader.read(row)) is not None]
    return StatementFile(kind, _statements(read, found), tuple(found))


def _head(rows: Sequence[Row], mapping: ColumnMapping) -> int | None:
    """Where the header stands: the first row with every named column; None when all columns go by number."""
    if not mapping.named:
        return None
    missing: set[str] = mapping.named
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        absent = mapping.named - {folded(cell) for cell in row.cells}
        if not absent:
            return place
        missing = min(missing, absent, key=len)
    raise unreadable("columns_missing", text=", ".join(sorted(missing)))


def _reader(
    mapping: ColumnMapping, header: Sequence[str], body: Sequence[Row], currency: str, found: list[Finding]
) -> RowReader:
    currency = mapping.currency or _currency_of(header) or currency
    where = places(mapping, header)
    if not where.keys() & set(AMOUNTS):
        raise unreadable("no_columns")
    if not currency and "currency" not in where:
        raise unreadable("currency_unknown")
    dates, amounts = ([place for name in names for place in where.get(name, ())] for names in (DATES, AMOUNTS))
    order = mapping.date_order or order_of(texts_of(body, dates))
    if not dates:
        found.append(finding("no_date", line=body[0].number if body else 1))
    elif not order:
        found.append(finding("date_order_unknown"))
    return RowReader(
        places=where,
        width=len(header) or max((len(row.cells) for row in body), default=0),
        date_order=order,
        decimal=mapping.decimal or decimal_of(texts_of(body, amounts)),
        currency=currency,
        account=mapping.account,
        found=found,
    )


def _currency_of(header: Sequence[str]) -> str:
    """The currency in the head of an amount, as in "Bedrag (EUR)"."""
    ends = (cell.strip().upper() for cell in header if cell.strip().endswith(")"))
    return next((end[-4:-1] for end in ends if end[-5:-4] == "(" and end[-4:-1].isalpha()), "")


def _statements(read: Sequence[Read], found: list[Finding]) -> tuple[Statement, ...]:
    groups: dict[tuple[str, str], list[Read]] = {}
    for each in read:
        groups.setdefault((account_code(each.account), each.line.currency), []).append(each)
    return tuple(_statement(account, currency, group, found) for (account, currency), group in groups.items())


def _statement(account: str, currency: str, group: Sequence[Read], found: list[Finding]) -> Statement:
    rows = [each.line.row for each in group]
    opening, closing = _balances(group, currency, found)
    lines: tuple[Line, ...] = tuple(each.line for each in group)
    return Statement(account, currency, "", lines, opening, closing, False, min(rows), max(rows))


def _balances(group: Sequence[Read], currency: str, found: list[Finding]) -> tuple[Balance | None, Balance | None]:
    """Opening and closing out of a column of balances, whichever way the table runs; each break is a finding."""
    if any(each.balance_minor is None for each in group):
        return None, None
    forth, back = list(group), list(reversed(group))
    ordered = min(forth, back, key=lambda way: len(_breaks(way)))
    for before, after in _breaks(ordered):
        computed = Money((before.balance_minor or 0) + after.line.amount_minor, currency)
        closing = Money(after.balance_minor or 0, currency)
        found.append(finding("running_balance", line=after.line.row, closing=closing, computed=computed))
    first, last = ordered[0], ordered[-1]
    start = (first.balance_minor or 0) - first.line.amount_minor
    opening = Balance(start, currency, first.line.booked_on, first.line.row)
    return opening, Balance(last.balance_minor or 0, currency, last.line.booked_on, last.line.row)


def _breaks(ordered: Sequence[Read]) -> list[tuple[Read, Read]]:
    return [
        (before, after)
        for before, after in pairwise(ordered)
        if (before.balance_minor or 0) + after.line.amount_minor != after.balance_minor
    ]
