"""How often one address on the network may ask for a page that needs no login."""

from typing import Final

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from repaid.kernel.refusal import Refusal

MOST: Final = 60
SECONDS: Final = 600


class TooManyRequests(Refusal):
    code = "too_many_requests"
    sentence = _("This page was opened too often from your network. Wait ten minutes and try again.")
    status = 429


def refuse_too_many(request: HttpRequest, name: str, most: int = MOST, seconds: int = SECONDS) -> None:
    """Count one more request of this address for what `name` says; above `most` within `seconds` it is refused."""
    place = f"throttle:{name}:{request.META.get('REMOTE_ADDR', '')}"
    if cache.add(place, 1, seconds):
        return
    if cache.incr(place) > most:
        raise TooManyRequests()
