"""Reading the books."""

from repaid.ledger.queries.books import (
    PAGE,
    Statement,
    StatementRow,
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
    statement,
    transfers_of,
    trial_balance,
)
from repaid.ledger.queries.external import book_settings, chart_with_external, external_codes, external_history
from repaid.ledger.queries.periods import PeriodShown, closed_period_until, period_of, periods

__all__ = [
    "PAGE",
    "PeriodShown",
    "Statement",
    "StatementRow",
    "TrialBalance",
    "TrialRow",
    "TrialTotal",
    "balances_of",
    "book_settings",
    "books",
    "chart",
    "chart_with_external",
    "closed_period_until",
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
