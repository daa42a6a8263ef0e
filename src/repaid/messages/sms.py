"""How an SMS is counted: the basic alphabet of 160 characters, or 70 of any; long ones go in parts.

Source: 3GPP TS 23.038 section 6.2.1 (alphabet and extension table), TS 23.040 section 9.2.3.24 (parts).
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from repaid.kernel.text import without_marks

BASIC: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The character at the place n has the code n; the escape stands at 27."""
EXTENSION: Final = {
    "\f": 0x0A, "^": 0x14, "{": 0x28, "}": 0x29, "\\": 0x2F, "[": 0x3C, "~": 0x3D, "]": 0x3E, "|": 0x40, "€": 0x65,
}  # fmt: skip
"""Characters that take two places: the escape and this code."""
_BASIC: Final = frozenset(BASIC) - {"\x1b"}
_KNOWN: Final = _BASIC | EXTENSION.keys()
_ODD_LETTERS: Final = str.maketrans("łŁđĐøØ–—−„”“’‘…", 'lLdDoO---"""\'\'.')
_SPACES: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2212": "-"})


@dataclass(frozen=True, slots=True)
class Size:
    """What a text takes: `units` places of its alphabet, in `parts` messages, `left` places free in the last one."""

    is_basic: bool
    units: int
    parts: int
    left: int


@dataclass(frozen=True, slots=True)
class _Alphabet:
    alone: int
    in_parts: int


_GSM: Final = _Alphabet(160, 153)
_UCS2: Final = _Alphabet(70, 67)


def for_sms(text: str, *, plain: bool, right_to_left: bool = False) -> str:
    """A text as it goes into an SMS: spaces and signs of the basic alphabet; with `plain` without diacritics.

    >>> for_sms("Zapłać 552,34\\xa0zł", plain=True)
    'Zaplac 552,34 zl'
    """
    text = text.translate(_SPACES)
    if not right_to_left:
        text = without_marks(text)
    return text.translate(_PLAIN) if plain else text


class _Plain(dict[int, str]):
    """For each character the nearest one of the basic alphabet; computed when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _BASIC or char in EXTENSION:
            bare = char
        else:
            parts = unicodedata.normalize("NFKD", char.translate(_ODD_LETTERS))
            bare = "".join(part for part in parts if not unicodedata.combining(part))
        self[code] = bare
        return bare


_PLAIN: Final = _Plain()


def is_basic(text: str) -> bool:
    """Whether the basic alphabet has all its characters."""
    return _KNOWN.issuperset(text)


def dear_letters(text: str) -> list[str]:
    """The characters that make a text dearer: those the basic alphabet has not, each once."""
    return sorted(set(text) - _KNOWN)


def size(text: str) -> Size:
    """How many parts a text takes.

    >>> size("a" * 161)
    Size(is_basic=True, units=161, parts=2, left=145)
    >>> size("ł" * 70)
    Size(is_basic=False, units=70, parts=1, left=0)
    """
    basic = is_basic(text)
    units = _units(text, basic)
    pieces = split(text)
    alphabet = _GSM if basic else _UCS2
    room = alphabet.alone if len(pieces) == 1 else alphabet.in_parts
    return Size(basic, units, len(pieces), room - _units(pieces[-1], basic))


def split(text: str) -> list[str]:
    """The parts of a text; no character is torn in two."""
    basic = is_basic(text)
    alphabet = _GSM if basic else _UCS2
    if _units(text, basic) <= alphabet.alone:
        return [text]
    return list(_parts(text, basic, alphabet.in_parts))


def _parts(text: str, basic: bool, room: int) -> Iterator[str]:
    part, used = "", 0
    for char in text:
        width = _width(char, basic)
        if used + width > room:
            yield part
            part, used = "", 0
        part, used = part + char, used + width
    yield part


def _units(text: str, basic: bool) -> int:
    if basic:
        return len(text) + sum(text.count(char) for char in EXTENSION)
    return len(text.encode("utf-16-le")) // 2


def _width(char: str, basic: bool) -> int:
    if basic:
        return 2 if char in EXTENSION else 1
    return 2 if ord(char) > 0xFFFF else 1
