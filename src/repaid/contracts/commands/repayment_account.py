"""The account number on which a contract's repayments come in: one valid number for each contract.

An IBAN has two check digits so that the whole, rearranged and read as digits, leaves 1 when divided by 97 (ISO 13616,
ISO 7064). A Polish NRB is an IBAN without its country letters. Where a country has no IBAN, the number is a creditor
reference (ISO 11649, "RF"), which has the same check digits.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from repaid.kernel.refusal import Refusal
from repaid.kernel.text import plain_code

BASIC_LENGTHS: Final = {"PL": 24, "NL": 14, "IR": 22, "GB": 18, "DE": 18, "BE": 12, "IE": 18}
"""Characters of an account number after country and check digits."""

REFERENCE: Final = "RF"
REFERENCE_LENGTH: Final = 21
WITHOUT_LETTERS: Final = frozenset({"PL"})
"""Countries that write their numbers without the country letters."""


FIRST_GIVEN: Final = 500_000_000
"""The serial after which an organisation's own numbers are given, so that they never meet numbers that were typed."""


class AccountInvalid(Refusal):
    code = "account_invalid"
    sentence = _("The account number {account} has wrong check digits. Compare it with the bank's paper.")
    status = 422


def account_number(*, country: str, bank_code: str, serial: int) -> str:
    """The repayment account made of an organisation's bank code and a serial number of the contract.

    >>> account_number(country="PL", bank_code="99990001", serial=1234)
    '72999900010000000000001234'
    >>> account_number(country="NL", bank_code="RPAD", serial=7)
    'NL71RPAD0000000007'
    """
    prefix = country if country in BASIC_LENGTHS else REFERENCE
    length = BASIC_LENGTHS.get(country, REFERENCE_LENGTH)
    basic = bank_code + str(serial).rjust(length - len(bank_code), "0")
    number = f"{prefix}{_check_digits(prefix, basic):02d}{basic}"
    return number[2:] if country in WITHOUT_LETTERS else number


def next_account(*, country: str, bank_code: str, subject_id: int) -> str:
    """The repayment account that a contract gets when none was typed."""
    return account_number(country=country, bank_code=bank_code, serial=FIRST_GIVEN + subject_id)


def checked_account(text: str, *, country: str) -> str:
    """A typed account number without its spaces; AccountInvalid when its check digits are wrong."""
    number = plain_code(text)
    whole = country + number if country in WITHOUT_LETTERS and number.isdigit() else number
    prefix, digits, basic = whole[:2], whole[2:4], whole[4:]
    length = BASIC_LENGTHS.get(prefix)
    fits = len(basic) == length if length else 0 < len(basic) <= 30
    if not (whole.isalnum() and whole.isascii() and digits.isdigit() and fits):
        raise AccountInvalid(account=text, field="account")
    if _check_digits(prefix, basic) != int(digits):
        raise AccountInvalid(account=text, field="account")
    return number


def _check_digits(prefix: str, basic: str) -> int:
    return 98 - int("".join(str(int(char, 36)) for char in f"{basic}{prefix}00")) % 97
