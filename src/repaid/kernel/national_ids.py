"""National identity numbers of natural persons, by country."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from stdnum.exceptions import ValidationError as WrongNumber
from stdnum.pl import pesel

from repaid.kernel.text import plain_code

IR_NATIONAL_ID_LENGTH: Final = 10


def is_ir_national_id(code: str) -> bool:
    """کد ملی: ten digits, not all alike; weights 10 to 2 modulo 11 give the last one.

    >>> is_ir_national_id("0499370899"), is_ir_national_id("3333333333")
    (True, False)
    """
    if len(code) != IR_NATIONAL_ID_LENGTH or not code.isdecimal() or len(set(code)) == 1:
        return False
    *digits, check = map(int, code)
    rest = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
    return check == (rest if rest < 2 else 11 - rest)


def _ir(code: str) -> str:
    if not is_ir_national_id(code):
        raise WrongNumber
    return code


OF_STAFF: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "PL": ("PESEL", pesel.validate),
    "IR": ("کد ملی", _ir),
}
"""What the number is called where an employer may keep it, and what reads it. In the Netherlands the BSN is for the
payroll and the tax office only (Wabb, art. 10), and stays out of a system of loans."""


def normal_national_id(country: str, text: str) -> str | None:
    """The number as it is kept; None when it is not right, or when the country lets nobody keep it here."""
    if country not in OF_STAFF:
        return None
    try:
        return str(OF_STAFF[country][1](plain_code(text)))
    except WrongNumber:
        return None
