"""Announcements: those meant for a reader, and all of them."""

from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.models import Province
from repaid.activities.models import Announcement
from repaid.activities.rights import ANNOUNCE
from repaid.documents.rights import ADD_DOCUMENTS, VIEW_DOCUMENTS
from repaid.kernel.refusal import NotFound


def announcements_for(by: Actor, today: date) -> QuerySet[Announcement]:
    """What the actor is to read on a day, special messages first, then the newest."""
    meant = Q(is_public=True) | Q(province=by.province_id, province__isnull=False)
    rows = announcements(by).filter(meant, is_active=True, published_on__lte=today)
    return rows.filter(Q(until=None) | Q(until__gte=today)).order_by("-is_special", "-published_on", "-pk")


def announcements(by: Actor) -> QuerySet[Announcement]:
    """Every announcement of the organisation that was not removed, newest first."""
    rows = Announcement.objects.filter(organisation=by.organisation_id, removed_on=None)
    return rows.select_related("author", "province", "document__latest").order_by("-published_on", "-pk")


def file_of_announcement(by: Actor, key: int, today: date) -> str:
    """The number of the document that comes with an announcement which the actor may read; else NotFound.

    It is read as `with_documents`: whom an announcement is meant for may have its file.
    """
    rows = announcements(by) if by.may(ANNOUNCE.code) else announcements_for(by, today)
    found = rows.filter(pk=key, document__isnull=False).values_list("document__number", flat=True).first()
    if found is None:
        raise NotFound(kind=_("announcement"), number=key)
    return found


def with_documents(by: Actor) -> Actor:
    """The same actor with a look into the document store and a hand in it, for the files of announcements."""
    return replace(by, rights=by.rights | {VIEW_DOCUMENTS.code, ADD_DOCUMENTS.code})


def announcement_named(by: Actor, key: int) -> Announcement:
    """One of them; else NotFound."""
    found = announcements(by).filter(pk=key).first()
    if found is None:
        raise NotFound(kind=_("announcement"), number=key)
    return found


def provinces(by: Actor) -> QuerySet[Province]:
    """The provinces of the organisation, in order of their names."""
    return Province.objects.filter(organisation=by.organisation_id).order_by("name", "id")
