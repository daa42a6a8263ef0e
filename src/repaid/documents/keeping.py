"""Where files lie: in `REPAID_DATA/documents`, named by a keyed digest of their content, encrypted.

The same content is kept once. A file is written under a name of its own and linked into place, so it is there whole or
not at all; it is never changed, so a copy of the folder taken after a copy of the database holds all that it needs.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from repaid.kernel.fields import blind_index
from repaid.kernel.refusal import Outage

NONCE_BYTES: Final = 12
_MARK: Final = b"RPD1"
_NAME: Final = re.compile("[0-9a-f]{2}/[0-9a-f]{62}")


def keep(content: bytes) -> str:
    """Keep a content; returns its digest (SHA-256, hexadecimal)."""
    digest = digest_of(content)
    place = place_of(digest)
    if not place.exists():
        nonce = os.urandom(NONCE_BYTES)
        _write(place, _MARK + nonce + _ciphers()[0].encrypt(nonce, content, digest.encode()))
    return digest


def digest_of(content: bytes) -> str:
    """SHA-256 of a content, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read(digest: str) -> bytes:
    """The content with this digest. Outage when it is gone, or is not what was kept."""
    try:
        kept = place_of(digest).read_bytes()
    except OSError as error:
        raise Outage(_("The file is not in the store. Restore it from a backup."), permanent=True) from error
    nonce, sealed = kept[len(_MARK) :][:NONCE_BYTES], kept[len(_MARK) + NONCE_BYTES :]
    for cipher in _ciphers():
        try:
            return cipher.decrypt(nonce, sealed, digest.encode())
        except InvalidTag:
            continue
    raise Outage(_("The file in the store is damaged. Restore it from a backup."), permanent=True)


def place_of(digest: str) -> Path:
    """Where the content with this digest lies; without the key nobody can tell which content that is."""
    name = blind_index(digest, "document").hex()
    return folder() / name[:2] / name[2:]


def folder() -> Path:
    """The folder of the store."""
    return Path(settings.DOCUMENTS)


def kept() -> Iterator[tuple[str, Path]]:
    """Every file of the store with its name there, for a backup."""
    for place in sorted(folder().glob("??/*")):
        name = f"{place.parent.name}/{place.name}"
        if _NAME.fullmatch(name):
            yield name, place


def put_back(name: str, sealed: bytes) -> None:
    """Put a file of a backup into the store, as it was kept there."""
    assert _NAME.fullmatch(name), f"{name} is no file of the store"
    place = folder() / name
    if not place.exists():
        _write(place, sealed)


def _write(place: Path, content: bytes) -> None:
    for above in (folder(), place.parent):
        above.mkdir(exist_ok=True, mode=0o700)
    draft = place.with_name(f"{place.name}.{os.getpid()}-{os.urandom(4).hex()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(place)


@lru_cache(maxsize=1)
def _ciphers() -> tuple[AESGCM, ...]:
    """One for each key of the fields; the first one writes."""
    return tuple(
        AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=b"documents").derive(key.encode()))
        for key in settings.FIELD_KEYS
    )
