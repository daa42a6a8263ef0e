"""The history of take-overs, one of them, and how far its work is."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from repaid.contracts.queries.takeovers import takeover_of, takeovers
from repaid.contracts.rights import TAKE_OVER
from repaid.interfaces.backoffice.takeover.lists import TakeOvers
from repaid.interfaces.backoffice.takeover.shown import Shown, page_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page


@staff_page(TAKE_OVER)
def history(request: ActorRequest) -> HttpResponseBase:
    """What was brought, by whom, when, and what became of it."""
    return TakeOvers(request, takeovers(request.actor)).response("backoffice/takeover/list.html")


@staff_page(TAKE_OVER)
def take_over(request: ActorRequest, key: int) -> HttpResponse:
    """What is in a file, what is wrong with it, what it comes to."""
    return page_of(request, key)


@staff_page(TAKE_OVER)
def work(request: ActorRequest, key: int) -> HttpResponse:
    """How far the work is: asked for again and again; when it has ended the page is loaded anew."""
    shown = Shown(takeover_of(request.actor, key))
    response = render(request, "backoffice/takeover/work.html", {"shown": shown})
    if not shown.is_working:
        response.headers["HX-Refresh"] = "true"
    return response
