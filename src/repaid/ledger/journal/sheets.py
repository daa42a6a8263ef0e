"""The journal as rows of a table, for CSV and XLSX, with what it adds up to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loanmath.money import Money
from repaid.kernel.sheets import Sheet
from repaid.ledger.journal.naming import AccountNamed, Documents
from repaid.ledger.journal.reading import Control, Line

Row = list[Any]


def heads() -> list[str]:
    """The heads of the columns."""
    return [
        pgettext("journal", "Line"), pgettext("journal", "Entry"), _("Booked on"), _("Value date"),
        pgettext("journal", "Document"), _("Text"), _("Contract"),
        _("Debit"), _("Debit, code in the other chart"), _("Debit, name"),
        _("Credit"), _("Credit, code in the other chart"), _("Credit, name"),
        pgettext("column", "Amount"), _("Currency"), _("Branch"), _("Product"),
    ]  # fmt: skip


def journal_rows(lines: Iterable[Line], accounts: Mapping[int, AccountNamed], documents: Documents) -> Iterator[Row]:
    """One row a line; lines and entries are numbered from 1."""
    entry, before = 0, None
    for number, line in enumerate(lines, start=1):
        if line.entry != before:
            entry, before = entry + 1, line.entry
        debit, credit = accounts[line.debit_id], accounts[line.credit_id]
        yield [
            number, entry, line.booked_on, line.value_date, documents.number(line), documents.text(line), line.about,
            debit.code, debit.external, debit.name, credit.code, credit.external, credit.name,
            Money(line.amount, line.currency), line.currency, debit.branch or credit.branch,
            debit.product or credit.product,
        ]  # fmt: skip


def control_heads() -> list[str]:
    """The heads of what a journal adds up to."""
    return [_("Currency"), _("Control: entries"), _("Control: lines"), _("Control: debit"), _("Control: credit")]


def control_rows(control: Sequence[Control]) -> list[Row]:
    """One row a currency."""
    return [
        [row.currency, row.entries, row.lines, Money(row.amount, row.currency), Money(row.amount, row.currency)]
        for row in control
    ]


def as_sheets(rows: Iterable[Row], control: Sequence[Control]) -> tuple[Sheet, Sheet]:
    """For XLSX: the lines on the first sheets, what they add up to on the last."""
    return Sheet(heads(), rows, _("Journal")), Sheet(control_heads(), control_rows(control), _("Control sums"))


def as_one_sheet(rows: Iterable[Row], control: Sequence[Control]) -> Sheet:
    """For CSV: what the lines add up to stands in columns of its own, below them."""
    line_heads, sum_heads = heads(), control_heads()
    no_line, no_sums = [None] * len(line_heads), [None] * len(sum_heads)

    def every_row() -> Iterator[Row]:
        yield from (row + no_sums for row in rows)
        yield from (no_line + row for row in control_rows(control))

    return Sheet([*line_heads, *sum_heads], every_row())
