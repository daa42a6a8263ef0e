"""Texts as SMPP carries them: the basic alphabet or UTF-16, one part or several with a header that joins them.

Source: SMPP 3.4 (data_coding 5.2.19, esm_class 5.2.12), 3GPP TS 23.040 section 9.2.3.24.1.
"""

import re
from dataclasses import dataclass
from typing import Final

from repaid.messages.channels import Receipt
from repaid.messages.sms import BASIC, EXTENSION, is_basic, split

ESCAPE: Final = 0x1B
DEFAULT_ALPHABET, UCS2 = 0x00, 0x08
HAS_HEADER: Final = 0x40
IS_RECEIPT: Final = 0x04
_CODES: Final = {char: code for code, char in enumerate(BASIC) if char != "\x1b"}
_REPORT: Final = re.compile(
    r"\bid:\s*(?P<id>\S+).*?\bstat:\s*(?P<state>\w+)(?:.*?\berr:\s*(?P<error>\S+))?", re.S | re.I
)
ENDS: Final = {"DELIVRD": True, "EXPIRED": False, "DELETED": False, "UNDELIV": False, "REJECTD": False}
"""Final states of a delivery receipt: whether the message arrived."""


@dataclass(frozen=True, slots=True)
class SmsPart:
    """One short message: its bytes with the header, and how they are to be read."""

    content: bytes
    data_coding: int
    esm_class: int


def parts_of(text: str, reference: int) -> list[SmsPart]:
    """The short messages of a text; `reference` (0 to 255) joins them on the phone.

    >>> parts_of("a€", 7)
    [SmsPart(content=b'a\\x1be', data_coding=0, esm_class=0)]
    """
    coding = DEFAULT_ALPHABET if is_basic(text) else UCS2
    texts = split(text)
    if len(texts) == 1:
        return [SmsPart(_bytes(text, coding), coding, 0)]
    return [
        SmsPart(bytes((5, 0, 3, reference, len(texts), place)) + _bytes(part, coding), coding, HAS_HEADER)
        for place, part in enumerate(texts, 1)
    ]


def _bytes(text: str, coding: int) -> bytes:
    if coding == UCS2:
        return text.encode("utf-16-be")
    return b"".join(bytes((ESCAPE, EXTENSION[char])) if char in EXTENSION else bytes((_CODES[char],)) for char in text)


def receipt_in(text: str) -> Receipt | None:
    """What a delivery receipt reports, when it is the last word on the message (SMPP 3.4, appendix B).

    >>> receipt_in("id:7a sub:001 dlvrd:001 submit date:2611211010 done date:2611211010 stat:DELIVRD err:000 text:")
    Receipt(gateway_id='7a', is_delivered=True, words='DELIVRD')
    """
    found = _REPORT.search(text)
    state = found["state"].upper() if found else ""
    if found is None or state not in ENDS:
        return None
    error = found["error"] or ""
    words = f"{state} {error}" if error.strip("0") else state
    return Receipt(found["id"], ENDS[state], words)
