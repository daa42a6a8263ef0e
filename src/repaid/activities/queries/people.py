"""Who works with the actor."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from repaid.access.actors import Actor
from repaid.access.choices import Audience, ScopeLevel
from repaid.access.models import User


def staff_at_work(by: Actor) -> QuerySet[User]:
    """Active members of staff of the organisation, in order of their names."""
    rows = User.objects.filter(organisation=by.organisation_id, audience=Audience.STAFF, is_active=True)
    return rows.order_by("name", "id")


def colleagues(by: Actor) -> QuerySet[User]:
    """Those of them whose work lies in the actor's scope, the actor among them."""
    return staff_at_work(by).filter(Q(pk=by.user_id) | _in_scope(by))


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """The names of users by their ids."""
    return dict(User.objects.filter(pk__in=set(user_ids)).values_list("pk", "name"))


def _in_scope(by: Actor) -> Q:
    match by.scope:
        case ScopeLevel.OWN:
            return Q(pk__in=[])
        case ScopeLevel.GROUP:
            return Q(groups__in=User.groups.through.objects.filter(user=by.user_id).values("group"))
        case ScopeLevel.BRANCH:
            return Q(branch=by.branch_id)
        case ScopeLevel.PROVINCE:
            return Q(branch__province=by.province_id) | Q(province=by.province_id)
        case _:
            return Q(pk__isnull=False)
