"""Identifiers: whether a number is right, the form it is kept in, how it is found and shown."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.nl import bsn
from stdnum.pl import nip, pesel, regon

from repaid.kernel.fields import blind_index
from repaid.kernel.national_ids import is_ir_national_id
from repaid.kernel.text import plain_code
from repaid.parties.choices import IdentifierKind

IR_COMPANY_ID_LENGTH = 11
IR_COMPANY_WEIGHTS = (29, 27, 23, 19, 17) * 2
SHOWN_DIGITS = 4


def is_ir_company_id(code: str) -> bool:
    """شناسه ملی of a company: eleven digits; the tenth plus two is added to each before it is weighed, modulo 11.

    >>> is_ir_company_id("10380284790"), is_ir_company_id("10380284792")
    (True, False)
    """
    if len(code) != IR_COMPANY_ID_LENGTH or not code.isdecimal() or not code[3:9].strip("0"):
        return False
    *digits, check = map(int, code)
    added = digits[-1] + 2
    rest = sum((digit + added) * weight for digit, weight in zip(digits, IR_COMPANY_WEIGHTS, strict=True)) % 11
    return check == rest % 10


def _checked(right: Callable[[str], bool]) -> Callable[[str], str]:
    def check(code: str) -> str:
        if not right(code):
            raise WrongNumber
        return code

    return check


def _digits(count: int) -> Callable[[str], str]:
    return _checked(lambda code: len(code) == count and code.isdecimal())


_READERS: Mapping[IdentifierKind, Callable[[str], Any]] = {
    IdentifierKind.PESEL: pesel.validate,
    IdentifierKind.NIP: nip.validate,
    IdentifierKind.REGON: regon.validate,
    IdentifierKind.KRS: _digits(10),
    IdentifierKind.BSN: bsn.validate,
    IdentifierKind.KVK: _digits(8),
    IdentifierKind.IR_NATIONAL_ID: _checked(is_ir_national_id),
    IdentifierKind.IR_COMPANY_ID: _checked(is_ir_company_id),
    IdentifierKind.PASSPORT: _checked(lambda code: code.isalnum()),
    IdentifierKind.OTHER: _checked(lambda code: code.isalnum()),
}


def normal_identifier(kind: IdentifierKind, text: str, on: date | None = None) -> str | None:
    """The identifier as it is kept, or None when it is not right; spaces and any alphabet of digits are read.

    With a day `on`, a PESEL of somebody who is born after it is not right either.
    """
    try:
        code = str(_READERS[kind](plain_code(text)))
    except WrongNumber:
        return None
    unborn = on is not None and kind is IdentifierKind.PESEL and pesel.get_birth_date(code) > on
    return None if unborn else code


def identifier_digest(kind: IdentifierKind, code: str) -> bytes:
    """The blind index of a normal identifier."""
    return blind_index(code, f"identifier:{kind}")


def possible_digests(text: str) -> list[bytes]:
    """The blind indexes under which a typed number could be kept."""
    read = ((kind, normal_identifier(kind, text)) for kind in IdentifierKind)
    return [identifier_digest(kind, code) for kind, code in read if code]


def masked(code: str) -> str:
    """An identifier as screens show it: its last four characters."""
    return "•" * (len(code) - SHOWN_DIGITS) + code[-SHOWN_DIGITS:]
