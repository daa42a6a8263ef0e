"""Texts in the letters that a scheme takes.

SEPA guarantees a to z, digits and / - ? : ( ) . , ' + and space (EPC217-08). Marks above and below letters go, letters
that are none with a mark are written with two, Persian is spelt letter by letter (its short vowels are not written, so
neither are they here), anything else becomes a space.
"""

import unicodedata
from typing import Final

from repaid.kernel.text import latin_digits
from repaid.payments.formats.pain001.scheme import Scheme

_BASIC: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ")
_POLISH: Final = _BASIC | frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_LATIN: Final = {
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ß": "ss",
    "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ŋ": "n", "&": "+", "’": "'", "‘": "'", "`": "'", "´": "'",
    "–": "-", "—": "-", "_": "-", "[": "(", "]": ")", "{": "(", "}": ")", ";": ",", "€": "EUR",
}  # fmt: skip
_PERSIAN_LETTERS: Final = "ا آ أ إ ء ئ ؤ ب پ ت ة ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک ك گ ل م ن و ه ی ي ى"
_THEIR_LATIN: Final = "a a a e ' y v b p t h s j ch h kh d z r z zh s sh s z t z ' gh f q k k g l m n v h i i i"
_PERSIAN: Final = dict(zip(_PERSIAN_LETTERS.split(), _THEIR_LATIN.split(), strict=True))
_HALF_SPACE: Final = "\u200c"
_JOINERS: Final = {ord(_HALF_SPACE): None, 0x200D: None, 0x0640: None}


def spelt(text: str, scheme: Scheme, length: int = 140) -> str:
    """A text in the letters of a scheme, cut to a length; "" when nothing of it can be written.

    >>> spelt("Łukasz  Żółć & Co.", Scheme.SEPA), spelt("Łukasz Żółć", Scheme.POLISH)
    ('Lukasz Zolc + Co.', 'Łukasz Żółć')
    >>> spelt("آرش نمونه‌ای", Scheme.SEPA)
    'arsh nmvnhai'
    """
    whole = unicodedata.normalize("NFC", text)
    if scheme is Scheme.OTHER:
        shown = "".join(char if char.isprintable() or char == _HALF_SPACE else " " for char in whole)
    else:
        letters = _POLISH if scheme is Scheme.POLISH else _BASIC
        plain = latin_digits(whole).translate(_JOINERS)
        shown = "".join(char if char in letters else _folded(char) for char in plain)
    return " ".join(shown.split())[:length].rstrip()


def _folded(char: str) -> str:
    """One character in basic letters; a space where nothing stands for it, "" for a mark alone."""
    written = _LATIN.get(char) or _PERSIAN.get(char) or unicodedata.normalize("NFKD", char)
    found = "".join(each for each in written if each in _BASIC)
    return found if found or unicodedata.combining(char) else " "
