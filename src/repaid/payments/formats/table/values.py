"""Amounts and days as people and spreadsheets write them; what one cell leaves open, its column decides."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from loanmath.jalali import FIRST_YEAR, LAST_YEAR, from_jalali
from loanmath.money import parse_minor
from repaid.kernel.text import latin_digits

from .mapping import DateOrder, DecimalMark

_SPACES: Final = {0xA0: " ", 0x202F: " ", 0x200E: None, 0x200F: None}
_MARKS: Final = {ord("٫"): ".", ord("٬"): None, ord("’"): "'", ord("−"): "-", **_SPACES}
_DRESS: Final = re.compile(r"^(?:[A-Z]{3}|zł|€|\$|£|ریال)\s*|\s*(?:[A-Z]{3}|zł|€|\$|£|ریال)$")
_NUMBER: Final = {
    ".": re.compile(r"([+-]?)((?:[0-9]{1,3}(?:[ ,'][0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)([+-]?)"),
    ",": re.compile(r"([+-]?)((?:[0-9]{1,3}(?:[ .'][0-9]{3})+|[0-9]+)(?:,[0-9]*)?|,[0-9]+)([+-]?)"),
}
_GROUPED: Final = re.compile(r"[0-9]{1,3}[.,][0-9]{3}(?![0-9])")
_PARTS: Final = re.compile(r"([0-9]{1,4})[-./ ]([0-9]{1,2})[-./ ]([0-9]{1,4})(?:[ T].*)?")
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DECIMAL_WEIGHT: Final = 1000


def read_minor(text: str, currency: str, decimal: DecimalMark) -> int:
    """An amount in minor units: a sign before or behind, brackets for a debit, thousands apart; ValueError if none."""
    plain = _plain(text)
    if plain.startswith("(") and plain.endswith(")"):
        return -read_minor(plain[1:-1], currency, decimal)
    match = _NUMBER[decimal or "."].fullmatch(plain)
    if match is None or (match[1] and match[3]):
        raise ValueError(f"not an amount: {text[:40]!r}")
    digits = re.sub(r"[ ']", "", match[2]).replace("." if decimal == "," else ",", "").replace(",", ".")
    minor = parse_minor(("0" + digits).rstrip("."), currency)
    return -minor if "-" in (match[1], match[3]) else minor


def decimal_of(texts: Iterable[str]) -> DecimalMark:
    """The decimal mark of a column: of two in one amount the last; a lone one unless three digits follow it."""
    votes = {".": 0, ",": 0}
    for text in texts:
        plain = _plain(text)
        dot, comma = plain.rfind("."), plain.rfind(",")
        if dot >= 0 and comma >= 0:
            votes["." if dot > comma else ","] += _DECIMAL_WEIGHT
        elif max(dot, comma) >= 0:
            mark, other = (".", ",") if dot >= 0 else (",", ".")
            grouped = plain.count(mark) > 1 or _GROUPED.search(plain) is not None
            votes[other if grouped else mark] += 1 if grouped else _DECIMAL_WEIGHT
    return "," if votes[","] > votes["."] else "."


def _plain(text: str) -> str:
    plain = latin_digits(text).translate(_MARKS).strip()
    return _DRESS.sub("", plain).strip()


def read_day(text: str, order: DateOrder) -> date:
    """A day in the order of its column; a year of the Jalali calendar is known by its size. ValueError if none."""
    plain = latin_digits(text).translate(_MARKS).strip()
    if match := _COMPACT.fullmatch(plain):
        year, month, day = (int(part) for part in match.groups())
    else:
        match = _PARTS.fullmatch(plain)
        if match is None:
            raise ValueError(f"not a day: {text[:40]!r}")
        year, month, day = _ordered(match, order)
    if FIRST_YEAR <= year <= LAST_YEAR:
        return from_jalali(year, month, day)
    return date(year, month, day)


def _ordered(match: re.Match[str], order: DateOrder) -> tuple[int, int, int]:
    first, second, third = (int(part) for part in match.groups())
    if len(match[1]) == 4 or (order == "ymd" and len(match[3]) <= 2):
        return (first if len(match[1]) == 4 else 2000 + first), second, third
    year = third if len(match[3]) == 4 else 2000 + third
    return (year, first, second) if order == "mdy" else (year, second, first)


def order_of(texts: Iterable[str]) -> DateOrder:
    """The order of days in a column: a first part above 12 is a day, a second part above 12 too; "" when open."""
    order: DateOrder = "ymd"
    for text in texts:
        match = _PARTS.fullmatch(latin_digits(text).translate(_MARKS).strip())
        if match is None or len(match[1]) == 4:
            continue
        if int(match[1]) > 12:
            return "dmy"
        if int(match[2]) > 12:
            return "mdy"
        order = ""
    return order
