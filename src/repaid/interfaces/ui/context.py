"""What every page knows about its frame: organisation, business day, menu, language, direction, theme, the reader."""

from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from repaid.access.business_day import today
from repaid.access.choices import Audience
from repaid.access.sessions import audience_of
from repaid.branding.queries import Look, look_at, look_of, only_look
from repaid.identity.sessions import CUSTOMER_IDLE
from repaid.kernel.formats import RIGHT_TO_LEFT

PLACE_COOKIE = "place"
"""Remembers at which organisation's address a customer came in, for the pages before signing in."""
DUTIES = "duties"
"""Where the session keeps what has to be done before anything else."""


DENSITIES = ("comfortable", "compact")
THEMES = ("system", "light", "dark")
SHELLS = {Audience.STAFF: "backoffice/base.html", Audience.CUSTOMER: "portal/base.html"}
HOMES = {Audience.STAFF: ("backoffice:start", "sign_in"), Audience.CUSTOMER: ("portal:start", "portal:sign_in")}
DOORS = {Audience.STAFF: "backoffice", Audience.CUSTOMER: "portal"}


class Frame:
    """The frame of one request; what costs a query is asked when a template needs it, and once."""

    themes = THEMES

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.actor = getattr(request, "actor", None)
        self.audience = audience_of(request.path)
        self.language = (get_language() or settings.LANGUAGE_CODE)[:2]
        self.direction = "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @cached_property
    def theme(self) -> str:
        """system, light or dark, as the reader chose."""
        chosen = getattr(self.request.user, "theme", "") if self.actor else self.request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else THEMES[0]

    @property
    def density(self) -> str:
        """How close rows stand, as the reader chose."""
        return getattr(self.request.user, "density", DENSITIES[0]) if self.actor else DENSITIES[0]

    @cached_property
    def organisation(self) -> Any:
        """The organisation of the reader, or None for a visitor."""
        return getattr(self.request.user, "organisation", None)

    @cached_property
    def brand(self) -> Look | None:
        """The look of the client zone: of the reader's organisation, of the address one came by, or of the only one."""
        if self.audience != Audience.CUSTOMER:
            return None
        if self.organisation:
            return look_of(self.organisation.pk)
        match = self.request.resolver_match
        place = (match.kwargs.get("place") if match else "") or self.request.COOKIES.get(PLACE_COOKIE, "")
        return (look_at(place) if place else None) or only_look()

    @property
    def languages(self) -> list[tuple[str, str]]:
        """The languages to choose from: those that the organisation offers its customers, else all."""
        offered = self.brand.languages if self.brand else ()
        return [(code, name) for code, name in settings.LANGUAGES if not offered or code in offered]

    @property
    def welcome(self) -> str:
        """The organisation's welcome in the reader's language."""
        return self.brand.welcome(self.language) if self.brand else ""

    @cached_property
    def day(self) -> date | None:
        """The business day of the organisation."""
        return today(self.actor.organisation_id) if self.actor else None

    @property
    def viewing(self) -> Any:
        """The look of a member of staff at the client zone as a customer, or None."""
        return getattr(self.request, "viewing", None)

    @property
    def has_duty(self) -> bool:
        """Whether the reader has something to do first, so that no other page would open."""
        return bool(getattr(self.request, "session", {}).get(DUTIES))

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without a press a customer is logged out."""
        return int(CUSTOMER_IDLE.total_seconds()) // 60

    @property
    def is_other_day(self) -> bool:
        """Whether bookings carry another day than the calendar's."""
        return self.day is not None and self.day != timezone.localdate()

    @property
    def calendar_day(self) -> date:
        return timezone.localdate()

    @cached_property
    def shell(self) -> str:
        """The template around a page that may be anybody's (errors, refusals)."""
        return SHELLS[self.audience] if self.actor else "ui/door.html"

    @property
    def home(self) -> str:
        """Where one starts: the first page of the door, or its sign-in."""
        signed_in, visitor = HOMES[self.audience]
        return reverse(signed_in if self.actor else visitor)

    @property
    def typed_url(self) -> str:
        return reverse(f"{DOORS[self.audience]}:ui:typed")

    @property
    def look_url(self) -> str:
        return reverse(f"{DOORS[self.audience]}:ui:look")

    @property
    def columns_url(self) -> str:
        return reverse(f"{DOORS[self.audience]}:ui:columns")

    @property
    def views_url(self) -> str:
        return reverse(f"{DOORS[self.audience]}:ui:views")

    @property
    def sign_out_url(self) -> str:
        return reverse("portal:sign_out" if self.audience == Audience.CUSTOMER else "sign_out")


def frame_of(request: HttpRequest) -> Frame:
    """The frame of the request, made once."""
    if "frame" not in request.__dict__:
        request.__dict__["frame"] = Frame(request)
    known: Frame = request.__dict__["frame"]
    return known


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor."""
    return {"frame": frame_of(request)}
