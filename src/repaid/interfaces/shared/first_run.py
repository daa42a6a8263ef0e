"""While there is no organisation every address leads to the first run."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from repaid.founding.queries import is_founded

FIRST_RUN: Final = "/first-run"
ALSO_OPEN: Final = ("/look", "/typed")
"""Language, theme and the reader of typed figures, which the questions need too."""


class FirstRunMiddleware:
    """Leads visitors to the first run; whoever has signed in proves that there is an organisation."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_open = request.path.startswith(FIRST_RUN) or request.path in ALSO_OPEN
        if is_open or request.actor is not None or is_founded():  # type: ignore[attr-defined]
            return self.get_response(request)
        return HttpResponseRedirect(FIRST_RUN)
