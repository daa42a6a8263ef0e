"""Getting in: a password, then a second step where the account has one. Every attempt is kept, and too many shut the
door for a while.

Before somebody is in there is no actor whose right could be asked, so these are no commands; what they write is the log
of attempts. It is kept whether or not somebody gets in, so it is written before a refusal is raised.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.authentication import login_digest
from repaid.access.choices import Audience
from repaid.access.models import User
from repaid.access.queries import organisations
from repaid.identity.authentication import those_with
from repaid.identity.choices import Outcome, Way
from repaid.identity.codes import is_app_code
from repaid.identity.models import Attempt
from repaid.identity.proving import app_takes, passkey_takes, recovery_takes
from repaid.identity.queries.accounts import accounts_with, temporary_until
from repaid.identity.queries.attempts import Knock, locks_of
from repaid.kernel.refusal import Refusal

LOCK: Final = 0x0D00
"""The first key of the advisory lock; the second is the login's. Guesses at one login wait for each other."""
ALIKE: Final = 3
"""At the door of all lenders so many passwords are looked at for any login (fewer where there are fewer lenders): time
does not tell at how many of them a person is."""


class NotLetIn(Refusal):
    code = "not_let_in"
    sentence = _("The login or the password is not right.")
    status = 422


class WrongCode(Refusal):
    code = "wrong_code"
    sentence = _("This code is not right, or it was used already. Wait for the next one.")
    status = 422


class TooManyAttempts(Refusal):
    code = "too_many_attempts"
    sentence = _("Too many attempts. You can log in again in {minutes} minutes.")
    status = 422


class PasswordExpired(Refusal):
    code = "password_expired"
    sentence = _("This temporary password has expired. Ask for a new one.")
    status = 422


@dataclass(frozen=True, slots=True)
class Proof:
    """What is shown for the second step: a typed code, or the answer of a passkey to a challenge."""

    code: str = ""
    answer: object = None
    state: object = None
    host: str = ""


def check_password(
    audience: str, login: str, password: str, address: str | None, lender: int | None = None
) -> list[User]:
    """The accounts that a login and a password open: at the door of the organisation `lender` that of its customer, at
    the door of all (None) those of every lender. Raises NotLetIn, TooManyAttempts or PasswordExpired.

    It takes the same time whether there is such an account or not, and whether it is at one lender or at `ALIKE`.
    """
    knock = Knock(audience, login_digest(login), address)
    holders = accounts_with(audience, knock.digest)
    tried = [user for user in holders if lender in (None, user.organisation_id)]
    is_for_all = audience == Audience.CUSTOMER and lender is None
    with transaction.atomic():
        untils = _wait_for_turn(knock, holders, tried)
        right = those_with(tried, password, tries=min(len(organisations()), ALIKE) if is_for_all else 1)
        fitting = [user for user, until in zip(tried, untils, strict=False) if user in right and not until]
        opened, hindered = _parted(fitting)
        refusal = None if opened else _shut_out(knock, holders, tried, untils, hindered)
    if refusal:
        raise refusal
    return opened


def check_second_step(user: User, proof: Proof, address: str | None) -> Way:
    """What the second step was proved with. Raises WrongCode or TooManyAttempts."""
    knock = Knock(user.audience, bytes(user.login_digest), address)
    with transaction.atomic():
        (until,) = _wait_for_turn(knock, [user], [user])
        way = None if until else _proved(user, proof)
        if way is None:
            tried = Way.PASSKEY if proof.answer else Way.APP
            keep(knock, [user], Outcome.LOCKED if until else Outcome.WRONG_CODE, tried)
    if until:
        raise _too_many(until)
    if way is None:
        raise WrongCode(field="code")
    return way


def keep(knock: Knock, users: Sequence[User], outcome: Outcome, way: Way | None = None) -> None:
    """Write one attempt down, for each of the accounts that it was at; with none of them too."""
    Attempt.objects.bulk_create(
        Attempt(
            audience=knock.audience, login_digest=knock.digest, address=knock.address, user=user,
            organisation_id=user.organisation_id if user else None, outcome=outcome, way=way or "", is_echo=place > 0,
        )
        for place, user in enumerate(users or [None])
    )  # fmt: skip


def keep_entry(user: User, way: Way, address: str | None) -> None:
    """Write down that somebody got in."""
    keep(Knock(user.audience, bytes(user.login_digest), address), [user], Outcome.ENTERED, way)


def _parted(fitting: Sequence[User]) -> tuple[list[User], dict[User, Outcome]]:
    """Accounts whose password was right: those that it opens, and why the others stay shut."""
    hindered: dict[User, Outcome] = {}
    for user in fitting:
        good_until = temporary_until(user.pk)
        if not user.is_active:
            hindered[user] = Outcome.BLOCKED
        elif good_until and good_until < timezone.now():
            hindered[user] = Outcome.EXPIRED
    return [user for user in fitting if user not in hindered], hindered


def _shut_out(
    knock: Knock, holders: Sequence[User], tried: Sequence[User], untils: Sequence[datetime | None],
    hindered: Mapping[User, Outcome],
) -> Refusal:  # fmt: skip
    """Write down why nobody gets in: the refusal to raise once that is kept.

    A wrong password counts against the accounts of every lender, so that nobody gains guesses by going from door to
    door, and no lender can tell from its own log that there are others.
    """
    shut = [until for until in untils if until]
    if len(shut) == len(untils):
        keep(knock, tried, Outcome.LOCKED, Way.PASSWORD)
        return _too_many(min(shut))
    if not hindered:
        keep(knock, holders, Outcome.WRONG, Way.PASSWORD)
        return NotLetIn()
    for user, outcome in hindered.items():
        keep(knock, [user], outcome, Way.PASSWORD)
    return PasswordExpired() if Outcome.EXPIRED in hindered.values() else NotLetIn()


def _proved(user: User, proof: Proof) -> Way | None:
    if proof.answer:
        return Way.PASSKEY if passkey_takes(user.pk, proof.answer, proof.state, proof.host) else None
    if is_app_code(proof.code):
        return Way.APP if app_takes(user.pk, proof.code) else None
    return Way.RECOVERY if recovery_takes(user.pk, proof.code) else None


def _wait_for_turn(knock: Knock, holders: Sequence[User], tried: Sequence[User]) -> list[datetime | None]:
    """Let no other attempt at these accounts be under way; answers until when the door is shut for each one tried."""
    digests = {knock.digest, *(bytes(user.login_digest) for user in holders)}
    keys = sorted(int.from_bytes(digest[:4], "big", signed=True) for digest in digests)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, key) FROM unnest(%s::int[]) AS key", [LOCK, keys])
    return locks_of(knock, [user.pk for user in tried], timezone.now())


def _too_many(until: datetime) -> TooManyAttempts:
    return TooManyAttempts(minutes=max(1, -(-int((until - timezone.now()).total_seconds()) // 60)))
