"""What was tried at the doors: for the lock, and for people (CT-100)."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.models import Subject, User
from repaid.access.scope import visible
from repaid.identity.choices import FAILURES, Outcome
from repaid.identity.lockout import FAILURES_OF_ADDRESS, WINDOW, Tried, locked_until
from repaid.identity.models import Attempt
from repaid.kernel.refusal import NotFound


class Knock(NamedTuple):
    """A login at a door: the audience, the digest of the login, the address it comes from."""

    audience: str
    digest: bytes
    address: str | None


def lock_of(knock: Knock, now: datetime) -> datetime | None:
    """Until when the door stays shut for a login or an address."""
    recent = Attempt.objects.filter(at__gt=now - WINDOW).order_by("-at", "-id")
    of_login = recent.filter(audience=knock.audience, login_digest=knock.digest).values_list("at", "outcome")
    from_address: Tried = []
    if knock.address:
        failed = recent.filter(address=knock.address, outcome__in=FAILURES).values_list("at", "outcome")
        from_address = list(failed[:FAILURES_OF_ADDRESS])
    until = locked_until(list(of_login), from_address)
    return until if until and until > now else None


def attempts(by: Actor) -> QuerySet[Attempt]:
    """What was tried with accounts of the organisation, newest first; who sees everything sees unknown logins too."""
    rows = Attempt.objects.select_related("user", "user__branch").order_by("-id")
    mine = Q(organisation=by.organisation_id)
    return rows.filter(mine | Q(organisation__isnull=True)) if by.scope == ScopeLevel.EVERYTHING else rows.filter(mine)


def account_at_doors(by: Actor, user: int) -> User:
    """An account of the organisation, of staff or of a customer whom the actor may see."""
    rows = User.objects.select_related("person", "organisation").filter(organisation=by.organisation_id)
    people = visible(Subject.objects.filter(kind="party"), by, subject="")
    found = rows.filter(Q(person__isnull=True) | Q(person__in=people)).filter(pk=user).first()
    if found is None:
        raise NotFound(kind=_("user"), number=user)
    return found


def is_locked(user: User) -> bool:
    """Whether somebody cannot get in at this moment because of failed attempts."""
    return lock_of(Knock(user.audience, bytes(user.login_digest), None), timezone.now()) is not None


def asked_lately(knock: Knock, since: datetime) -> int:
    """How often a new password was asked for with a login."""
    rows = Attempt.objects.filter(audience=knock.audience, login_digest=knock.digest, at__gt=since)
    return rows.filter(outcome=Outcome.LINK_ASKED).count()
