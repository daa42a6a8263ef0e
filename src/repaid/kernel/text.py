"""Text as people type it: digits of three alphabets, folding for search, sort keys, bidirectional isolation."""

import re
import unicodedata

_DIGITS = {ord(char): str(value) for alphabet in ("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩") for value, char in enumerate(alphabet)}
_MARKS = dict.fromkeys((0x200E, 0x200F, *range(0x2066, 0x206A)), "")
"""Marks of direction: what is copied from a page that runs from right to left brings them along."""
_PLAIN = _DIGITS | _MARKS
_FOLD = {
    ord("ي"): "ی", ord("ى"): "ی", ord("ك"): "ک", ord("ة"): "ه", ord("أ"): "ا", ord("إ"): "ا", ord("آ"): "ا",
    ord("ؤ"): "و", ord("ئ"): "ی", ord("ł"): "l", ord("ø"): "o", ord("đ"): "d", ord("ß"): "ss", ord("æ"): "ae",
    0x200C: " ", 0x200D: None, 0x0640: None,
}  # fmt: skip


class _Bare(dict[int, str | int | None]):
    """What each character is to be compared as, a mark nothing at all; worked out once for each that is met."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        bare = None if unicodedata.combining(char) else char
        self[code] = bare
        return bare


_BARE = _Bare(_FOLD)
_PERSIAN = "ءآابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_POLISH = "aąbcćdeęfghijklłmnńoóprsśtuvwxyzźż"
_GRAM = 3


def latin_digits(text: str) -> str:
    """Persian and Arabic-Indic digits as Latin ones, marks of direction away; all else unchanged.

    >>> latin_digits("\u206612/۱۴\u2069")
    '12/14'
    """
    return text if text.isascii() else text.translate(_PLAIN)


def without_marks(text: str) -> str:
    """A text without marks of direction, for what shows or reads them as signs: an SMS, a code of a transfer."""
    return text.translate(_MARKS)


def folded(text: str) -> str:
    """The form in which texts are compared: one case, one alphabet of digits, no diacritics, single spaces.

    >>> folded("Łukasz  ŻÓŁĆ")
    'lukasz zolc'
    >>> folded("علي") == folded("علی")
    True
    """
    if text.isascii():
        return " ".join(text.lower().split())
    lowered = unicodedata.normalize("NFKD", latin_digits(text).casefold())
    return " ".join(lowered.translate(_BARE).split())


def grams(*texts: str) -> list[str]:
    """The distinct 3-grams of the folded texts, for an index of parts of words."""
    found: set[str] = set()
    for text in map(folded, texts):
        found.update(text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1))
    return sorted(found)


def grams_apart(word: str) -> list[str]:
    """3-grams that cover a folded word from end to end, few of them: an index narrows by these as well as by all."""
    places = {*range(0, len(word) - _GRAM + 1, _GRAM), len(word) - _GRAM}
    return sorted({word[place : place + _GRAM] for place in places if place >= 0})


def sort_key(text: str, language: str) -> str:
    """A key that sorts as readers of `language` expect under a plain byte order (ł after l, Persian order)."""
    alphabet = {"fa": _PERSIAN, "pl": _POLISH}.get(language)
    if alphabet is None:
        return folded(text)
    ranks = {char: chr(0xE000 + place) for place, char in enumerate(alphabet)}
    prepared = text.casefold().replace("ي", "ی").replace("ك", "ک")
    return "".join(ranks.get(char, char) for char in latin_digits(prepared))


def plain_code(text: str) -> str:
    """A number that one copies (account, telephone, national id) without its spaces and dashes, upper case.

    >>> plain_code("72 9999-0001")
    '7299990001'
    """
    return re.sub(r"[\s\-–./()\u200c]", "", latin_digits(text)).upper()


def isolated(text: str) -> str:
    """`text` wrapped so that its direction does not disturb what stands around it (U+2068, U+2069)."""
    return f"\u2068{text}\u2069"
