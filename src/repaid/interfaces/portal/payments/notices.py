"""Where payment providers send their notifications: signed, believed once, answered as the provider wants it."""

import logging
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from repaid.access.actors import Actor, system_actor
from repaid.access.business_day import DayIsClosing
from repaid.interfaces.shared.doors import public_page
from repaid.interfaces.shared.throttling import TooManyRequests, refuse_too_many
from repaid.kernel.refusal import NotFound, Outage, Refusal
from repaid.payments.commands.online import refuse_notice
from repaid.payments.providers.known import PROVIDERS
from repaid.payments.providers.protocol import Letter
from repaid.payments.queries.online import account_of, provider_at
from repaid.settling.commands.online import take_online_notice
from repaid.settling.paying import CHANNEL

BODY_MAX: Final = 65_536
LATER: Final = 503
"""The status upon which a provider sends a notification again."""

REFUSED_MOST: Final = 300
log = logging.getLogger(__name__)


def _notice(request: HttpRequest, code: str) -> HttpResponse:
    """One notification. What is not believed is refused and logged; what cannot be taken now comes again."""
    try:
        provider = provider_at(code)
    except NotFound:
        log.warning("A notification came to a door that nobody has.")
        return HttpResponse(status=404)
    if int(request.headers.get("Content-Length") or 0) > BODY_MAX:
        return HttpResponse(status=413)
    machine = system_actor(provider.organisation, channel=CHANNEL)
    try:
        _take(machine, provider, request)
    except (Outage, DayIsClosing):
        return HttpResponse(status=LATER)
    except Refusal as no:
        return _refused(request, machine, provider, no)
    return HttpResponse(PROVIDERS[provider.kind].received, content_type="text/plain")


def _take(machine: Actor, provider: Any, request: HttpRequest) -> None:
    letter = Letter({name.lower(): value for name, value in request.headers.items()}, request.body)
    told = PROVIDERS[provider.kind].read(account_of(provider), letter)
    take_online_notice(by=machine, provider=provider.pk, told=told)


def _refused(request: HttpRequest, machine: Actor, provider: Any, no: Refusal) -> HttpResponse:
    log.warning("A notification of the payment provider %s was refused: %s", provider.pk, no.code)
    try:
        refuse_too_many(request, "notice", REFUSED_MOST)
    except TooManyRequests as too_many:
        return HttpResponse(status=too_many.status)
    refuse_notice(by=machine, provider=provider.pk, reason=no.code)
    return HttpResponse(no.code, status=no.status, content_type="text/plain")


notice = public_page(csrf_exempt(require_POST(_notice)))
