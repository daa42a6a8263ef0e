"""The statement of a loan as a paper: what is owed today, what was paid, what comes; the figures of the screen."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from loanmath.life import Life
from loanmath.money import Money
from repaid.branding.queries import head_of
from repaid.contracts.choices import State
from repaid.contracts.queries.contracts import borrowers_of
from repaid.contracts.queries.owed import Owed, owed
from repaid.contracts.queries.repayments import repayment_rows
from repaid.interfaces.shared.schedule import asked_rows, repayments_table, schedule_table
from repaid.interfaces.ui.columns import Column, Table
from repaid.kernel.formats import (
    account_text,
    amount_text,
    date_text,
    isolated,
    money_text,
    number_text,
    rate_text,
    text_of,
)
from repaid.kernel.names import in_language
from repaid.kernel.paper import Paper, Section, pdf


def statement_file(contract: Any, life: Life) -> HttpResponse:
    """The statement as a PDF to be kept, in the reader's language."""
    headers = {"Content-Disposition": f'attachment; filename="statement-{contract.number}.pdf"'}
    return HttpResponse(pdf(statement(contract, life), timezone.now()), "application/pdf", headers=headers)


def statement(contract: Any, life: Life) -> Paper:
    """A contract on the day of its life."""
    number, currency, figures = contract.number, contract.currency, owed(life)
    titles = (_("Statement of loan {number}"), _("Repayments of loan {number}"), _("Schedule of loan {number}"))
    of_loan, of_paid, of_plan = (title.format(number=isolated(number)) for title in titles)
    paid = repayments_table(repayment_rows(life), currency, title=of_paid)
    plan = schedule_table(asked_rows(life), currency, title=of_plan)
    nothing = "" if paid.rows else _("There are no repayments yet.")
    return Paper(
        language=get_language(), lender=contract.organisation.name, day=date_text(figures.on),
        title=of_loan, reference=isolated(number), head=head_of(contract.organisation_id),
        sections=[
            Section(_("Loan data"), facts=_there(_loan(contract, life))),
            Section(_("To pay on {day}").format(day=date_text(figures.on)), facts=_there(_debt(figures, currency))),
            Section(str(paid.title), nothing, **_cells(paid)),
            Section(str(plan.title), **_cells(plan)),
        ],
    )  # fmt: skip


def _loan(contract: Any, life: Life) -> list[tuple[str, str]]:
    launched = date_text(contract.launched_on) if contract.launched_on else ""
    return [
        (_("Borrower"), ", ".join(each.party.subject.title for each in borrowers_of(contract))),
        (pgettext("loan", "Product"), in_language(contract.version.product.names)),
        (_("State"), str(State(contract.state).label)),
        (_("Date launched"), launched),
        (_("Amount"), money_text(Money(contract.amount, contract.currency))),
        (_("Number of instalments"), number_text(life.terms.count)),
        (_("Account number for repayments"), isolated(account_text(contract.account))),
    ]


def _debt(figures: Owed, currency: str) -> list[tuple[str, str]]:
    def money(minor: int) -> str:
        return money_text(Money(minor, currency))

    return [
        (_("Total indebtedness"), money(figures.total_indebtedness)),
        (_("Current arrears"), money(figures.current_arrears)),
        (_("Deposit"), money(figures.credit) if figures.credit else ""),
        (_("To repay everything today"), money(figures.to_repay_everything)),
        (_("Next instalment"), _next(figures, currency)),
        (_("Contractual interest rate"), _rate(figures.rate)),
        (_("Penalty interest rate"), _rate(figures.penalty_rate)),
    ]


def _next(figures: Owed, currency: str) -> str:
    if figures.next_due_on is None:
        return ""
    return f"{money_text(Money(figures.next_amount, currency))}, {date_text(figures.next_due_on)}"


def _rate(percent: Decimal | None) -> str:
    return "" if percent is None else rate_text(percent)


def _there(facts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(label, value) for label, value in facts if value]


def _cells(table: Table) -> dict[str, Any]:
    """A table of the screen as words; empty where it has no rows."""
    if not table.rows:
        return {}
    figures = [place for place, column in enumerate(table.columns) if column.is_numeric]
    head = [str(column.label) for column in table.columns]
    return {"head": head, "rows": [_row(table, row) for row in table.rows], "figures": figures}


def _row(table: Table, row: Any) -> Sequence[str]:
    return [_cell(column, row) for column in table.columns]


def _cell(column: Column, row: Any) -> str:
    """The value in words, its second line beside it."""
    value = column.word(row)
    words = amount_text(value) if isinstance(value, Money) else text_of(value)
    second = column.small(row) if column.small else None
    return f"{words} ({second})" if second else words
