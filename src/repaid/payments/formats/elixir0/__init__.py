"""Elixir-0, the Polish clearing layout in which banks take orders and report mass payments.

One order a row: type, day, grosze, bank of the orderer, -, account of the orderer, account of the beneficiary,
orderer, beneficiary, -, bank of the beneficiary, title, -, -, classification, reference. Names and titles are four
pieces of 35 characters between `|`. Type 110 and 120 are transfers, 210 is a direct debit, where the orderer gets
the money. The file does not say whose statement it is: where every order debits one account and the beneficiaries
differ, they are orders going out; else they are payments received, each into its own repayment account.
"""

import csv
import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from repaid.kernel.refusal import Finding

from ..findings import finding
from ..model import Line, Reference, Statement, StatementFile
from ..wording import account_code, joined, tidy

CURRENCY: Final = "PLN"
PIECE: Final = 35
_FIRST: Final = re.compile(r'\s*"?[0-9]{3}"?\s*,\s*"?[0-9]{8}"?\s*,\s*"?[0-9]+"?\s*,')
_TRANSFERS: Final = frozenset({"110", "120"})
_DEBIT: Final = "210"
_CELLS_MIN: Final = 12
_AMOUNT: Final = re.compile(r"[0-9]{1,15}")
_ACCOUNT: Final = re.compile(r"(?:PL)?[0-9]{26}")


class _Order(NamedTuple):
    row: int
    on: date
    amount_minor: int
    payer: str
    payer_account: str
    payee: str
    payee_account: str
    title: str
    reference: str


def is_order_file(text: str) -> bool:
    """Whether the first row is an Elixir-0 order."""
    return _FIRST.match(text) is not None


def read(text: str) -> StatementFile:
    """Read the orders of a file as one statement without balances."""
    found: list[Finding] = []
    rows = text.splitlines()
    orders = [
        order
        for row, line in enumerate(rows, 1)
        if line.strip() and (order := _order(_cells(line), row, found)) is not None
    ]
    payers, payees = {order.payer_account for order in orders}, {order.payee_account for order in orders}
    goes_out = len(payers) == 1 and len(payees) > 1
    if goes_out:
        found.append(finding("read_as_orders", text=next(iter(payers))))
    account = next(iter(payers if goes_out else payees)) if goes_out or len(payees) == 1 else ""
    lines = tuple(_line(order, goes_out, account) for order in orders)
    statement = Statement(account, CURRENCY, "", lines, row=1, last_row=max(1, len(rows)))
    return StatementFile("elixir0", (statement,), tuple(found))


def _cells(line: str) -> list[str]:
    """The cells of a row; a row that is quoted badly is one cell, and no order."""
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return [line]


def _order(cells: Sequence[str], row: int, found: list[Finding]) -> _Order | None:
    cells = [cell.strip() for cell in cells]
    if any("\0" in cell for cell in cells):
        return None
    if len(cells) < _CELLS_MIN or cells[0] not in (*_TRANSFERS, _DEBIT):
        found.append(finding("bad_line", line=row, text=",".join(cells)))
        return None
    if not _AMOUNT.fullmatch(cells[2]):
        found.append(finding("bad_amount", line=row, text=cells[2], currency=CURRENCY))
        return None
    on = _day(cells[1])
    if on is None:
        found.append(finding("bad_date", line=row, text=cells[1]))
        return None
    for account in cells[5:7]:
        if not _ACCOUNT.fullmatch(account_code(account)):
            found.append(finding("bad_line", line=row, text=account))
            return None
    orderer, other = (_name(cells[7]), account_code(cells[5])), (_name(cells[8]), account_code(cells[6]))
    payer, payee = (other, orderer) if cells[0] == _DEBIT else (orderer, other)
    reference = cells[15] if len(cells) > 15 else ""
    return _Order(row, on, int(cells[2]), *payer, *payee, joined(cells[11].split("|"), PIECE), reference)


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])) if len(text) == 8 and text.isdigit() else None
    except ValueError:
        return None


def _name(text: str) -> str:
    return tidy(text.partition("|")[0])


def _line(order: _Order, goes_out: bool, account: str) -> Line:
    name, counterparty = (order.payee, order.payee_account) if goes_out else (order.payer, order.payer_account)
    return Line(
        row=order.row,
        value_date=order.on,
        booked_on=order.on,
        amount_minor=-order.amount_minor if goes_out else order.amount_minor,
        currency=CURRENCY,
        kind="out" if goes_out else "in",
        counterparty=name,
        counterparty_account=counterparty,
        paid_into="" if goes_out or order.payee_account == account else order.payee_account,
        references=(Reference("customer", order.reference),) if order.reference else (),
        remittance=order.title,
        details=1,
    )
