"""Members of staff: defining them, changing what is on file, letting them go."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.hiring import administered, hire, rewrite
from repaid.access.models import Employment, User
from repaid.access.passwords import checked_password
from repaid.access.queries import staff, staff_member
from repaid.access.rights import MANAGE_USERS
from repaid.access.rules import may_change, may_remove
from repaid.access.staffing import StaffData
from repaid.access.work import hand_over_all
from repaid.kernel.portraits import portrait
from repaid.kernel.refusal import WrongInput, refuse_if


@dataclass(frozen=True, slots=True)
class StaffSaved:
    """What an audit record may tell: groups, scope and place; no name."""

    user_id: int
    groups: tuple[str, ...]
    scope: str
    branch: str


@dataclass(frozen=True, slots=True)
class StaffGone:
    users: tuple[int, ...]
    heir_id: int | None
    handed_over: int


@dataclass(frozen=True, slots=True)
class StaffBlocked:
    user_id: int
    is_active: bool


@dataclass(frozen=True, slots=True)
class StaffPassword:
    user_id: int


@command("access.define_user", right=MANAGE_USERS, personal=("data", "password", "photo"))
def define_user(*, by: Actor, data: StaffData, password: str, photo: bytes | None = None) -> StaffSaved:
    """Create a member of staff, with no more rights and no wider view than one's own."""
    user = hire(by, data, password, portrait(photo) if photo else None)
    return StaffSaved(user.pk, data.groups, data.scope, data.branch)


@command("access.change_user", right=MANAGE_USERS, personal=("data", "photo"))
def change_user(*, by: Actor, user: int, data: StaffData, photo: bytes | None = None) -> StaffSaved:
    """Change what is on file of a member of staff, with groups, scope and place."""
    row = staff_member(by, user)
    refuse_if(may_change(by, row))
    with administered(by):
        rewrite(by, row, data, portrait(photo) if photo else None)
    return StaffSaved(row.pk, data.groups, data.scope, data.branch)


@command("access.remove_users", right=MANAGE_USERS)
def remove_users(*, by: Actor, users: tuple[int, ...], heir: int | None = None) -> StaffGone:
    """Delete users: they leave every list and sign in no more; what they did stays under their names.

    What they have in hand goes to the colleague `heir`, or to nobody. Of several users all go or none.
    """
    rows = list(staff(by).filter(pk__in=users))
    if len(rows) != len(set(users)) or not rows:
        raise WrongInput(reason=_("There is no such user."), field="users")
    if heir is not None and (heir in users or not staff(by).filter(pk=heir, is_active=True).exists()):
        raise WrongInput(reason=_("Choose a colleague who stays."), field="heir")
    refuse_if([finding for row in rows for finding in may_remove(by, row)])
    with administered(by):
        User.groups.through.objects.filter(user__in=users).delete()
        User.objects.filter(pk__in=users).update(is_active=False)
        Employment.objects.filter(user__in=users).update(ended_at=timezone.now())
    return StaffGone(tuple(users), heir, hand_over_all(by, users, heir))


@command("access.block_user", right=MANAGE_USERS)
def block_user(*, by: Actor, user: int, blocked: bool) -> StaffBlocked:
    """Let a member of staff sign in no more, or let somebody who was blocked or deleted in again."""
    row = staff_member(by, user)
    refuse_if(may_remove(by, row))
    with administered(by):
        User.objects.filter(pk=row.pk).update(is_active=not blocked)
        if not blocked:
            Employment.objects.filter(user=row.pk).update(ended_at=None)
    return StaffBlocked(row.pk, is_active=not blocked)


@command("access.set_staff_password", right=MANAGE_USERS, personal=("password",))
def set_staff_password(*, by: Actor, user: int, password: str) -> StaffPassword:
    """Give a member of staff a new password; the one that was valid is not asked for (CT-23)."""
    row = staff_member(by, user)
    refuse_if(may_change(by, row))
    row.set_password(checked_password(password, row))
    row.save(update_fields=["password"])
    return StaffPassword(row.pk)
