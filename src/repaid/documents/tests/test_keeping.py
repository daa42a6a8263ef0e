"""The folder of the store: whole or not at all, known as damaged, read with an older key."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from repaid.documents import keeping
from repaid.kernel.refusal import Outage


def test_what_is_damaged_or_gone_is_said(store: Path) -> None:
    digest = keeping.keep(b"umowa")
    assert keeping.read(digest) == b"umowa"
    [(name, place)] = keeping.kept()
    assert place == keeping.place_of(digest)
    sealed = place.read_bytes()
    place.write_bytes(place.read_bytes()[:-1] + b"?")
    with pytest.raises(Outage, match="damaged"):
        keeping.read(digest)
    place.unlink()
    with pytest.raises(Outage, match="not in the store"):
        keeping.read(digest)
    keeping.put_back(name, sealed)
    assert keeping.read(digest) == b"umowa"
    with pytest.raises(AssertionError):
        keeping.put_back("../secret.key", b"")


def test_an_older_key_still_reads(store: Path, settings: Any) -> None:
    digest = keeping.keep(b"umowa")
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    keeping._ciphers.cache_clear()
    try:
        assert keeping.read(digest) == b"umowa"
        assert keeping.read(keeping.keep(b"nowa")) == b"nowa"
    finally:
        keeping._ciphers.cache_clear()
