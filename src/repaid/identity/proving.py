"""Whether a code or a passkey is the user's, and using it up: in a transaction of the caller."""

import time
from typing import Any

from django.utils import timezone

from repaid.identity import codes, passkeys
from repaid.identity.models import AuthenticatorApp, Passkey, RecoveryCode
from repaid.kernel.text import plain_code


def app_takes(user_id: int, code: str) -> bool:
    """Take a code of the linked app; each works once."""
    app = AuthenticatorApp.objects.select_for_update().filter(user=user_id, linked_at__isnull=False).first()
    if app is None or app.secret is None:
        return False
    step = codes.step_of(str(app.secret), plain_code(code), time.time(), app.last_step)
    if step is None:
        return False
    app.last_step = step
    app.save(update_fields=["last_step"])
    return True


def recovery_takes(user_id: int, code: str) -> bool:
    """Use a recovery code up."""
    unused = RecoveryCode.objects.filter(user=user_id, used_at__isnull=True)
    return bool(unused.filter(digest=codes.recovery_digest(user_id, code)).update(used_at=timezone.now()))


def passkey_takes(user_id: int, answer: Any, state: Any, host: str) -> bool:
    """Whether the answer to a challenge was signed by one of the user's passkeys, and by no copy of it."""
    keys = {bytes(row.credential): row for row in Passkey.objects.select_for_update().filter(user=user_id)}
    found = passkeys.answered(host, state, list(keys), answer)
    if found is None:
        return False
    credential, used = found
    row = keys[credential]
    if used and used <= row.used:
        return False
    row.used, row.used_at = used, timezone.now()
    row.save(update_fields=["used", "used_at"])
    return True
