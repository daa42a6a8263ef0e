"""The contract as a paper: the request of an application with its schedule, in the language of the borrower."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.queries import organisation_of
from repaid.branding.queries import head_of
from repaid.kernel.formats import account_text, amount_text, date_text, money_text, number_text, rate_text
from repaid.kernel.names import in_language
from repaid.kernel.paper import Paper, Section
from repaid.origination.choices import FIRM
from repaid.origination.models import Application
from repaid.origination.queries import request_of
from repaid.products.queries import Example, example, offered_version


def agreement_of(by: Actor, application: Application) -> Paper | None:
    """The contract of an application, as it would be today or as it was opened; None while it lacks amount or term."""
    contract = application.contract
    start = contract.opened_on if contract else today(by.organisation_id)
    request = request_of(application, start)
    if request is None:
        return None
    version = contract.version if contract else offered_version(by, application.product.code, start)
    shown = example(version, request.amount, request.count, start, rate=request.rate, first_due=request.first_due)
    with override(application.borrower.language or organisation_of(by).language):
        return _worded(by, application, shown, start)


def _worded(by: Actor, application: Application, shown: Example, start: date) -> Paper:
    contract, borrower = application.contract, application.borrower
    heads = [
        _("No."), pgettext("column", "Date"), pgettext("column", "Principal"), pgettext("column", "Interest"),
        _("Other"), pgettext("column", "Total"),
    ]  # fmt: skip
    rows = [_row(row, shown.terms.currency) for row in shown.rows]
    schedule = Section(_("Schedule"), head=heads, rows=rows, figures=tuple(range(2, len(heads))))
    account = (
        _("The borrower pays each instalment on its due date to the account above.")
        if contract
        else _("The borrower pays each instalment on its due date to the account that the lender names at the pay-out.")
    )
    sentences = [
        account,
        _("The schedule holds when the money is paid out on {day}.").format(day=date_text(start)),
    ]
    organisation = organisation_of(by)
    return Paper(
        language=borrower.language or organisation.language, lender=organisation.name, title=_title(application),
        reference=application.number, day=date_text(start), signatures=[organisation.name, borrower.name],
        head=head_of(organisation.pk),
        sections=[
            Section(facts=_facts(application, shown, start, organisation.name)),
            schedule,
            Section(text="\n\n".join(sentences)),
        ],
    )  # fmt: skip


def _title(application: Application) -> str:
    """What is signed is no draft any more: from the decision on it is the contract."""
    if application.contract:
        return _("Loan contract no. {number}").format(number=application.contract.number)
    is_agreed = {application.work.state, application.work.came_from} & set(FIRM)
    title = (
        _("Loan contract for application no. {number}")
        if is_agreed
        else _("Loan contract, draft for application no. {number}")
    )
    return title.format(number=application.number)


def _facts(application: Application, shown: Example, start: date, lender: str) -> list[tuple[str, str]]:
    contract, terms = application.contract, shown.terms
    guarantors = ", ".join(each.name for each in application.guarantors.order_by("pk"))

    def money(minor: int) -> str:
        return money_text(Money(minor, terms.currency))

    facts = [
        (_("Lender"), lender),
        (_("Borrower"), application.borrower.name),
        (_("Guarantors"), guarantors),
        (_("Product"), in_language(application.product.names)),
        (pgettext("column", "Date"), date_text(start)),
        (_("Amount"), money(terms.amount)),
        (_("Fees"), money(shown.fees)),
        (_("Interest"), money(shown.interest)),
        (_("Total to pay"), money(shown.to_pay)),
        (_("Number of instalments"), number_text(len(shown.rows))),
        (_("Rate, a year"), rate_text(terms.rates[0].percent)),
        (_("Annual percentage rate (APR)"), rate_text(round(shown.apr, 2)) if shown.apr is not None else ""),
        (_("Account number for repayments"), account_text(contract.account) if contract else ""),
    ]
    return [(name, value) for name, value in facts if value]


def _row(row: Any, currency: str) -> list[str]:
    owed = row.owed
    parts = (owed.principal, owed.interest, owed.total - owed.principal - owed.interest, owed.total)
    return [number_text(row.number), date_text(row.due), *(amount_text(Money(part, currency)) for part in parts)]
