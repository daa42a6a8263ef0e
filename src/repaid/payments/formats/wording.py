"""Texts that a bank cut into pieces, put together again."""

import re
from collections.abc import Iterable
from typing import Final

from repaid.kernel.text import latin_digits

IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_GROUPING: Final = re.compile(r"[\s.\-\u200c]")
_SPACES: Final = re.compile(r"\s+")


def joined(pieces: Iterable[str], width: int) -> str:
    """The pieces as one text: a piece of full `width` was cut inside a word, a shorter one ended by itself.

    >>> joined(["wynagrodzenie z tytulu umow", "y o prace"], 27)
    'wynagrodzenie z tytulu umowy o prace'
    >>> joined(["CZYNSZ M. 15B", "LIPIEC"], 27)
    'CZYNSZ M. 15B LIPIEC'
    """
    text = "".join(piece if len(piece) >= width else piece + " " for piece in pieces)
    return tidy(text)


def tidy(text: str) -> str:
    """One space where there were many, none at the ends."""
    return _SPACES.sub(" ", text).strip()


def account_code(text: str) -> str:
    """An account as it is compared: an IBAN or national number without spaces, anything else as written."""
    code = _GROUPING.sub("", latin_digits(text)).upper()
    return code if IBAN.fullmatch(code) or code.isdigit() else text.strip()
