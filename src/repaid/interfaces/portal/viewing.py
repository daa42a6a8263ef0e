"""Members of staff who look at the client zone as a customer: coming in by a ticket of a minute, and going out."""

from django.conf import settings
from django.contrib.auth import login
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from repaid.identity.commands.viewing import ViewingOver, begin_to_view, end_viewing
from repaid.identity.middleware import LONGEST, live_viewing, viewer
from repaid.identity.sessions import VIEWING, address_of, remember_device
from repaid.interfaces.shared.doors import ActorRequest
from repaid.interfaces.shared.viewing import TICKET_SALT, TICKET_SECONDS


def begin(request: HttpRequest, token: str) -> HttpResponse:
    """Begin the session of a look that was asked for a moment ago in the back office."""
    try:
        ticket = signing.loads(token, salt=TICKET_SALT, max_age=TICKET_SECONDS)
    except signing.BadSignature as error:
        raise ViewingOver() from error
    viewing = live_viewing(ticket)
    looker = viewer(viewing, address_of(request)) if viewing else None
    if viewing is None or looker is None:
        raise ViewingOver()
    begin_to_view(by=looker, viewing=viewing.pk)
    request.session.flush()
    login(request, viewing.customer, backend=settings.AUTHENTICATION_BACKENDS[0])
    remember_device(request)
    request.session[VIEWING] = viewing.pk
    request.session.set_expiry(int(LONGEST.total_seconds()))
    return HttpResponseRedirect(reverse("portal:start"))


@require_POST
def end(request: ActorRequest) -> HttpResponse:
    """Stop looking, and go back to the customer in the back office."""
    viewing = getattr(request, "viewing", None)
    looker = viewer(viewing, address_of(request)) if viewing else None
    if viewing is None or looker is None:
        raise ViewingOver()
    end_viewing(by=looker, viewing=viewing.pk)
    request.session.flush()
    return HttpResponseRedirect(reverse("backoffice:party", args=[viewing.customer.person.number]))
