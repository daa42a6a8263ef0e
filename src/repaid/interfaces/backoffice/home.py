"""The start page: the reader's day, and what is in the scope, each figure one press from its list."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from repaid.access.queries import waiting_proposals
from repaid.access.rights import APPROVE
from repaid.contracts.rights import VIEW
from repaid.documents.queries import steps_waiting
from repaid.documents.rights import VIEW_DOCUMENTS
from repaid.interfaces.backoffice.day.morning import Morning
from repaid.interfaces.backoffice.finding import found
from repaid.interfaces.backoffice.pages import business_day
from repaid.interfaces.backoffice.portfolio import overall
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.context import frame_of
from repaid.origination.queries import waiting_for
from repaid.origination.rights import VIEW as VIEW_APPLICATIONS
from repaid.payments.queries.orders import to_approve
from repaid.payments.rights import APPROVE_ORDERS


@staff_page()
def start(request: ActorRequest) -> HttpResponse:
    """What waits for the reader, what was announced, and the figures of the day as far as the reader may see them."""
    facts: dict[str, Any] = {"morning": Morning(request.actor, request.user, business_day(request))}
    if request.actor.may(VIEW.code):
        facts["overall"] = overall(request.actor, business_day(request))
    if request.actor.may(APPROVE.code):
        facts["waiting"] = waiting_proposals(request.actor).exclude(proposed_by=request.actor.user_id).count()
    if request.actor.may(APPROVE_ORDERS.code):
        facts["orders"] = to_approve(request.actor).count()
    if request.actor.may(VIEW_APPLICATIONS.code):
        facts["applications"] = waiting_for(request.actor, business_day(request))
    if request.actor.may(VIEW_DOCUMENTS.code):
        facts["papers"] = steps_waiting(request.actor).count()
    return render(request, "backoffice/start.html", facts)


@staff_page()
def search(request: ActorRequest) -> HttpResponse:
    """People, contracts, payments; a page, or the answers under the search box."""
    text = request.GET.get("q", "").strip()
    facts = {"text": text, "found": found(request.actor, text, frame_of(request).organisation.currency)}
    is_part = bool(request.headers.get("HX-Request"))
    return render(request, "backoffice/answers.html" if is_part else "backoffice/search.html", facts)
