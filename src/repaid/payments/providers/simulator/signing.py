"""How the simulator and we sign what we send each other: HMAC-SHA-256 over the bytes, in hexadecimal."""

import hashlib
import hmac
from typing import Final

HEADER: Final = "X-Signature"


def signature(secret: str, content: bytes) -> str:
    """The signature of some bytes."""
    return hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


def is_signed(secret: str, content: bytes, given: str) -> bool:
    """Whether `given` is the signature of some bytes; compared in constant time."""
    return bool(secret) and hmac.compare_digest(signature(secret, content).encode(), given.encode())
