"""Forms of contact: those of the product and those that the organisation added."""

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.activities.choices import EventType
from repaid.activities.models import FurtherEventType
from repaid.kernel.names import in_language
from repaid.kernel.refusal import NotFound


def further_types(by: Actor, *, closed: bool = False) -> QuerySet[FurtherEventType]:
    """What the organisation added, by code; with `closed` also what left the choices."""
    rows = FurtherEventType.objects.filter(organisation=by.organisation_id).order_by("code")
    return rows if closed else rows.filter(closed_at__isnull=True)


def further_types_used(by: Actor) -> QuerySet[FurtherEventType]:
    """All of them, each with how many activities have it as `used`."""
    return further_types(by, closed=True).annotate(used=Count("events"))


def further_type_named(by: Actor, code: str) -> FurtherEventType:
    """One of them; NotFound otherwise."""
    found = further_types_used(by).filter(code=code).first()
    if found is None:
        raise NotFound(kind=_("form of contact"), number=code)
    return found


def type_choices(by: Actor) -> list[tuple[str, str]]:
    """Values and names of all forms of contact, "other" last."""
    known = [(each.value, str(each.label)) for each in EventType if each != EventType.OTHER]
    added = [(row.code, in_language(row.names)) for row in further_types(by)]
    return [*known, *added, (EventType.OTHER.value, str(EventType.OTHER.label))]
