"""The look of an organisation as its customers get it: a door at its own address, a style, a logo."""

from django.http import Http404, HttpRequest, HttpResponse

from repaid.branding.queries import Look, logo_of, look_at
from repaid.interfaces.shared.activation import forgotten
from repaid.interfaces.shared.doors import public_page
from repaid.interfaces.shared.entry import YEAR_SECONDS, keep_place
from repaid.interfaces.shared.sign_in import sign_in_customer
from repaid.interfaces.shared.styles import styles_of


@public_page
def door(request: HttpRequest, place: str) -> HttpResponse:
    """The sign-in page at the organisation's own address (CZ-36), for its customers only; they come back to it."""
    _look(place)
    answer = sign_in_customer(request, place)
    keep_place(answer, place)
    return answer


@public_page
def forgotten_at(request: HttpRequest, place: str) -> HttpResponse:
    """Asking for a new password at the organisation's own address."""
    _look(place)
    return forgotten(request, place)


@public_page
def styles(_request: HttpRequest, place: str, stamp: str) -> HttpResponse:
    """The colours as a style sheet."""
    look = _look(place)
    return _kept(HttpResponse(styles_of(look), content_type="text/css; charset=utf-8"), look, stamp)


@public_page
def logo(_request: HttpRequest, place: str, stamp: str) -> HttpResponse:
    """The logo as a picture."""
    look = _look(place)
    picture = logo_of(look.organisation_id)
    if picture is None:
        raise Http404(place)
    answer = HttpResponse(picture, content_type="image/png")
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return _kept(answer, look, stamp)


def _look(place: str) -> Look:
    found = look_at(place)
    if found is None:
        raise Http404(place)
    return found


def _kept(answer: HttpResponse, look: Look, stamp: str) -> HttpResponse:
    """A browser keeps what it asked for by its right stamp; the address of the next look is another one."""
    is_current = stamp == look.stamp
    answer["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable" if is_current else "no-cache"
    return answer
