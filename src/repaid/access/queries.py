"""Reading what access owns."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor, system_actor
from repaid.access.choices import Audience, ScopeLevel
from repaid.access.command import all_commands
from repaid.access.models import (
    AuditRecord,
    Branch,
    BusinessDay,
    Employment,
    Group,
    NumberSeries,
    Organisation,
    PlannedChange,
    Proposal,
    Province,
    StaffFile,
    StaffPhoto,
    Subject,
    User,
)
from repaid.access.scope import branches_seen, staff_seen, visible
from repaid.kernel.refusal import NotFound

WHOLE: Final = (ScopeLevel.ORGANISATION, ScopeLevel.EVERYTHING)
"""Scopes that end at no branch."""
REFUSED_FOR: Final = timedelta(days=30)
"""How long a planned change that was refused on its day is shown."""


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


def provinces(by: Actor, *, archived: bool = False) -> QuerySet[Province]:
    """The provinces in the actor's scope."""
    return _provinces(by).filter(archived_at__isnull=not archived)


def _provinces(by: Actor) -> QuerySet[Province]:
    rows = Province.objects.filter(organisation=by.organisation_id).order_by("code", "name")
    return rows if by.scope in WHOLE else rows.filter(pk=by.province_id or 0)


def branches(by: Actor, *, archived: bool = False) -> QuerySet[Branch]:
    """The branches in the actor's scope, as choices offer them."""
    rows = Branch.objects.filter(organisation=by.organisation_id, archived_at__isnull=not archived)
    return rows.filter(branches_seen(by)).select_related("province", "manager", "deputy").order_by("code")


def branch_at(by: Actor, key: int) -> Branch:
    """One branch in the actor's scope, archived or not."""
    rows = Branch.objects.filter(branches_seen(by), organisation=by.organisation_id)
    found = rows.select_related("province").filter(pk=key).first()
    if found is None:
        raise NotFound(kind=_("branch"), number=key)
    return found


def province_at(by: Actor, key: int) -> Province:
    """One province in the actor's scope, archived or not."""
    found = _provinces(by).filter(pk=key).first()
    if found is None:
        raise NotFound(kind=_("province"), number=key)
    return found


def branch_names(by: Actor) -> dict[int, str]:
    """Code and name of every branch of the actor's organisation, archived ones too."""
    return {row.pk: row.title for row in Branch.objects.filter(organisation=by.organisation_id)}


def staff(by: Actor, *, former: bool = False) -> QuerySet[User]:
    """Members of staff in the actor's scope, or those who have left."""
    return _staff(by).filter(employment__ended_at__isnull=not former)


def _staff(by: Actor) -> QuerySet[User]:
    return (
        User.objects.filter(staff_seen(by), organisation=by.organisation_id, audience=Audience.STAFF)
        .select_related("employment", "province", "branch", "branch__province")
        .prefetch_related("groups")
        .order_by("name", "id")
    )


def staff_member(by: Actor, key: int) -> User:
    """One member of staff in the actor's scope, gone or not."""
    found = _staff(by).filter(pk=key).first()
    if found is None:
        raise NotFound(kind=_("user"), number=key)
    return found


def position_of(by: Actor) -> str:
    """What the actor is at work, as the own file says; "" where nothing is said."""
    return Employment.objects.filter(pk=by.account).values_list("position", flat=True).first() or ""


def photo_of(by: Actor, key: int) -> StaffPhoto | None:
    """The portrait of a member of staff in the actor's scope, or of the actor."""
    is_seen = key == by.user_id or _staff(by).filter(pk=key).exists()
    return StaffPhoto.objects.filter(pk=key).first() if is_seen else None


def staff_file(by: Actor, key: int) -> StaffFile:
    """A file of users that the actor brought."""
    found = StaffFile.objects.filter(organisation=by.organisation_id, brought_by=by.user_id, pk=key).first()
    if found is None:
        raise NotFound(kind=_("file"), number=key)
    return found


def groups(by: Actor) -> QuerySet[Group]:
    """Groups of the actor's organisation, with the number of members."""
    rows = Group.objects.filter(organisation=by.organisation_id).annotate(users=Count("members"))
    return rows.order_by("code")


def group_named(by: Actor, code: str) -> Group:
    """One of `groups`."""
    found = groups(by).filter(code=code).first()
    if found is None:
        raise NotFound(kind=_("group"), number=code)
    return found


def group_history(group: Group) -> list[Any]:
    """How names and rights of a group were, newest first: the rows that the database kept, with who wrote them."""
    kept = group.events  # type: ignore[attr-defined]
    return list(kept.select_related("pgh_context").order_by("-pgh_id"))


def groups_ever(by: Actor) -> list[Any]:
    """How groups were at any time, oldest first: `code`, `pgh_obj_id` and `rights` of each row of their history."""
    kept = Group.events.rel.related_model.objects  # type: ignore[attr-defined]
    return list(kept.filter(organisation=by.organisation_id).only("code", "pgh_obj_id", "rights").order_by("pgh_id"))


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


def coming_changes(by: Actor, commands: Sequence[str] = ()) -> QuerySet[PlannedChange]:
    """Changes of settings that wait for their day, the next first, and those of the last month that were refused on it.

    Of some commands, or of all that the actor may.
    """
    refused = ~Q(refusal="") & Q(ended_at__gt=timezone.now() - REFUSED_FOR)
    rows = PlannedChange.objects.filter(Q(ended_at=None) | refused, organisation=by.organisation_id)
    allowed = commands or [name for name, each in all_commands().items() if by.may(each.right.code)]
    return rows.filter(command__in=allowed).select_related("planned_by").order_by("from_day", "id")


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
