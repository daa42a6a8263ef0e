"""From a proved login to a session: the second step where there is one, what has to be done first, where one goes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from repaid.access.choices import Audience
from repaid.access.sessions import CLIENT_ZONE, audience_of
from repaid.branding.queries import look_of, only_look
from repaid.identity.choices import Duty, Way
from repaid.identity.entering import keep_entry
from repaid.identity.queries.accounts import duties_of, has_second_step, pending_accounts
from repaid.identity.sessions import address_of, end_when_idle, remember_device
from repaid.interfaces.ui.context import DUTIES, PLACE_COOKIE

DOORS: Final = {Audience.STAFF: "backoffice", Audience.CUSTOMER: "portal"}
SECOND_STEP: Final = {Audience.STAFF: "second_step", Audience.CUSTOMER: "portal:second_step"}
PENDING: Final = "pending"
PENDING_FOR: Final = timedelta(minutes=10)
YEAR_SECONDS: Final = 365 * 24 * 3600


def here(request: HttpRequest, name: str, *args: Any) -> str:
    """The address of a page that both doors have, at the door of the request."""
    return reverse(f"{DOORS[audience_of(request.path)]}:{name}", args=args)


def proceed(request: HttpRequest, user: Any, way: Way, wanted: str = "") -> HttpResponse:
    """Go on after the first proof: to the second step of the account, or in."""
    if not has_second_step(user.pk):
        return let_in(request, user, way, wanted)
    keep_pending(request, [user], wanted)
    return HttpResponseRedirect(reverse(SECOND_STEP[user.audience]))


def keep_pending(request: HttpRequest, users: Sequence[Any], wanted: str) -> None:
    """Keep who has passed the first step: one, or the accounts of several lenders of which one is to be chosen."""
    told = {"users": [user.pk for user in users], "at": timezone.now().isoformat(), "wanted": wanted}
    request.session[PENDING] = told


def pending_of(request: HttpRequest) -> tuple[list[Any], str]:
    """Who has passed the first step at this door a moment ago, and where they want to go."""
    kept = request.session.get(PENDING)
    if not kept or timezone.now() - datetime.fromisoformat(kept["at"]) > PENDING_FOR:
        return [], ""
    return pending_accounts(audience_of(request.path), kept["users"]), kept["wanted"]


def let_in(request: HttpRequest, user: Any, way: Way, wanted: str = "") -> HttpResponse:
    """Begin the session, under a new key, and go to the page wanted or to the first one."""
    request.session.pop(PENDING, None)
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    remember_device(request)
    if user.audience == Audience.CUSTOMER:
        end_when_idle(request)
    request.session[DUTIES] = [duty.value for duty in duties_of(user)]
    keep_entry(user, way, address_of(request))
    answer = HttpResponseRedirect(wanted or here(request, "start"))
    if user.audience == Audience.CUSTOMER and only_look() is None:
        keep_place(answer, look_of(user.organisation_id).path)
    return answer


def keep_place(answer: HttpResponse, place: str) -> None:
    """Remember at which lender's address the customer came in."""
    answer.set_cookie(
        PLACE_COOKIE, place, max_age=YEAR_SECONDS, path=CLIENT_ZONE, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE, httponly=True,
    )  # fmt: skip


def done(request: HttpRequest, duty: Duty) -> None:
    """A duty of the session is done; what one may do changed, so the session gets a new key."""
    request.session[DUTIES] = [each for each in request.session.get(DUTIES, []) if each != duty]
    request.session.cycle_key()


def duty_page(request: HttpRequest) -> str:
    """The address that has to be gone to before any other one; "" when there is none, or one is there."""
    duties = request.session.get(DUTIES)
    if not duties:
        return ""
    page = here(request, "account_password" if duties[0] == Duty.PASSWORD else "second_step_setup")
    return "" if request.path.startswith(page) else page
