"""The free text of Dutch banks: an account first, then a name, then what the payer wrote.

ABN AMRO: `52.89.39.882   NAME` or `GIRO 428428 NAME   ...`; ING, SNS, ASN: `0987654321 name` and an empty line;
Knab: `REK: NL../NAAM: ..` at the end. `BETALINGSKENM.` is the creditor's reference of a payment slip.
"""

import re
from collections.abc import Sequence
from typing import Final

from ...model import Reference
from ...wording import account_code, joined, tidy
from .model import Details

WIDTH: Final = 65
_ACCOUNT_FIRST: Final = re.compile(
    r"\s*(?:GIRO\s+(?P<giro>[0-9]{3,9})|(?P<account>[A-Z]{2}[0-9]{2}[A-Z]{4}[0-9]{10}|[0-9]{9,10}|"
    r"[0-9]{2}(?:\.[0-9]{2}){2}\.[0-9]{3}))(?P<gap>\s+|$)(?P<rest>.*)"
)
_KNAB: Final = re.compile(r"REK:\s*(?P<account>[A-Z0-9. ]+?)\s*/\s*NAAM:\s*(?P<name>.*)$")
_REFERENCE: Final = re.compile(r"BETALINGSKENM(?:ERK|\.)?:?\s+([0-9]{7,16})\b")
_COLUMN: Final = re.compile(r"\s{2,}")


def split(lines: Sequence[str]) -> Details | None:
    """The details of a Dutch free text; None when neither account nor payment reference shows it to be one."""
    text = joined(lines, WIDTH)
    reference = _REFERENCE.search(text)
    references = (Reference("creditor", reference[1]),) if reference else ()
    if knab := _KNAB.search(text):
        return Details(tidy(knab["name"]), account_code(knab["account"]), "", references, text[: knab.start()].strip())
    first = _ACCOUNT_FIRST.match(lines[0]) if lines else None
    if first is None:
        return Details(references=references, remittance=text) if references else None
    name, words = _name_and_words(first, lines)
    return Details(name, account_code(first["giro"] or first["account"]), "", references, words)


def _name_and_words(first: re.Match[str], lines: Sequence[str]) -> tuple[str, str]:
    """The rest of the first line is a name when a wide gap or an empty line sets it apart; else it is just words."""
    rest, after = first["rest"], lines[1:]
    if first["giro"] or len(first["gap"]) > 1:
        columns = _COLUMN.split(rest, maxsplit=1)
        return tidy(columns[0]), joined([*columns[1:], *after], WIDTH)
    if after and not after[0].strip():
        return tidy(rest), joined(after, WIDTH)
    return "", joined([rest, *after], WIDTH)
