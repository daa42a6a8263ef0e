"""Pages of the customer's loans."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from repaid.contracts.queries.contracts import loans_of_customer
from repaid.contracts.queries.repayments import repayment_rows
from repaid.interfaces.portal.loans.listing import LoanList
from repaid.interfaces.portal.loans.online import online_table
from repaid.interfaces.portal.loans.page import LoanPage
from repaid.interfaces.shared.doors import ActorRequest, customer_page
from repaid.interfaces.shared.schedule import repayments_table, schedule_table
from repaid.interfaces.shared.statement import statement_file
from repaid.kernel.formats import isolated
from repaid.payments.queries.online import pending_of_customer


@customer_page
def loans(request: ActorRequest) -> HttpResponseBase:
    """The customer's loans, newest first (CZ-41 to CZ-43)."""
    listing = LoanList(request, loans_of_customer(request.actor))
    trail = [(pgettext("breadcrumb", "loans"), "")]
    return listing.response("portal/loans/list.html", {"trail": trail, "pending": pending_of_customer(request.actor)})


@customer_page
def loan(request: ActorRequest, number: str) -> HttpResponse:
    """Details: what is to pay today and why, loan and borrower data (CZ-55 to CZ-58)."""
    page = LoanPage.of(request.actor, number)
    return render(request, "portal/loans/details.html", {"page": page, "tab": "details"})


@customer_page
def schedule(request: ActorRequest, number: str) -> HttpResponse:
    """The schedule (CZ-59)."""
    page = LoanPage.of(request.actor, number)
    title = _("Schedule of loan {number}").format(number=isolated(number))
    table = schedule_table(page.rows, page.contract.currency, title=title)
    return render(request, "portal/loans/schedule.html", {"page": page, "tab": "schedule", "table": table})


@customer_page
def repayments(request: ActorRequest, number: str) -> HttpResponse:
    """What was paid and what it paid (CZ-61, CZ-62)."""
    page = LoanPage.of(request.actor, number)
    title = _("Repayments of loan {number}").format(number=isolated(number))
    table = repayments_table(repayment_rows(page.life), page.contract.currency, title=title)
    facts = {"page": page, "tab": "repayments", "table": table, "online": online_table(page)}
    return render(request, "portal/loans/repayments.html", facts)


@customer_page
def statement(request: ActorRequest, number: str) -> HttpResponse:
    """The loan on paper: debt, repayments and schedule of the business day."""
    page = LoanPage.of(request.actor, number)
    return statement_file(page.contract, page.life)
