"""From the bytes of a bank to text: UTF-8, UTF-16, and the 8-bit pages of Central and Western Europe.

Banks do not say which page they write. A file that is not UTF-8 is read in the page in which its letters make the
most sense: Polish banks write CP1250, ISO 8859-2 or, from DOS days, CP852; Dutch and German ones CP1252.
"""

import codecs
import re
from typing import Final

from repaid.kernel.refusal import Finding

from .findings import finding

PAGES: Final = ("cp1250", "cp1252", "cp852", "iso8859_2")
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HOME: Final = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_ABROAD: Final = frozenset("äöüßÄÖÜéèêëïáíúñçàâôûÉőűŐŰáÁěščřýžŠČŘŽ€§°")
_HIGH: Final = re.compile(rb"[\x80-\xff]+")
_MARKS: Final = {0xFEFF: None, 0x1A: None}
_SAMPLE: Final = 20_000


def decode(content: bytes) -> tuple[str, list[Finding]]:
    """The text of a file and what is wrong with its bytes, line by line: NUL bytes, a change of encoding."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _checked(content[len(mark) :].decode(name, errors="replace"))
    if (wide := _wide(content)) is not None:
        return _checked(content.decode(wide, errors="replace"))
    try:
        return _checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _eight_bit(content)


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark shows as a NUL in nearly every second byte."""
    head = content[:400]
    even, odd = head[0::2], head[1::2]
    if len(head) < 4:
        return None
    if odd.count(0) > 0.8 * len(odd) and even.count(0) == 0:
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.8 * len(even) and odd.count(0) == 0 else None


def _eight_bit(content: bytes) -> tuple[str, list[Finding]]:
    """The text in the likeliest page; lines that are UTF-8 are read as such, and the lesser kind of lines is named."""
    lines = content.split(b"\n")
    high = {row for row, line in enumerate(lines, 1) if not line.isascii()}
    utf8 = {row for row in high if _is_utf8(lines[row - 1])}
    wide = {row for row in high - utf8 if lines[row - 1].startswith(_WIDE_MARKS)}
    page = _likeliest_page(b"".join(lines[row - 1] for row in high - utf8 - wide))
    texts = [line.decode("utf-8" if row in utf8 else page, errors="replace") for row, line in enumerate(lines, 1)]
    text, found = _checked("\n".join(texts))
    strays = wide | min(utf8, high - utf8, key=len)
    return text, found + [finding("mixed_encodings", line=row) for row in sorted(strays)]


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _likeliest_page(content: bytes) -> str:
    """The page that makes most of the high bytes letters of the languages we serve; the first wins a draw."""
    high = b"".join(_HIGH.findall(content))[:_SAMPLE]
    scores = {page: _score(high.decode(page, errors="replace")) for page in PAGES}
    return max(PAGES, key=lambda page: scores[page])


def _score(text: str) -> int:
    return sum(3 if char in _HOME else 2 if char in _ABROAD else 0 if char.isalpha() else -2 for char in text)


def _checked(text: str) -> tuple[str, list[Finding]]:
    if "\0" not in text:
        return text.translate(_MARKS) if "\ufeff" in text or "\x1a" in text else text, []
    rows = [row for row, line in enumerate(text.split("\n"), 1) if "\0" in line]
    return text.translate(_MARKS), [finding("nul_byte", line=row) for row in rows]
