"""A row of the file as a loan, checked field by field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext as _

from loanmath.rounding import Rounding, round_fraction
from repaid.contracts.imports.table import Row

CURRENCY: Final = "USD"
COLUMNS: Final = (
    "loan_amount", "term", "interest_rate", "installment", "issue_month", "loan_status", "balance", "paid_total",
    "paid_principal", "paid_interest", "paid_late_fees",
)  # fmt: skip
KEY_COLUMNS: Final = ("row_id", "rownames")
NAME_COLUMN: Final = "borrower_name"
TERM_MAX: Final = 480
CENT: Final = 1

_AMOUNT = re.compile(r"([0-9]{1,11})(?:\.([0-9]{1,2})0*)?")
_SUM = re.compile(r"[0-9]{1,11}(?:\.[0-9]{1,16})?")
_RATE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4}0*)?")
_WHOLE = re.compile(r"([0-9]{1,4})(?:\.0+)?")
_KEY = re.compile(r"[A-Za-z0-9_.-]{1,40}")
_MONTH = re.compile(r"([A-Z][a-z]{2})-([0-9]{4})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Status(StrEnum):
    """How the file says a loan stands."""

    CURRENT = "Current"
    FULLY_PAID = "Fully Paid"
    IN_GRACE = "In Grace Period"
    LATE_16 = "Late (16-30 days)"
    LATE_31 = "Late (31-120 days)"
    DEFAULT = "Default"
    CHARGED_OFF = "Charged Off"


class WrongField(ValueError):
    """A field that is not what it should be."""

    def __init__(self, column: str, said: str) -> None:
        super().__init__(said)
        self.column = column


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """A loan of the file. Amounts in cents, `rate` in per cent a year, `issued` the first day of its month."""

    line: int
    key: str
    borrower: str
    amount: int
    count: int
    rate: Decimal
    instalment: int
    issued: date
    status: Status
    balance: int
    paid_total: int
    paid_principal: int
    paid_interest: int
    late_fees: int

    @property
    def paid(self) -> int:
        """Money that went into instalments."""
        return self.paid_total - self.late_fees

    @property
    def owed(self) -> int:
        """Principal that was not paid, also where the file wrote it off."""
        return self.amount - self.paid_principal


def read_loan(row: Row) -> Loan:
    """The loan of a row; WrongField names the first column that is wrong."""
    fields = row.fields
    key = _key(fields)
    loan = Loan(
        line=row.line,
        key=key,
        borrower=fields.get(NAME_COLUMN, "").strip()[:120] or _("Borrower {number}").format(number=key),
        amount=_read(fields, "loan_amount", _positive),
        count=_read(fields, "term", _term),
        rate=_read(fields, "interest_rate", _rate),
        instalment=_read(fields, "installment", _positive),
        issued=_read(fields, "issue_month", _month),
        status=_read(fields, "loan_status", Status),
        balance=_read(fields, "balance", _amount),
        paid_total=_read(fields, "paid_total", _sum),
        paid_principal=_read(fields, "paid_principal", _amount),
        paid_interest=_read(fields, "paid_interest", _amount),
        late_fees=_read(fields, "paid_late_fees", _sum),
    )
    _agree(loan)
    return loan


def _agree(loan: Loan) -> None:
    parts = loan.paid_principal + loan.paid_interest + loan.late_fees
    if abs(parts - loan.paid_total) > CENT:
        raise WrongField("paid_total", _("it is not principal, interest and late fees together"))
    if loan.paid_principal > loan.amount:
        raise WrongField("paid_principal", _("it is more than the amount of the loan"))
    if loan.status is not Status.CHARGED_OFF and abs(loan.owed - loan.balance) > CENT:
        raise WrongField("balance", _("it is not the amount less the principal paid"))


def _key(fields: Mapping[str, str]) -> str:
    column = next((name for name in KEY_COLUMNS if name in fields), KEY_COLUMNS[0])
    text = fields.get(column, "").strip()
    if not _KEY.fullmatch(text):
        raise WrongField(column, _("each row needs a key of letters and digits"))
    return text


def _read(fields: Mapping[str, str], column: str, reader: Callable[[str], Any]) -> Any:
    text = fields[column].strip()
    try:
        return reader(text)
    except ValueError:
        raise WrongField(column, _("“{text}” cannot be used here").format(text=text[:40])) from None


def _amount(text: str) -> int:
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise ValueError
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def _sum(text: str) -> int:
    """A sum of payments in cents, half up: the file adds them as binary numbers ("8024.7600000002")."""
    if not _SUM.fullmatch(text):
        raise ValueError
    return round_fraction(Fraction(text) * 100, Rounding.HALF_UP)


def _positive(text: str) -> int:
    cents = _amount(text)
    if cents == 0:
        raise ValueError
    return cents


def _term(text: str) -> int:
    found = _WHOLE.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= TERM_MAX:
        raise ValueError
    return int(found[1])


def _rate(text: str) -> Decimal:
    if not _RATE.fullmatch(text):
        raise ValueError
    return Decimal(text)


def _month(text: str) -> date:
    found = _MONTH.fullmatch(text)
    if found is None or found[1] not in _MONTHS or found[2] < "1990":
        raise ValueError
    return date(int(found[2]), _MONTHS.index(found[1]) + 1, 1)
