"""Numbered subfields: `166?00GUTSCHRIFT?20SVWZ+...?32NAME`, in Poland also behind `~`, `^`, `<`.

The German layout (DFÜ-Abkommen, appendix 3): 00 posting text, 10 journal number, 20-29 and 60-63 remittance,
30 bank, 31 account, 32-33 name. Polish banks keep 20-26 for the title, 27-29 for the name (or the account) where
32 is missing, 38 for the account and 60-65 for the address.
"""

import re
from collections.abc import Sequence
from typing import Final

from ...model import Reference, ReferenceKind
from ...wording import account_code, joined, tidy
from .model import Details

WIDTH: Final = 27
"""Characters of a full subfield; some Polish banks fill 35."""

WIDTH_POLISH: Final = 35

_LINE: Final = 65
"""Characters of a line; one that is shorter by one ended in a space, which was lost on the way."""

_START: Final = re.compile(r"\s?([0-9]{3})([?~^<>])(?=[0-9]{2})")
_SEPA: Final = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|COAM|OAMT|MTLG)[+:]")
_SEPA_KINDS: Final[dict[str, ReferenceKind]] = {"EREF": "end_to_end", "MREF": "mandate", "KREF": "customer"}
_NOTHING: Final = frozenset({"", "NONREF", "NOTPROVIDED", "NOT PROVIDED"})
_NRB: Final = re.compile(r"[0-9]{26}")

Parts = dict[str, list[str]]


def split(lines: Sequence[str]) -> Details | None:
    """The details of a field in subfields; None when it is not one."""
    start = _START.match(lines[0]) if lines else None
    if start is None:
        return None
    code, mark = start[1], start[2]
    text = "".join(line + " " if len(line) == _LINE - 1 else line for line in lines)
    pieces = re.split(re.escape(mark) + r"([0-9]{2})", text[start.end() - 1 :])
    parts: Parts = {}
    for number, text in zip(pieces[1::2], pieces[2::2], strict=True):
        parts.setdefault(number, []).append(text)
    is_polish = mark in "~^<" or "38" in parts
    return _details(code, parts, is_polish)


def _details(code: str, parts: Parts, is_polish: bool) -> Details:
    name = _text(parts, "32", "33")
    title = _range(20, 29)
    if is_polish and not name:
        title, name = _range(20, 26), _text(parts, "27", "28")
    if is_polish and _national_account(parts):
        title = [number for number in title if number != "29"]
    if not is_polish:
        title += _range(60, 63)
    remittance, references = _sepa(_text(parts, *title))
    return Details(name, _account(parts), "", references, remittance, code)


def _range(first: int, last: int) -> list[str]:
    return [f"{number:02}" for number in range(first, last + 1)]


def _text(parts: Parts, *numbers: str) -> str:
    pieces = [text for number in numbers for text in parts.get(number, [])]
    return joined(pieces, WIDTH if all(len(piece) <= WIDTH for piece in pieces) else WIDTH_POLISH)


def _national_account(parts: Parts) -> str:
    """A Polish account alone in subfield 29."""
    account = _text(parts, "29").replace(" ", "")
    return account if _NRB.fullmatch(account) else ""


def _account(parts: Parts) -> str:
    """38, or 29, or 31 with the bank of 30 when 31 is no IBAN."""
    whole = "".join(parts.get("38", [])) or _national_account(parts)
    if whole.strip():
        return account_code(whole)
    account, bank = tidy("".join(parts.get("31", []))), tidy("".join(parts.get("30", [])))
    if account and bank and account.isdigit() and bank.isdigit():
        return f"{bank}/{account}"
    return account_code(account)


def _sepa(text: str) -> tuple[str, tuple[Reference, ...]]:
    """SEPA puts keywords into the remittance: `EREF+` end to end, `MREF+` mandate, `SVWZ+` the words themselves."""
    pieces = _SEPA.split(text)
    if len(pieces) == 1:
        return text, ()
    given = [(word, value.strip()) for word, value in zip(pieces[1::2], pieces[2::2], strict=True)]
    references = tuple(
        Reference(_SEPA_KINDS[word], value)
        for word, value in given
        if word in _SEPA_KINDS and value.upper() not in _NOTHING
    )
    words = [value for word, value in given if word in ("SVWZ", "MTLG")]
    return tidy(" ".join([pieces[0], *words])), references
