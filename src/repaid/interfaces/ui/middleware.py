"""The language and time zone of a request; refusals as pages or parts of pages."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme

from repaid.access.trail import PAGE, note_refusal
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import Refusal

Handler = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE = "language"
THEME_COOKIE = "theme"


class LanguageMiddleware:
    """Speaks the language that the user chose, else that of the cookie, else that of the browser."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        zone = ZoneInfo(request.user.organisation.time_zone) if request.user.is_authenticated else None
        with translation.override(language), timezone.override(zone):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def chosen_language(request: HttpRequest) -> str:
    """One of the languages of the product."""
    wanted = [getattr(request.user, "language", ""), request.COOKIES.get(LANGUAGE_COOKIE, "")]
    known = dict(settings.LANGUAGES)
    return next((code for code in wanted if code in known), None) or translation.get_language_from_request(request)


class RefusalMiddleware:
    """A refusal that a view lets through becomes a page (or, for a part of a page, a note) with its sentence."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        actor = getattr(request, "actor", None)
        if actor is not None:
            note_refusal(exception, actor, PAGE, {"path": request.path})
        facts = {"sentence": sentence_of(exception), "way_back": _way_back(request), "status": exception.status}
        if request.headers.get("HX-Request"):
            answer = render(request, "ui/refusal_note.html", facts, status=exception.status)
            answer["HX-Retarget"], answer["HX-Reswap"] = "#notices", "innerHTML"
            return answer
        return render(request, "ui/refusal.html", facts, status=exception.status)


def _way_back(request: HttpRequest) -> str:
    """The page the reader came from, when it is one of ours and another one."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if ours and came_from != request.build_absolute_uri() else frame_of(request).home
