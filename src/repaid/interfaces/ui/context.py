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
"""Remembers at whose address a customer came in, so that who is logged out comes back to that door."""
DUTIES = "duties"
"""Where the session keeps what has to be done before anything else."""


DENSITIES = ("comfortable", "compact")
THEMES = ("system", "light", "dark")
SHELLS = {Audience.STAFF: "backoffice/base.html", Audience.CUSTOMER: "portal/base.html"}
HOMES = {Audience.STAFF: "backoffice:start", Audience.CUSTOMER: "portal:start"}
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
    def place(self) -> str:
        """The address of the lender at whose door a customer came in; "" for the door of all lenders."""
        kept = self.request.COOKIES.get(PLACE_COOKIE, "")
        return self.brand.path if kept and self.organisation and self.brand else kept

    @cached_property
    def brand(self) -> Look | None:
        """The look of the client zone: of the reader's organisation, of the address one came by, or of the only one."""
        if self.audience != Audience.CUSTOMER:
            return None
        if self.organisation:
            return look_of(self.organisation.pk)
        return (look_at(self.place) if self.place else None) or only_look()

    def stand_at(self, place: str) -> Look | None:
        """Show a page of the door at this address, whoever may be signed in elsewhere: its lender's, whose look is
        answered, or ("") that of all lenders, which has a look where there is one lender only."""
        self.place, self.brand = place, look_at(place) if place else only_look()
        return self.brand

    @property
    def door(self) -> str:
        """Where one signs in: at the door of the staff, of the lender at whose address one came in, or of all."""
        if self.audience != Audience.CUSTOMER:
            return reverse("sign_in")
        return reverse("portal:door", args=[self.place]) if self.is_at_lender else reverse("portal:sign_in")

    @property
    def forgotten_url(self) -> str:
        """Where one asks for a new password, at the same door."""
        return reverse("portal:forgotten_at", args=[self.place]) if self.is_at_lender else reverse("portal:forgotten")

    @property
    def is_at_lender(self) -> bool:
        """Whether the door has the address of a lender, and a lender still has that address."""
        return bool(self.place and self.brand and self.brand.path == self.place)

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
        return reverse(HOMES[self.audience]) if self.actor else self.door

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
