"""Names of files as people may see them: no path, no sign that hides or turns text, an ending that is kept."""

import unicodedata
from typing import Final

NAME_MAX: Final = 120
NAMELESS: Final = "file"
_JOINERS: Final = "\u200c\u200d"
"""Half spaces: Persian names need them."""
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
"""Names that are devices where Windows would save the file."""


def clean(name: str) -> str:
    r"""The last part of a path, without control and direction signs and without what file systems take amiss.

    >>> clean("../../etc/passwd"), clean("C:\\x.pdf"), clean(" a\nb.pdf "), clean("con.pdf"), clean("")
    ('passwd', 'x.pdf', 'ab.pdf', '_con.pdf', 'file')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in last if char in _JOINERS or unicodedata.category(char)[0] != "C")
    kept = unicodedata.normalize("NFC", kept).strip(" .\u200c\u200d") or NAMELESS
    stem, dot, end = kept.rpartition(".")
    if not stem:
        stem, dot, end = kept, "", ""
    if stem.casefold() in _RESERVED:
        stem = f"_{stem}"
    return f"{stem[: NAME_MAX - len(dot + end)]}{dot}{end}"[:NAME_MAX]


def ending(name: str) -> str:
    """What stands after the last dot, in small letters; "" without one."""
    stem, _dot, end = name.rpartition(".")
    return end.casefold() if stem else ""
