"""The sessions of a user: on which devices somebody is logged in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone

from repaid.access.actors import Actor
from repaid.identity.models import OpenSession
from repaid.identity.sessions import name_of

BROWSERS: Final = (
    ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS: Final = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip
"""Signs in what a browser says of itself, the telling ones first: most say that they are several."""


@dataclass(frozen=True, slots=True)
class Device:
    """A device on which the user is logged in. `name` stands for the session on pages."""

    name: str
    agent: str
    address: str | None
    began_at: datetime | None
    seen_at: datetime | None
    is_this: bool

    @property
    def title(self) -> str:
        """Browser and system, as their makers call them; what the browser says of itself where it is another one."""
        named = (next((name for sign, name in known if sign in self.agent), "") for known in (BROWSERS, SYSTEMS))
        return " · ".join(filter(None, named)) or self.agent


def devices(by: Actor, session_key: str | None) -> list[Device]:
    """Where the actor is logged in, this device first, then the one used last."""
    rows = OpenSession.objects.filter(user=by.account, expire_date__gt=timezone.now())
    found = [
        Device(name_of(row.pk), row.agent, row.address, row.began_at, row.seen_at, row.pk == session_key)
        for row in rows.order_by("-seen_at", "pk")
    ]
    return sorted(found, key=lambda device: not device.is_this)
