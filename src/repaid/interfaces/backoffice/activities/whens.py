"""What the address of a to-do list asks for."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.interfaces.backoffice.pages import Text
from repaid.interfaces.shared.doors import ActorRequest

WHENS: Final[tuple[tuple[Text, str], ...]] = (
    (_("Today and overdue"), ""),
    (pgettext_lazy("to-do list", "All days"), "when=all"),
    (_("Instructions I gave"), "when=given"),
)


def when_asked(request: ActorRequest) -> str:
    """ "" for what is due now, `all` for every day, `given` for instructions to others."""
    asked = request.GET.get("when", "")
    return asked if asked in ("all", "given") else ""


def who_asked(request: ActorRequest) -> int | None:
    """The colleague whose list is asked for; None for one's own."""
    asked = request.GET.get("who", "")
    return int(asked) if asked.isdecimal() and len(asked) < 18 else None
