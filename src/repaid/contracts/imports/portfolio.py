"""Importing a portfolio: every row of a file a contract with its schedule and its payments, checked against the file.

A row that cannot be used is named by line and column and nothing of it is kept; all other rows are. A contract that is
in the books already, by its number, is left alone, so the same file twice imports nothing twice.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.contracts.commands.takeover import TakenOver, import_contracts
from repaid.contracts.imports.findings import Remark
from repaid.contracts.imports.openintro.check import (
    balance_remark,
    instalment_remark,
    paid_instalments,
    uneven_remark,
)
from repaid.contracts.imports.openintro.history import Told, tell_all
from repaid.contracts.imports.openintro.loan import COLUMNS, KEY_COLUMNS, Loan, WrongField, read_loan
from repaid.contracts.imports.openintro.product import offer_product
from repaid.contracts.imports.table import BadRow, Row, read_table
from repaid.parties.choices import RoleKind
from repaid.parties.commands.register import NewParty

PART: Final = 500
PREFIX: Final = "LC-"

Progress = Callable[[int], None]


@dataclass(slots=True)
class Report:
    """What an import came to; `rows` counts every row of the file, `known` those imported before."""

    rows: int = 0
    imported: int = 0
    known: int = 0
    instalment_equal: int = 0
    balance_checked: int = 0
    balance_equal: int = 0
    findings: list[Remark] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """The report as plain data."""
        counts = {name: getattr(self, name) for name in self.__slots__ if name != "findings"}
        return {**counts, "findings": [found.as_data() for found in self.findings]}


def import_portfolio(*, by: Actor, file: Path, branch: str = "", on_progress: Progress = lambda _rows: None) -> Report:
    """Import a file into the actor's organisation, on its business day; `on_progress` hears how many rows are done.

    Raises TableRefused for a file that is no such table, and then nothing is kept of it.
    """
    report, on = Report(), today(by.organisation_id)
    with transaction.atomic():
        product = offer_product(by, on)
        loans = _loans(file, report)
        while part := list(islice(loans, PART)):
            stories = tell_all(part, on)
            for told in stories:
                _compare(told, report)
            batch = [_contract(told) for told in stories]
            done = import_contracts(by=by, product=product, batch=batch, branch=branch)
            report.imported += done.taken
            report.known += len(done.known)
            on_progress(report.rows)
    report.findings.sort(key=lambda found: found.line)
    return report


def _loans(file: Path, report: Report) -> Iterator[Loan]:
    seen: set[str] = set()
    for row in read_table(file, COLUMNS):
        report.rows += 1
        loan = _loan(row, seen, report)
        if loan is not None:
            yield loan


def _loan(row: Row | BadRow, seen: set[str], report: Report) -> Loan | None:
    try:
        if isinstance(row, BadRow):
            raise WrongField("", row.said)
        loan = read_loan(row)
        if loan.key in seen:
            raise WrongField(KEY_COLUMNS[0], _("this key stands in the file twice"))
    except WrongField as wrong:
        report.findings.append(Remark(row.line, wrong.column, "wrong_row", str(wrong), kept=False))
        return None
    seen.add(loan.key)
    return loan


def _compare(told: Told, report: Report) -> None:
    paid = paid_instalments(told.loan)
    instalment = instalment_remark(told)
    balance = uneven_remark(told.loan) if paid is None else balance_remark(told, paid)
    report.instalment_equal += instalment is None
    report.balance_checked += paid is not None
    report.balance_equal += paid is not None and balance is None
    report.findings.extend(found for found in (instalment, balance) if found)


def _contract(told: Told) -> TakenOver:
    given, _space, family = told.loan.borrower.partition(" ")
    person = NewParty(given_names=given, family_name=family, roles=(RoleKind.BORROWER,))
    return TakenOver(number=PREFIX + told.loan.key, borrower=person, terms=told.plan.terms, events=told.events)
