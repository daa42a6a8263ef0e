"""The welcome screen: what the customer comes for, one press away (CZ-39)."""

from django.http import HttpResponse
from django.shortcuts import render

from repaid.contracts.queries.contracts import loans_of_customer
from repaid.interfaces.portal.loans.page import LoanPage
from repaid.interfaces.shared.doors import ActorRequest, customer_page
from repaid.messages.queries.outbox import unread_by_customer
from repaid.origination.queries import own_to_complete
from repaid.payments.queries.online import pending_of_customer

LATEST = 3


@customer_page
def start(request: ActorRequest) -> HttpResponse:
    """Greets the customer, says what is to pay, what is on its way and which application waits; leads to the loans."""
    pages = [LoanPage(loan, request.actor) for loan in loans_of_customer(request.actor)[:LATEST]]
    facts = {
        "pages": pages,
        "pending": pending_of_customer(request.actor),
        "to_complete": own_to_complete(request.actor),
        "unread": unread_by_customer(request.actor),
    }
    return render(request, "portal/start.html", facts)
