"""Passwords of one's own, and those that an administrator gives."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import User
from repaid.access.passwords import checked_password
from repaid.access.queries import staff
from repaid.access.rights import MANAGE_USERS, OWN_ACCOUNT
from repaid.access.rules import may_change
from repaid.identity.codes import token_digest
from repaid.identity.lockout import TEMPORARY_PASSWORD_DAYS
from repaid.identity.models import OneTimeLink, OpenSession, TemporaryPassword
from repaid.identity.queries.accounts import own_account
from repaid.kernel.refusal import Refusal, WrongInput, refuse_if


class LinkUsedOrExpired(Refusal):
    code = "link_used_or_expired"
    sentence = _("This link was used already or has expired. Ask for a new one.")
    status = 410


@dataclass(frozen=True, slots=True)
class PasswordChanged:
    user_id: int
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class OwnPasswordsExpected:
    users: tuple[int, ...]


@command("identity.change_password", right=OWN_ACCOUNT, personal=("current", "new", "repeat"))
def change_password(*, by: Actor, current: str, new: str, repeat: str) -> PasswordChanged:
    """Change the own password: staff and customers alike (CT-26, CC-08, CZ-64). Other devices are logged out."""
    user = own_account(by)
    if not user.check_password(current):
        raise WrongInput(reason=_("The current password is not right. Nothing was changed."), field="current")
    if new == current:
        raise WrongInput(reason=_("The new password is the current one. Choose another one."), field="new")
    return _changed(user, new, repeat)


@command("identity.choose_password_by_link", right=OWN_ACCOUNT, personal=("token", "new", "repeat"))
def choose_password_by_link(*, by: Actor, token: str, new: str, repeat: str) -> PasswordChanged:
    """Choose a password with a one-time link of the own account; the link is used up (MP-05, MP-06)."""
    live = OneTimeLink.objects.filter(user=by.account, used_at__isnull=True, expires_at__gt=timezone.now())
    if not live.filter(digest=token_digest(token)).update(used_at=timezone.now()):
        raise LinkUsedOrExpired()
    return _changed(own_account(by), new, repeat)


@command("identity.expect_own_password", right=MANAGE_USERS)
def expect_own_password(*, by: Actor, users: tuple[int, ...]) -> OwnPasswordsExpected:
    """Let members of staff whose password somebody else chose change it at the next login, within a week."""
    rows = list(staff(by).filter(pk__in=users))
    if len(rows) != len(set(users)):
        raise WrongInput(reason=_("There is no such user."), field="users")
    refuse_if([finding for row in rows for finding in may_change(by, row)])
    until = timezone.now() + timedelta(days=TEMPORARY_PASSWORD_DAYS)
    TemporaryPassword.objects.bulk_create(
        [TemporaryPassword(user=row, until=until) for row in rows],
        update_conflicts=True, unique_fields=["user"], update_fields=["until"],
    )  # fmt: skip
    return OwnPasswordsExpected(tuple(users))


def _changed(user: User, new: str, repeat: str) -> PasswordChanged:
    if new != repeat:
        raise WrongInput(reason=_("The two new passwords differ. Please type them again."), field="repeat")
    user.set_password(checked_password(new, user, "new"))
    user.save(update_fields=["password"])
    TemporaryPassword.objects.filter(user=user).delete()
    OpenSession.objects.filter(user=user).delete()
    return PasswordChanged(user.pk, user.person_id)
