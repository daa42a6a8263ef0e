"""Who handles what."""

from django.db.models import QuerySet

from repaid.access.actors import Actor
from repaid.access.models import Subject
from repaid.access.scope import visible
from repaid.activities.models import Assignment
from repaid.activities.rights import ASSIGN


def assignments(by: Actor) -> QuerySet[Assignment]:
    """Assignments in force: of who may assign all in the scope, of others their own; newest first."""
    rows = Assignment.objects.filter(organisation=by.organisation_id, until=None)
    seen = visible(rows, by, organisation="organisation") if by.may(ASSIGN.code) else rows.filter(handler=by.account)
    beside = seen.select_related("subject", "handler", "assigned_by")
    return beside.defer("subject__search_text", "subject__search_grams").order_by("-since", "-pk")


def assignments_of(subject: Subject) -> QuerySet[Assignment]:
    """Everybody who handled a subject, the last one first; for subjects that were cut to the scope already."""
    return Assignment.objects.filter(subject=subject).select_related("handler", "assigned_by").order_by("-pk")
