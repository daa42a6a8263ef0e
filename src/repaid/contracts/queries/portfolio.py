"""The portfolio on a day, added up set-based."""

from datetime import date, timedelta

from django.db.models import Max, Min, Q

from loanmath.arrears import BUCKETS
from repaid.access.actors import Actor
from repaid.access.scope import visible
from repaid.contracts.choices import State
from repaid.contracts.models import Contract
from repaid.contracts.queries.contracts import with_arrears
from repaid.contracts.sql.arrears import AgeingGroup, ageing


def ageing_groups(by: Actor, on: date) -> list[AgeingGroup]:
    """What the contracts an actor sees owe on a day, by product, branch, currency and bucket of days past due."""
    launched = visible(Contract.objects.filter(launched_on__lte=on), by)
    return ageing(list(launched.values_list("pk", flat=True)), on, BUCKETS)


def overdue_count(by: Actor, on: date, *, days: tuple[int, int | None], amounts: tuple[int, int | None]) -> int:
    """How many contracts an actor sees are so many days late on a day, and owe overdue amounts (minor) between these.

    An upper bound of None binds nothing; both ends are included.
    """
    first, last = days
    rows = visible(Contract.objects.filter(balance__oldest_due_on__lte=on - timedelta(days=max(first, 1))), by)
    if last is not None:
        rows = rows.filter(balance__oldest_due_on__gte=on - timedelta(days=last))
    low, high = amounts
    if low or high is not None:
        rows = with_arrears(rows, on).filter(Q(overdue__gte=low))
        rows = rows if high is None else rows.filter(Q(overdue__lte=high))
    return rows.count()


def unbilled(by: Actor, on: date) -> int:
    """How many of these contracts have an instalment due before the day that is not billed yet."""
    rows = visible(Contract.objects.filter(state__in=(State.ACTIVE, State.TERMINATED)), by)
    return rows.filter(balance__next_due_on__lt=on).count()


def id_range(organisation_id: int) -> tuple[int, int]:
    """The lowest and the highest id of an organisation's contracts; (1, 0) when there is none."""
    rows = Contract.objects.filter(organisation=organisation_id)
    ends = [rows.filter(state=state).aggregate(first=Min("id"), last=Max("id")) for state in State]
    known = [end for end in ends if end["first"] is not None]
    return min((end["first"] for end in known), default=1), max((end["last"] for end in known), default=0)


def contracts_in_books(organisation_id: int) -> int:
    """How many contracts of an organisation there are to be checked."""
    return Contract.objects.filter(organisation=organisation_id, balance__isnull=False).count()
