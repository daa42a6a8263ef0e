"""Messages in the system, as the customer reads them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from repaid.interfaces.shared.doors import ActorRequest, customer_page
from repaid.messages.commands.reading import read_message
from repaid.messages.queries.outbox import read_by_customer

SHOWN = 100


@customer_page
def message_list(request: ActorRequest) -> HttpResponse:
    """The newest messages; one is read when it is opened."""
    return render(request, "portal/messages/list.html", {"rows": list(read_by_customer(request.actor)[:SHOWN])})


@customer_page
@require_POST
def reading(request: ActorRequest, message: int) -> HttpResponse:
    """Note that a message was opened."""
    read_message(by=request.actor, message=message)
    return HttpResponse(status=204)
