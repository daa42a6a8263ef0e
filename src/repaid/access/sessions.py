"""Two audiences, two sessions: the client zone keeps its session in a cookie of its own."""

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

from repaid.access.choices import Audience

CLIENT_ZONE = "/clientzone/"
COOKIES = {Audience.STAFF: ("staff_session", "/"), Audience.CUSTOMER: ("customer_session", CLIENT_ZONE)}


def audience_of(path: str) -> Audience:
    """Whose door the path belongs to."""
    return Audience.CUSTOMER if path.startswith(CLIENT_ZONE) else Audience.STAFF


class AudienceSessionMiddleware(SessionMiddleware):
    """Django's session middleware, reading and writing the cookie of the audience that the path belongs to."""

    def process_request(self, request: HttpRequest) -> None:
        name, _ = COOKIES[audience_of(request.path)]
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        if name in request.COOKIES:
            request.COOKIES[settings.SESSION_COOKIE_NAME] = request.COOKIES[name]
        super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response = super().process_response(request, response)
        if not request.session.modified:
            # A request that came with a key of before (the session got a new one meanwhile) must not take the new one.
            response.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        morsel = response.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        if morsel is not None:
            name, path = COOKIES[audience_of(request.path)]
            response.cookies[name] = morsel.value
            for key, value in morsel.items():
                if value:
                    response.cookies[name][key] = value
            response.cookies[name]["path"] = path
        return response
