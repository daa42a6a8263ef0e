"""Who may open a page. Every view carries one of these rules; a test walks all URLs and fails for one without.

@staff_page(VIEW_CONTRACTS)
def contract(request: StaffRequest, number: str) -> HttpResponse: ...
"""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import add_never_cache_headers

from repaid.access.actors import Actor
from repaid.access.rights import Right
from repaid.interfaces.shared.entry import duty_page
from repaid.interfaces.ui.context import frame_of
from repaid.kernel.refusal import MissingRight

P = ParamSpec("P")


class ActorRequest(HttpRequest):
    """A request of somebody who has signed in at this door."""

    actor: Actor


View = Callable[Concatenate[Any, P], HttpResponseBase]


def staff_page(right: Right | None = None) -> Callable[[View[P]], View[P]]:
    """Open to staff who hold `right` (to all staff when none is named)."""

    def framed(view: View[P]) -> View[P]:
        @functools.wraps(view)
        def opened(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.actor is None:
                return _to_sign_in(request)
            if right is not None and not request.actor.may(right.code):
                raise MissingRight(right=right.label)
            first = duty_page(request)
            return _private(_led_to(request, first) if first else view(request, *args, **kwargs))

        return _ruled(opened, f"staff:{right.code if right else 'any'}")

    return framed


def customer_page(view: View[P]) -> View[P]:
    """Open to customers, for what is their own."""

    @functools.wraps(view)
    def opened(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.actor is None:
            return _to_sign_in(request)
        first = duty_page(request)
        return _private(_led_to(request, first) if first else view(request, *args, **kwargs))

    return _ruled(opened, "customer")


def public_page(view: View[P]) -> View[P]:
    """Open to everybody."""
    return _ruled(view, "public")


def _ruled(view: Callable[..., HttpResponseBase], rule: str) -> Callable[..., HttpResponseBase]:
    view.rule = rule  # type: ignore[attr-defined]
    return view


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """No cache keeps the page, so the Back button shows nothing after signing out (CZ-65)."""
    add_never_cache_headers(response)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    wanted = _page_of(request) if request.headers.get("HX-Request") else request.get_full_path()
    return _led_to(request, f"{frame_of(request).door}?{urlencode({'next': wanted})}")


def _led_to(request: HttpRequest, target: str) -> HttpResponse:
    """To another page. A part of a page has nothing to show: the browser goes there, unless it is there already."""
    if not request.headers.get("HX-Request"):
        return HttpResponseRedirect(target)
    is_there = urlsplit(_page_of(request)).path == urlsplit(target).path
    return HttpResponse(status=204, headers={} if is_there else {"HX-Redirect": target})


def _page_of(request: HttpRequest) -> str:
    """The page in which a part of it is asked for, by its path and query."""
    _scheme, _host, *path_and_query = urlsplit(request.headers.get("HX-Current-URL", ""))[:4]
    return urlunsplit(["", "", *path_and_query, ""])
