"""Who can see a record, and why: the mirror of `scope`, asked for all accounts at once."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from repaid.access.choices import Audience, ScopeLevel
from repaid.access.models import Group, Subject, User
from repaid.access.rights import Right
from repaid.access.scope import OWNER_ROLE


@dataclass(frozen=True, slots=True)
class Seer:
    """Somebody who sees a record: by which scope, and by which groups that give the right to look at its kind.

    A customer has neither: the record is the customer's own.
    """

    user: User
    scope: ScopeLevel | None
    groups: tuple[Group, ...]


def who_sees(subject: Subject, right: Right) -> list[Seer]:
    """Everybody who may look at a subject whose kind asks for `right`; staff first, by name. Four queries."""
    staff = User.objects.filter(
        pk__in=_reach(subject).filter(is_active=True, groups__rights__contains=[right.code]).values("pk")
    )
    found = [
        Seer(user, ScopeLevel(user.scope), tuple(each for each in user.groups.all() if right.code in each.rights))
        for user in staff.select_related("branch").prefetch_related("groups").order_by("name", "pk")
    ]
    owners = User.objects.filter(
        audience=Audience.CUSTOMER, is_active=True, organisation=subject.organisation_id,
        person__things__subject=subject, person__things__role=OWNER_ROLE,
    ).order_by("name", "pk")  # fmt: skip
    return [*found, *(Seer(user, None, ()) for user in owners)]


def _reach(subject: Subject) -> QuerySet[User]:
    """Staff whose scope holds the subject."""
    reach = Q(scope=ScopeLevel.ORGANISATION)
    if subject.handler_id is not None:
        reach |= Q(scope=ScopeLevel.OWN, pk=subject.handler_id)
        reach |= Q(scope=ScopeLevel.GROUP, groups__in=Group.objects.filter(members=subject.handler_id))
    if subject.branch is not None:
        reach |= Q(scope=ScopeLevel.BRANCH, branch=subject.branch_id)
        if subject.branch.province_id is not None:
            reach |= Q(scope=ScopeLevel.PROVINCE, province=subject.branch.province_id)
    own = Q(reach, organisation=subject.organisation_id)
    return User.objects.filter(own | Q(scope=ScopeLevel.EVERYTHING), audience=Audience.STAFF)
