"""The one place that decides which subjects an actor may see; everything else asks here."""

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from repaid.access.actors import Actor
from repaid.access.choices import Audience, ScopeLevel
from repaid.access.models import User
from repaid.kernel.refusal import NotFound

M = TypeVar("M", bound=Model)

OWNER_ROLE = "borrower"
NOTHING = Q(pk__in=())
"""Whoever sees a branch and stands in none sees nothing, not what has no branch."""


def visible(rows: QuerySet[M], by: Actor, *, subject: str = "subject", organisation: str = "") -> QuerySet[M]:
    """`rows` cut down to the actor's scope. `subject` is the path to the row's Subject ("" when it is one).

    `organisation` names the row's own copy of its subject's organisation: asked there, no subject need be read.
    """
    prefix = f"{subject}__" if subject else ""
    organisation = organisation or f"{prefix}organisation"
    if by.audience == Audience.CUSTOMER:
        own = Q(**{f"{prefix}people__person": by.person_id, f"{prefix}people__role": OWNER_ROLE})
        return rows.filter(own, **{organisation: by.organisation_id})
    if by.scope == ScopeLevel.EVERYTHING:
        return rows
    return rows.filter(_staff_scope(by, prefix), **{organisation: by.organisation_id})


def _staff_scope(by: Actor, prefix: str) -> Q:
    match by.scope:
        case ScopeLevel.OWN:
            return Q(**{f"{prefix}handler": by.user_id})
        case ScopeLevel.GROUP:
            colleagues = User.objects.filter(groups__members=by.user_id)
            return Q(**{f"{prefix}handler__in": colleagues})
        case ScopeLevel.BRANCH:
            return Q(**{f"{prefix}branch": by.branch_id}) if by.branch_id else NOTHING
        case ScopeLevel.PROVINCE:
            return Q(**{f"{prefix}branch__province": by.province_id}) if by.province_id else NOTHING
        case _:
            return Q()


def branches_seen(by: Actor) -> Q:
    """Which branches stand in the choices of an actor; whoever sees own work only, and has no branch, may name any."""
    match by.scope:
        case ScopeLevel.ORGANISATION | ScopeLevel.EVERYTHING:
            return Q()
        case ScopeLevel.PROVINCE:
            return Q(province=by.province_id, province__isnull=False)
        case ScopeLevel.BRANCH:
            return Q(pk=by.branch_id)
    return Q(pk=by.branch_id) if by.branch_id else Q()


def staff_seen(by: Actor) -> Q:
    """Which members of staff an actor sees in lists and choices."""
    match by.scope:
        case ScopeLevel.OWN:
            return Q(pk=by.user_id)
        case ScopeLevel.GROUP:
            return Q(pk__in=User.objects.filter(groups__members=by.user_id).values("pk")) | Q(pk=by.user_id)
        case ScopeLevel.BRANCH:
            return Q(branch=by.branch_id, branch__isnull=False)
        case ScopeLevel.PROVINCE:
            return Q(province=by.province_id, province__isnull=False)
    return Q()


def fetch(rows: QuerySet[M], by: Actor, *, kind: Any, number: str, subject: str = "subject") -> M:
    """The one row whose subject has this number and which the actor may see; everybody else gets "not found".

    Within "everything", the actor's own organisation comes first, since numbers repeat between organisations.
    """
    prefix = f"{subject}__" if subject else ""
    found = visible(rows, by, subject=subject).filter(
        **{f"{prefix}number": number, f"{prefix}organisation": by.organisation_id}
    )
    row = next(iter(found.order_by()[:1]), None)  # a number is unique in its organisation: nothing to sort
    if row is None:
        raise NotFound(kind=kind, number=number)
    return row
