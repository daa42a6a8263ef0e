"""Sessions that are used, and members of staff who look at the client zone as a customer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from repaid.access.actors import Actor, staff_actor
from repaid.identity.commands.viewing import look_at_page
from repaid.identity.models import Viewing
from repaid.identity.rights import VIEW_AS_CUSTOMER
from repaid.identity.sessions import VIEWING, address_of, keep_seen

LONGEST: Final = timedelta(minutes=30)
"""Nobody looks on for longer without asking again."""


class DeviceMiddleware:
    """Notes that a session is used. In the session of a viewing it takes every right from the customer's actor, and
    writes each page down as looked at by the member of staff; `request.viewing` is the viewing, or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.viewing = None
        if request.actor is not None:
            keep_seen(request)
            if VIEWING in request.session:
                _look(request)
        return self.get_response(request)


def _look(request: Any) -> None:
    viewing = live_viewing(request.session[VIEWING])
    looker = viewer(viewing, address_of(request)) if viewing else None
    if viewing is None or looker is None:
        logout(request)
        request.actor = None
        return
    look_at_page(by=looker, viewing=viewing.pk, page=request.path)
    request.actor = replace(request.actor, rights=frozenset(), only_reads=True, channel="view")
    request.viewing = viewing


def live_viewing(viewing_id: int) -> Viewing | None:
    """The viewing, as long as it lasts."""
    rows = Viewing.objects.select_related("staff", "customer", "customer__person")
    return rows.filter(pk=viewing_id, ended_at__isnull=True, asked_at__gt=timezone.now() - LONGEST).first()


def viewer(viewing: Viewing, address: str | None) -> Actor | None:
    """The member of staff who looks; None when they may not any more."""
    actor = staff_actor(viewing.staff, channel="backoffice", address=address)
    return actor if viewing.staff.is_active and actor.may(VIEW_AS_CUSTOMER.code) else None
