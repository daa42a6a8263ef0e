"""Keys that a new installation makes for itself, once, readable by its own user only."""

import os
from pathlib import Path

from cryptography.fernet import Fernet

NAMES = ("secret.key", "field.key", "blind.key")


def read_or_make(folder: Path, name: str, given: str) -> str:
    """The key named `name`: what the environment gives, else the one kept in `folder`, else a new one kept there."""
    if given:
        return given
    place = folder / name
    if not place.exists():
        _make(place)
    return place.read_text().strip()


def keep(place: Path, text: str) -> None:
    """Write `text` to a new file that only its owner can read, whatever stood there before."""
    place.unlink(missing_ok=True)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)


def _make(place: Path) -> None:
    """Make a key under a name of its own and link it into place: of two processes that start together, one wins."""
    draft = place.with_suffix(f".{os.getpid()}")
    keep(draft, Fernet.generate_key().decode())
    try:
        os.link(draft, place)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
