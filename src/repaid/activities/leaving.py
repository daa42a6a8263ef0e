"""Open activities of whoever leaves, and the work that was assigned to them, go to a colleague or to nobody."""

from collections.abc import Collection
from typing import Final

from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.activities.choices import LIVE, ActivityState, Deed
from repaid.activities.models import Activity, ActivityStep, Assignment


class OpenActivities:
    """What waits to be done (`access.work.WorkKind`)."""

    label: str | Promise = _("Open activities")

    def count(self, users: Collection[int]) -> dict[int, int]:
        rows = Activity.objects.filter(owner__in=users, state__in=LIVE).order_by()
        return dict(rows.values_list("owner").annotate(count=Count("pk")))

    def hand_over(self, by: Actor, users: Collection[int], heir: int | None) -> int:
        _assign_anew(by, Assignment.objects.filter(handler__in=users, until=None), heir)
        rows = list(Activity.objects.select_for_update().filter(owner__in=users, state__in=LIVE))
        ActivityStep.objects.bulk_create(
            ActivityStep(
                activity=row, by_id=by.user_id, deed=Deed.HANDED_OVER, facts={"before": row.owner_id, "after": heir}
            )
            for row in rows
        )
        kept = Activity.objects.filter(pk__in=[row.pk for row in rows])
        return kept.update(owner=heir, state=ActivityState.OPEN)


def _assign_anew(by: Actor, assigned: QuerySet[Assignment], heir: int | None) -> None:
    """End assignments today, and begin them with the heir."""
    day, rows = today(by.organisation_id), list(assigned.select_for_update())
    Assignment.objects.filter(pk__in=[row.pk for row in rows]).update(until=day)
    if heir is not None:
        Assignment.objects.bulk_create(
            Assignment(
                organisation_id=row.organisation_id, subject_id=row.subject_id, handler_id=heir, work=row.work,
                since=day, assigned_by_id=by.user_id,
            )
            for row in rows
        )  # fmt: skip


OPEN_ACTIVITIES: Final = OpenActivities()
