"""Words between slashes: `/TRTP/SEPA OVERBOEKING/IBAN/NL../NAME/../REMI/..`, as Dutch banks write since SEPA.

ABN AMRO gives IBAN and NAME; ING packs account, bank and name into CNTP; Rabobank writes `/BENM//NAME/..`.
"""

import re
from collections.abc import Sequence
from typing import Final

from ...model import Reference, ReferenceKind
from ...wording import account_code, tidy
from .model import Details

_WORDS: Final = (
    "TRTP|TRCD|EREF|PREF|MARF|CSID|IBAN|BIC|CNTP|NAME|BENM|ORDP|ULTC|ULTD|ULTB|ADDR|REMI|USTD|STRD|ISDT|RTRN|PURP|SVCL"
)
_SPLIT: Final = re.compile(rf"/({_WORDS})(?=/)")
_KINDS: Final[dict[str, ReferenceKind]] = {"EREF": "end_to_end", "MARF": "mandate", "PREF": "customer"}
_NOTHING: Final = frozenset({"", "NONREF", "NOTPROVIDED", "NOT PROVIDED"})
_ISSUER: Final = re.compile(r"(?:CUR|ISO)/")


def split(lines: Sequence[str]) -> Details | None:
    """The details of a field of words between slashes; None when it does not begin with a known one."""
    text = "".join(lines).strip()
    if not _SPLIT.match(text):
        return None
    pieces = _SPLIT.split(text)
    said: dict[str, str] = {}
    for word, value in zip(pieces[1::2], pieces[2::2], strict=True):
        said[word] = said.get(word) or tidy(value.strip("/ "))
    account, name = _counterparty(said)
    return Details(name, account, "", _references(said), _remittance(said), said.get("TRTP") or said.get("TRCD", ""))


def _counterparty(said: dict[str, str]) -> tuple[str, str]:
    packed = said.get("CNTP", "").split("/")
    account = said.get("IBAN") or packed[0]
    name = said.get("NAME") or (packed[2] if len(packed) > 2 else "")
    return account_code(account), tidy(name)


def _references(said: dict[str, str]) -> tuple[Reference, ...]:
    given = [(kind, said.get(word, "")) for word, kind in _KINDS.items()]
    given.append(("creditor", _ISSUER.sub("", said.get("STRD", ""))))
    return tuple(Reference(kind, value) for kind, value in given if value.upper() not in _NOTHING)


def _remittance(said: dict[str, str]) -> str:
    return tidy(" ".join(text for word in ("REMI", "USTD") if (text := said.get(word, ""))))
