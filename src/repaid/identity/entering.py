"""Getting in: a password, then a second step where the account has one. Every attempt is kept, and too many shut the
door for a while.

Before somebody is in there is no actor whose right could be asked, so these are no commands; what they write is the log
of attempts. It is kept whether or not somebody gets in, so it is written before a refusal is raised.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.authentication import login_digest
from repaid.access.models import User
from repaid.identity.authentication import is_password_of
from repaid.identity.choices import Outcome, Way
from repaid.identity.codes import is_app_code
from repaid.identity.models import Attempt
from repaid.identity.proving import app_takes, passkey_takes, recovery_takes
from repaid.identity.queries.accounts import account_with, temporary_until
from repaid.identity.queries.attempts import Knock, lock_of
from repaid.kernel.refusal import Refusal

LOCK: Final = 0x0D00
"""The first key of the advisory lock; the second is the login's. Guesses at one login wait for each other."""


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


REFUSALS: Final[dict[str, type[Refusal]]] = {
    Outcome.WRONG: NotLetIn,
    Outcome.BLOCKED: NotLetIn,
    Outcome.EXPIRED: PasswordExpired,
    Outcome.WRONG_CODE: WrongCode,
}


@dataclass(frozen=True, slots=True)
class Proof:
    """What is shown for the second step: a typed code, or the answer of a passkey to a challenge."""

    code: str = ""
    answer: object = None
    state: object = None
    host: str = ""


def check_password(audience: str, login: str, password: str, address: str | None) -> User:
    """The account that a login and a password open. Raises NotLetIn, TooManyAttempts or PasswordExpired."""
    typed = login_digest(login)
    user = account_with(audience, typed)
    # All logins of an account count together.
    knock = Knock(audience, bytes(user.login_digest) if user else typed, address)
    with transaction.atomic():
        until = _wait_for_turn(knock)
        outcome = _of_password(user, password, until)
        if outcome:
            keep(knock, user, outcome, Way.PASSWORD)
    if until:
        raise _too_many(until)
    if outcome:
        raise REFUSALS[outcome]()
    assert user is not None
    return user


def check_second_step(user: User, proof: Proof, address: str | None) -> Way:
    """What the second step was proved with. Raises WrongCode or TooManyAttempts."""
    knock = Knock(user.audience, bytes(user.login_digest), address)
    with transaction.atomic():
        until = _wait_for_turn(knock)
        way = None if until else _proved(user, proof)
        if way is None:
            tried = Way.PASSKEY if proof.answer else Way.APP
            keep(knock, user, Outcome.LOCKED if until else Outcome.WRONG_CODE, tried)
    if until:
        raise _too_many(until)
    if way is None:
        raise WrongCode(field="code")
    return way


def keep(knock: Knock, user: User | None, outcome: Outcome, way: Way | None = None) -> None:
    """Write an attempt down."""
    Attempt.objects.create(
        audience=knock.audience, login_digest=knock.digest, address=knock.address, user=user,
        organisation_id=user.organisation_id if user else None, outcome=outcome, way=way or "",
    )  # fmt: skip


def keep_entry(user: User, way: Way, address: str | None) -> None:
    """Write down that somebody got in."""
    keep(Knock(user.audience, bytes(user.login_digest), address), user, Outcome.ENTERED, way)


def _of_password(user: User | None, password: str, until: datetime | None) -> Outcome | None:
    """Why a password does not open; None when it does. It takes the same time whatever the answer is."""
    is_right = is_password_of(user, password)
    if until:
        return Outcome.LOCKED
    if user is None or not is_right:
        return Outcome.WRONG
    if not user.is_active:
        return Outcome.BLOCKED
    good_until = temporary_until(user.pk)
    return Outcome.EXPIRED if good_until and good_until < timezone.now() else None


def _proved(user: User, proof: Proof) -> Way | None:
    if proof.answer:
        return Way.PASSKEY if passkey_takes(user.pk, proof.answer, proof.state, proof.host) else None
    if is_app_code(proof.code):
        return Way.APP if app_takes(user.pk, proof.code) else None
    return Way.RECOVERY if recovery_takes(user.pk, proof.code) else None


def _wait_for_turn(knock: Knock) -> datetime | None:
    """Let no other attempt with this login be under way; answers until when the door is shut."""
    with connection.cursor() as cursor:
        key = int.from_bytes(knock.digest[:4], "big", signed=True)
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, key])
    return lock_of(knock, timezone.now())


def _too_many(until: datetime) -> TooManyAttempts:
    return TooManyAttempts(minutes=max(1, -(-int((until - timezone.now()).total_seconds()) // 60)))
