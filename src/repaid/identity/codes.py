"""Codes: one-time codes of an app (RFC 6238), recovery codes, temporary passwords, tokens of links."""

import base64
import hashlib
import hmac
import secrets
from typing import Final
from urllib.parse import quote, urlencode

from repaid.kernel.fields import blind_index
from repaid.kernel.text import plain_code

PERIOD_SECONDS: Final = 30
DIGITS: Final = 6
SLACK: Final = 1
"""Periods before and after the present one whose codes are taken: clocks differ."""
SECRET_BYTES: Final = 20
RECOVERY_CODES: Final = 10
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for another one."""


def new_secret() -> str:
    """A secret for an app, in base 32."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def code_at(secret: str, step: int) -> str:
    """The code of a period (RFC 6238 with SHA-1 and 6 digits, as all apps make it; appendix B gives the codes).

    >>> secret = base64.b32encode(b"12345678901234567890").decode()
    >>> code_at(secret, 59 // 30), code_at(secret, 1111111109 // 30), code_at(secret, 20000000000 // 30)
    ('287082', '081804', '353130')
    """
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(secret: str, code: str, now: float, after: int) -> int | None:
    """The period whose code this is, around the moment `now` (seconds), and later than the period `after`."""
    present = int(now) // PERIOD_SECONDS
    for step in range(max(present - SLACK, after + 1), present + SLACK + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), code.encode()):
            return step
    return None


def address_for_app(secret: str, issuer: str, account: str) -> str:
    """What the picture for the app says (Key URI format)."""
    query = urlencode({"secret": secret, "issuer": issuer, "digits": DIGITS, "period": PERIOD_SECONDS}, quote_via=quote)
    return f"otpauth://totp/{quote(f'{issuer}:{account}', safe='')}?{query}"


def is_app_code(text: str) -> bool:
    """Whether a text looks like a code of an app, and not like a recovery code."""
    code = plain_code(text)
    return len(code) == DIGITS and code.isdecimal()


def draw_recovery_codes() -> tuple[str, ...]:
    """Ten new codes, each of about 50 bits."""
    return tuple(_drawn(2, 5) for _each in range(RECOVERY_CODES))


def draw_password() -> str:
    """A temporary password of about 59 bits that can be read out and typed on a phone."""
    return _drawn(3, 4)


def draw_token() -> str:
    """The token of a link, 256 bits."""
    return secrets.token_urlsafe(32)


def recovery_digest(user_id: int, code: str) -> bytes:
    """The digest under which a recovery code is kept; case, spaces and dashes do not matter."""
    return blind_index(code, f"recovery:{user_id}")


def token_digest(token: str) -> bytes:
    """The digest under which a link is kept. The token has 256 bits, so it needs no key."""
    return hashlib.sha256(token.encode()).digest()


def _drawn(groups: int, length: int) -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _each in range(length)) for _group in range(groups))
