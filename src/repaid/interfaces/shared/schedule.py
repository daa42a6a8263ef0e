"""The schedule and the repayments of a contract as tables and as a ribbon, for staff and for customers."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loanmath.life import Life
from loanmath.money import Money
from repaid.contracts.choices import RepaymentKind, RowState
from repaid.contracts.queries.repayments import RepaymentRow
from repaid.contracts.queries.schedule import ScheduleRow, schedule_rows
from repaid.interfaces.ui.columns import Column, Table, Text
from repaid.interfaces.ui.ribbon import CellState, Ribbon, RibbonCell, ribbon

CELLS: dict[str, CellState] = {
    RowState.PAID: "paid",
    RowState.PAID_LATE: "late",
    RowState.PARTLY_PAID: "part",
    RowState.OVERDUE: "over",
    RowState.NEXT: "next",
    RowState.TO_COME: "todo",
}
"""How each state of an instalment looks (see `ui.states.INSTALMENT`)."""


def money_column(label: Text, currency: str, minor: Any, **more: Any) -> Column:
    """A column of amounts without their currency; `minor` reads minor units from the row."""
    return Column(lambda row: Money(minor(row), currency), label, "amount", **more)


def asked_rows(life: Life) -> list[ScheduleRow]:
    """The schedule without rows that ask for nothing, such as those after everything was called due."""
    return [row for row in schedule_rows(life) if any(row.owed)]


def ribbon_of(rows: Sequence[ScheduleRow], currency: str) -> Ribbon:
    """One cell an instalment."""
    return ribbon([RibbonCell(row.number, row.due, Money(row.owed.total, currency), CELLS[row.state]) for row in rows])


def schedule_table(rows: Sequence[ScheduleRow], currency: str, *, title: Text, full: bool = False) -> Table:
    """No., Date, Principal, Interest, Total (CZ-59), other costs if any, state; `full`: paid and left after too."""
    columns = [
        Column("number", _("No."), "number"),
        Column("due", pgettext_lazy("column", "Date"), "date"),
        money_column(pgettext_lazy("column", "Principal"), currency, lambda row: row.owed.principal),
        money_column(pgettext_lazy("column", "Interest"), currency, lambda row: row.owed.interest),
    ]
    if any(_other(row) for row in rows):
        columns.append(money_column(_("Other"), currency, _other))
    columns.append(money_column(pgettext_lazy("column", "Total"), currency, lambda row: row.owed.total))
    if full:
        columns.append(money_column(_("Paid"), currency, lambda row: row.paid.total))
        columns.append(money_column(_("Left after"), currency, lambda row: row.balance))
    columns.append(Column(lambda row: CELLS[row.state], _("State"), "state", state_kind="instalment"))
    return Table(title, columns, rows)


def _other(row: ScheduleRow) -> int:
    return row.owed.penalty + row.owed.fees + row.owed.tax


def repayments_table(rows: Sequence[RepaymentRow], currency: str, *, title: Text) -> Table:
    """Date, Amount, Principal, Interest, Penalty interest, Other, Deposit (CZ-61); the amount is their sum."""
    columns = (
        Column("on", pgettext_lazy("column", "Date"), "date", small=_what_it_was),
        money_column(_("Amount"), currency, lambda row: row.amount),
        money_column(pgettext_lazy("column", "Principal"), currency, lambda row: row.principal),
        money_column(pgettext_lazy("column", "Interest"), currency, lambda row: row.interest),
        money_column(_("Penalty interest"), currency, lambda row: row.penalty),
        money_column(_("Other"), currency, lambda row: row.other),
        money_column(_("Deposit"), currency, lambda row: row.deposit),
    )
    return Table(title, columns, rows)


def _what_it_was(row: RepaymentRow) -> str | None:
    return None if row.kind == RepaymentKind.PAYMENT else str(RepaymentKind(row.kind).label)
