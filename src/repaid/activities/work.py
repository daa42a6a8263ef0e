"""The open work of people who leave: their tasks and assignments go to another one (CT-22)."""

from collections.abc import Collection
from typing import Final

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from repaid.access.models import BusinessDay
from repaid.access.work import WorkKind
from repaid.activities.choices import LIVE, Deed
from repaid.activities.models import Activity, ActivityStep, Assignment


def _count(users: Collection[int]) -> dict[int, int]:
    rows = Activity.objects.filter(owner__in=users, state__in=LIVE).order_by()
    return dict(rows.values_list("owner").annotate(count=Count("pk")))


def _hand_over(users: Collection[int], heir: int | None) -> int:
    """Live activities become the heir's (nobody's without one); assignments in force end, and begin anew with him."""
    _reassign(users, heir)
    live = Activity.objects.select_for_update(of=("self",)).filter(owner__in=users, state__in=LIVE)
    rows = list(live.values_list("pk", "owner"))
    ActivityStep.objects.bulk_create(
        ActivityStep(activity_id=key, deed=Deed.HANDED_OVER, facts={"before": owner, "after": heir})
        for key, owner in rows
    )
    return Activity.objects.filter(pk__in=[key for key, _owner in rows]).update(owner=heir)


def _reassign(users: Collection[int], heir: int | None) -> None:
    days = dict(BusinessDay.objects.values_list("organisation_id", "day"))
    ended = list(Assignment.objects.select_for_update(of=("self",)).filter(handler__in=users, until=None))
    for row in ended:
        row.until = days[row.organisation_id]
    Assignment.objects.bulk_update(ended, ["until"])
    if heir is not None:
        Assignment.objects.bulk_create(
            Assignment(
                organisation_id=row.organisation_id, subject_id=row.subject_id, handler_id=heir, work=row.work,
                since=row.until, reason=str(_("The colleague who handled it left.")),
            )
            for row in ended if row.until is not None
        )  # fmt: skip


OPEN_WORK: Final = WorkKind(_("Open tasks"), _count, _hand_over)
