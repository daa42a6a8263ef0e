"""What a banking application scans to fill in a transfer, where a standard for it is in use.

Poland: recommendation of the banks' association (ZBP) on the two-dimensional code of a credit transfer.
Euro: EPC069-12 of the European Payments Council. Elsewhere there is none, and the answer is "".
"""

from dataclasses import dataclass
from typing import Final

from loanmath.money import Money, format_minor
from repaid.kernel.text import plain_code, without_marks

NRB_DIGITS: Final = 26
GROSZ_MAX: Final = 999_999
"""The field of the Polish code has six digits; a higher amount is typed by the payer, from 000000."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer that somebody is asked to make; `account` is an IBAN or an NRB."""

    recipient: str
    account: str
    amount: Money
    title: str


def transfer_code(transfer: Transfer) -> str:
    """The text of the code; "" where no standard fits the currency and the account.

    >>> transfer_code(Transfer("Kasa", "72 9999 0001 0000 0000 0000 1234", Money(55234, "PLN"), "Loan 11"))
    '|PL|72999900010000000000001234|055234|Kasa|Loan 11|||'
    """
    account = plain_code(transfer.account)
    if transfer.amount.currency == "PLN":
        nrb = account.removeprefix("PL")
        return _polish(transfer, nrb) if nrb.isdigit() and len(nrb) == NRB_DIGITS else ""
    return _euro(transfer, account) if transfer.amount.currency == "EUR" and account[:2].isalpha() else ""


def _polish(transfer: Transfer, nrb: str) -> str:
    grosz = transfer.amount.minor if 0 < transfer.amount.minor <= GROSZ_MAX else 0
    parts = ["", "PL", nrb, f"{grosz:06}", _field(transfer.recipient, 20), _field(transfer.title, 32), "", "", ""]
    return "|".join(parts)


def _euro(transfer: Transfer, iban: str) -> str:
    amount = f"EUR{format_minor(transfer.amount.minor, 'EUR')}" if transfer.amount.minor > 0 else ""
    head = ["BCD", "002", "1", "SCT", ""]
    return "\n".join([*head, _field(transfer.recipient, 70), iban, amount, "", "", _field(transfer.title, 140)])


def _field(text: str, most: int) -> str:
    """A text as long as a field may be, without what separates fields or turns the direction of writing."""
    return " ".join(without_marks(text).replace("|", " ").split())[:most].rstrip()
