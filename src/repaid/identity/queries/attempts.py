"""What was tried at the doors: for the lock, and for people (CT-100)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
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


def locks_of(knock: Knock, accounts: Sequence[int], now: datetime) -> list[datetime | None]:
    """Until when the door stays shut for each of these accounts; where there is none, for the login as it was typed.

    A wrong password counts against every account that has the login, whichever lender's door it was typed at. Where
    none has it the same failures are counted, and nobody's entry makes them less.
    """
    recent = Attempt.objects.filter(at__gt=now - WINDOW).order_by("-at", "-id")
    from_address: Tried = []
    if knock.address:
        failed = recent.filter(address=knock.address, outcome__in=FAILURES, is_echo=False)
        from_address = list(failed.values_list("at", "outcome")[:FAILURES_OF_ADDRESS])
    untils = [locked_until(tried, from_address) for tried in _tried(recent, knock, accounts)]
    return [until if until and until > now else None for until in untils]


def _tried(recent: QuerySet[Attempt], knock: Knock, accounts: Sequence[int]) -> list[Tried]:
    if not accounts:
        typed = recent.filter(audience=knock.audience, login_digest=knock.digest, is_echo=False, outcome=Outcome.WRONG)
        return [list(typed.values_list("at", "outcome"))]
    rows = list(recent.filter(user__in=accounts).values_list("user", "at", "outcome"))
    return [[(at, outcome) for user, at, outcome in rows if user == account] for account in accounts]


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
    return any(locks_of(Knock(user.audience, bytes(user.login_digest), None), [user.pk], timezone.now()))


def asked_since(users: Sequence[int], since: datetime) -> dict[int, int]:
    """How often a new password was asked for of each of these accounts; those of which none was are left out."""
    rows = Attempt.objects.filter(user__in=users, at__gt=since, outcome=Outcome.LINK_ASKED)
    return dict(rows.values_list("user").annotate(times=Count("pk")))
