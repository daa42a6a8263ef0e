"""The second step: linking an app, adding passkeys, recovery codes; taking them away again."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import User
from repaid.access.rights import OWN_ACCOUNT
from repaid.identity.codes import new_secret, recovery_digest, step_of
from repaid.identity.models import AuthenticatorApp, OpenSession, Passkey, RecoveryCode
from repaid.identity.passkeys import digest_of
from repaid.identity.queries.accounts import factors_of, has_second_step, must_have_second_step, own_account
from repaid.identity.queries.attempts import account_at_doors
from repaid.identity.reaching import tell_of_second_step
from repaid.identity.rights import HELP_AT_THE_DOOR
from repaid.kernel.refusal import NotFound, Refusal, WrongInput
from repaid.kernel.text import plain_code

PASSKEYS_MAX = 10


class SecondStepNeeded(Refusal):
    code = "second_step_needed"
    sentence = _(
        "Your organisation asks for a second step. Link another app or add a passkey before you remove this one."
    )


class PasskeyKnown(Refusal):
    code = "passkey_known"
    sentence = _("This passkey was added already, or there are too many. Remove one first.")


@dataclass(frozen=True, slots=True)
class SecondStepChanged:
    user_id: int
    subject_id: int | None


@command("identity.prepare_app", right=OWN_ACCOUNT)
def prepare_app(*, by: Actor) -> SecondStepChanged:
    """Make a secret for an app that is to be linked; one that is linked already goes on working until then."""
    AuthenticatorApp.objects.update_or_create(user_id=by.account, defaults={"next_secret": new_secret()})
    return SecondStepChanged(by.account, by.person_id)


@command("identity.link_app", right=OWN_ACCOUNT, personal=("code",))
def link_app(*, by: Actor, code: str) -> SecondStepChanged:
    """Link the app whose first code this is, in place of one that was linked before (MP-09)."""
    app = AuthenticatorApp.objects.select_for_update().filter(user=by.account, next_secret__isnull=False).first()
    step = step_of(str(app.next_secret), plain_code(code), time.time(), 0) if app else None
    if app is None or step is None:
        raise WrongInput(reason=_("This code is not right. Wait for the next one in the app."), field="code")
    app.secret, app.next_secret, app.linked_at, app.last_step = app.next_secret, None, timezone.now(), step
    app.save()
    return _changed(own_account(by))


@command("identity.unlink_app", right=OWN_ACCOUNT, personal=("password",))
def unlink_app(*, by: Actor, password: str) -> SecondStepChanged:
    """Switch the codes of the app off, confirmed with the own password (MP-08)."""
    user = own_account(by)
    if not user.check_password(password):
        raise WrongInput(reason=_("The current password is not right. Nothing was changed."), field="password")
    if must_have_second_step(user) and not factors_of(user.pk).passkeys:
        raise SecondStepNeeded()
    AuthenticatorApp.objects.filter(user=user).delete()
    return _changed(user)


@command("identity.add_passkey", right=OWN_ACCOUNT, personal=("name", "credential"))
def add_passkey(*, by: Actor, name: str, credential: bytes, used: int) -> SecondStepChanged:
    """Add a passkey that the browser made; `used` is its signature counter."""
    digest = digest_of(credential)
    there = Passkey.objects.filter(user=by.account).count()
    if there >= PASSKEYS_MAX or Passkey.objects.filter(digest=digest).exists():
        raise PasskeyKnown()
    Passkey.objects.create(user_id=by.account, name=name.strip()[:60], credential=credential, digest=digest, used=used)
    return _changed(own_account(by))


@command("identity.remove_passkey", right=OWN_ACCOUNT)
def remove_passkey(*, by: Actor, passkey: int) -> SecondStepChanged:
    """Take a passkey away."""
    user, factors = own_account(by), factors_of(by.account)
    if passkey not in {each.pk for each in factors.passkeys}:
        raise NotFound(kind=_("passkey"), number=passkey)
    if must_have_second_step(user) and factors.app_linked_at is None and len(factors.passkeys) == 1:
        raise SecondStepNeeded()
    Passkey.objects.filter(pk=passkey).delete()
    return _changed(user)


@command("identity.renew_recovery_codes", right=OWN_ACCOUNT, personal=("codes",))
def renew_recovery_codes(*, by: Actor, codes: Sequence[str]) -> SecondStepChanged:
    """Keep new recovery codes as digests; those before work no more. Whoever asks shows them, once."""
    RecoveryCode.objects.filter(user=by.account).delete()
    rows = [RecoveryCode(user_id=by.account, digest=recovery_digest(by.account, code)) for code in codes]
    RecoveryCode.objects.bulk_create(rows)
    return SecondStepChanged(by.account, by.person_id)


@command("identity.unlink_lost_device", right=HELP_AT_THE_DOOR)
def unlink_lost_device(*, by: Actor, user: int, checked: str) -> SecondStepChanged:
    """Take the second step of somebody away who lost the phone, after their identity was checked; `checked` says how.

    Wherever they are logged in, they are logged out (MP-10).
    """
    row = account_at_doors(by, user)
    if not checked.strip():
        raise WrongInput(reason=_("Say how you checked who it is."), field="checked")
    AuthenticatorApp.objects.filter(user=row).delete()
    Passkey.objects.filter(user=row).delete()
    OpenSession.objects.filter(user=row).delete()
    return _changed(row)


def _changed(user: User) -> SecondStepChanged:
    """Without a second step there is nothing to recover; its owner hears of every change."""
    if not has_second_step(user.pk):
        RecoveryCode.objects.filter(user=user).delete()
    tell_of_second_step(user)
    return SecondStepChanged(user.pk, user.person_id)
