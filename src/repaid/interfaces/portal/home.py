"""The welcome screen: what the customer comes for, one press away (CZ-39)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repaid.contracts.queries.contracts import loans_of_customer
from repaid.interfaces.portal.loans.page import LoanPage
from repaid.interfaces.shared.doors import ActorRequest, customer_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.origination.queries import own_to_complete

LATEST = 3
COLUMNS = (
    Column("number", _("Loan number"), "code", link=lambda page: reverse("portal:loan", args=[page.number])),
    Column("product", _("Product name")),
    Column("contract.state", _("Status"), "state", state_kind="contract"),
    Column("to_pay", _("To pay today"), "money"),
    Column("owed.next_due_on", _("Next instalment"), "date"),
)


@customer_page
def start(request: ActorRequest) -> HttpResponse:
    """Greets the customer, says what is to pay and which application waits, leads to the loans."""
    pages = [LoanPage(loan, request.actor) for loan in loans_of_customer(request.actor)[:LATEST]]
    facts = {"table": Table(_("Your latest loans"), COLUMNS, pages), "to_complete": own_to_complete(request.actor)}
    return render(request, "portal/start.html", facts)
