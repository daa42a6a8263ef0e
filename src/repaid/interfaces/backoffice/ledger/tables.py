"""Tables of the books: the trial balance, the statement of an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.ui.columns import Column, Table, Text
from repaid.kernel.names import in_language
from repaid.ledger.choices import AccountClass
from repaid.ledger.queries import Statement, TrialBalance, TrialTotal


def _minor(name: str, label: Text) -> Column:
    return Column(lambda row: Money(getattr(row, name), row.currency), label, "amount")


def trial_table(balance: TrialBalance) -> Table:
    """Each line of the chart in one currency: opening, debit, credit, closing."""
    columns = (
        Column("code", _("Code"), "code", link=_statement_address(balance)),
        Column(lambda row: in_language(row.names), _("Account")),
        Column(lambda row: str(AccountClass(row.account_class).label), _("Class"), card="hide"),
        Column("currency", _("Currency"), "code"),
        _minor("opening_minor", _("Opening balance")),
        _minor("debit_minor", _("Debit")),
        _minor("credit_minor", _("Credit")),
        _minor("closing_minor", _("Closing balance")),
    )
    return Table(_("Trial balance"), columns, balance.rows)


def _statement_address(balance: TrialBalance) -> Any:
    days = f"since={balance.since.isoformat()}&until={balance.until.isoformat()}"
    return lambda row: f"{reverse('backoffice:account', args=[row.code])}?{days}&currency={row.currency}"


@dataclass(frozen=True, slots=True)
class BalanceSum:
    """The sums of one currency and whether they are equal."""

    total: TrialTotal

    @property
    def is_balanced(self) -> bool:
        total = self.total
        return total.debit_minor == total.credit_minor and not total.opening_minor and not total.closing_minor

    @property
    def debit(self) -> Money:
        return Money(self.total.debit_minor, self.total.currency)

    @property
    def credit(self) -> Money:
        return Money(self.total.credit_minor, self.total.currency)


def balance_sums(balance: TrialBalance) -> list[BalanceSum]:
    """One sum for each currency."""
    return [BalanceSum(total) for total in balance.totals]


def sums(statement: Statement) -> list[tuple[str, Money]]:
    """What the days of a statement begin with, come to and end with."""
    found = statement.sums
    named = [
        (_("Opening balance"), found.opening),
        (_("Debit"), found.debit),
        (_("Credit"), found.credit),
        (_("Closing balance"), found.closing),
    ]
    return [(str(name), Money(minor, statement.currency)) for name, minor in named]


def statement_columns(statement: Statement) -> Sequence[Column]:
    """Transfers, oldest first, with the balance after each."""
    currency = statement.currency

    def amount(name: str, label: Text) -> Column:
        return Column(lambda row: Money(getattr(row, name), currency) if getattr(row, name) else None, label, "amount")

    return (
        Column("transfer.booked_on", _("Booked on"), "date"),
        Column("transfer.value_date", _("Value date"), "date", card="hide"),
        Column(
            lambda row: row.transfer.subject.number if row.transfer.subject else None, _("About"), "code",
            link=lambda row: address_of(row.transfer.subject),
        ),
        Column(lambda row: _other_side(row, statement.line.code), _("Other account")),
        amount("debit_minor", _("Debit")),
        amount("credit_minor", _("Credit")),
        Column(lambda row: Money(row.balance_minor, currency), _("Balance"), "amount"),
    )  # fmt: skip


def _other_side(row: Any, code: str) -> str:
    transfer = row.transfer
    line = transfer.credit.line if transfer.debit.line.code == code else transfer.debit.line
    return f"{line.code} {in_language(line.names)}"
