"""Reading what access owns."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor, system_actor
from repaid.access.choices import Audience, ScopeLevel
from repaid.access.models import (
    AuditRecord,
    Branch,
    BusinessDay,
    Group,
    NumberSeries,
    Organisation,
    Proposal,
    Subject,
    User,
)
from repaid.access.scope import visible
from repaid.kernel.refusal import NotFound


def organisation_named(code: str) -> Organisation:
    """The organisation with this code."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise NotFound(kind=Organisation.__name__, number=code)
    return found


def organisations() -> list[Organisation]:
    """All organisations of the installation, in order of their names."""
    return list(Organisation.objects.order_by("name"))


def machine_in(code: str, *, channel: str = "cli") -> Actor:
    """The machine's own actor in the organisation with this code."""
    return system_actor(organisation_named(code), channel=channel)


def branches(by: Actor) -> QuerySet[Branch]:
    """The branches of the actor's organisation."""
    return Branch.objects.filter(organisation=by.organisation_id).select_related("province").order_by("code")


def staff(by: Actor) -> QuerySet[User]:
    """Members of staff of the actor's organisation."""
    return (
        User.objects.filter(organisation=by.organisation_id, audience="staff")
        .select_related("branch", "branch__province")
        .prefetch_related("groups")
        .order_by("name", "id")
    )


def groups(by: Actor) -> QuerySet[Group]:
    """Groups of the actor's organisation."""
    return Group.objects.filter(organisation=by.organisation_id).order_by("code")


def audit_of(by: Actor, subject: Subject | None = None) -> QuerySet[AuditRecord]:
    """What was done to a subject, or in the whole organisation as far as the actor sees it; newest first."""
    rows = AuditRecord.objects.filter(organisation=by.organisation_id)
    if subject is not None:
        rows = rows.filter(subject=subject)
    elif by.scope not in (ScopeLevel.ORGANISATION, ScopeLevel.EVERYTHING):
        rows = visible(rows, by, organisation="organisation") | rows.filter(subject__isnull=True)
    return rows.select_related("user", "approved_by", "subject").order_by("-at", "-id")


def audit_line(by: Actor, key: int) -> AuditRecord:
    """One line of `audit_of`."""
    found = audit_of(by).filter(pk=key).first()
    if found is None:
        raise NotFound(kind=_("line of the audit trail"), number=key)
    return found


def colleagues(by: Actor) -> list[tuple[int, str]]:
    """Keys and names of everybody who works or worked in the organisation."""
    rows = User.objects.filter(organisation=by.organisation_id, audience=Audience.STAFF)
    return list(rows.order_by("name", "id").values_list("id", "name"))


def subjects_numbered(by: Actor, number: str) -> list[int]:
    """Keys of the things in the actor's scope that have this number, of whatever kind."""
    rows = visible(Subject.objects.filter(organisation=by.organisation_id, number=number), by, subject="")
    return list(rows.values_list("id", flat=True))


def audit_of_commands(by: Actor, commands: Sequence[str]) -> QuerySet[AuditRecord]:
    """What these commands did in the actor's organisation, newest first: the history of a setting."""
    rows = AuditRecord.objects.filter(organisation=by.organisation_id, command__in=commands)
    return rows.select_related("user").order_by("-id")


def waiting_proposals(by: Actor) -> QuerySet[Proposal]:
    """Commands that wait for a second person, oldest first."""
    rows = Proposal.objects.filter(organisation=by.organisation_id, state=Proposal.State.WAITING)
    return rows.select_related("proposed_by", "subject").order_by("id")


def business_days() -> dict[int, date]:
    """The open business day of each organisation."""
    return dict(BusinessDay.objects.values_list("organisation_id", "day"))


def day_state(by: Actor) -> BusinessDay:
    """The business day of the actor's organisation, whether it is closing, and up to when days were closed."""
    return BusinessDay.objects.get(organisation=by.organisation_id)


def organisation_of(by: Actor) -> Organisation:
    """The organisation an actor works in."""
    return Organisation.objects.get(pk=by.organisation_id)


def number_series(by: Actor) -> dict[str, NumberSeries]:
    """The number series of the actor's organisation by kind; those that gave no number yet are not among them."""
    return {row.kind: row for row in NumberSeries.objects.filter(organisation=by.organisation_id)}
