"""Reading the books."""

from repaid.ledger.queries.books import (
    TrialBalance,
    TrialRow,
    TrialTotal,
    balances_of,
    books,
    chart,
    journal_entry,
    line_named,
    manual_entries,
    role_codes,
    transfers_of,
    trial_balance,
)
from repaid.ledger.queries.external import book_settings, chart_with_external, external_codes, external_history
from repaid.ledger.queries.periods import PeriodShown, closed_period_until, period_of, periods
from repaid.ledger.queries.statements import Key, Statement, StatementPage, StatementRow, Sums, currencies_of, statement

__all__ = [
    "Key",
    "PeriodShown",
    "Statement",
    "StatementPage",
    "StatementRow",
    "Sums",
    "TrialBalance",
    "TrialRow",
    "TrialTotal",
    "balances_of",
    "book_settings",
    "books",
    "chart",
    "chart_with_external",
    "closed_period_until",
    "currencies_of",
    "external_codes",
    "external_history",
    "journal_entry",
    "line_named",
    "manual_entries",
    "period_of",
    "periods",
    "role_codes",
    "statement",
    "transfers_of",
    "trial_balance",
]
