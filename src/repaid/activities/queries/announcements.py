"""Announcements: those meant for a reader, and all of them."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.models import Province
from repaid.activities.models import Announcement
from repaid.kernel.refusal import NotFound


def announcements_for(by: Actor, today: date) -> QuerySet[Announcement]:
    """What the actor is to read on a day, special messages first, then the newest."""
    meant = Q(is_public=True) | Q(province=by.province_id, province__isnull=False)
    rows = announcements(by).filter(meant, is_active=True, published_on__lte=today)
    return rows.filter(Q(until=None) | Q(until__gte=today)).order_by("-is_special", "-published_on", "-pk")


def announcements(by: Actor) -> QuerySet[Announcement]:
    """Every announcement of the organisation that was not removed, newest first."""
    rows = Announcement.objects.filter(organisation=by.organisation_id, removed_on=None)
    return rows.select_related("author", "province").order_by("-published_on", "-pk")


def announcement_named(by: Actor, key: int) -> Announcement:
    """One of them; else NotFound."""
    found = announcements(by).filter(pk=key).first()
    if found is None:
        raise NotFound(kind=_("announcement"), number=key)
    return found


def provinces(by: Actor) -> QuerySet[Province]:
    """The provinces of the organisation, in order of their names."""
    return Province.objects.filter(organisation=by.organisation_id).order_by("name", "id")
