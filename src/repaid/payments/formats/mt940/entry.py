"""Field 61: one entry, and with its fields 86 one line of the statement."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from repaid.kernel.refusal import Finding

from ..findings import finding
from ..model import Kind, Line, Reference
from ..wording import IBAN, tidy
from .details import Details, read_details
from .fields import LINE_MAX, Field
from .values import read_booking_day, read_day, read_minor

_ENTRY: Final = re.compile(
    r"(?P<value>[0-9]{6})(?P<booked>[0-9]{4}|\s{4})?\s*(?P<mark>[RE]?[CD])(?P<funds>[A-Z])?"
    r"(?P<amount>[0-9][0-9.,]*)(?P<type>[A-Z][A-Z0-9 ]{3})?(?P<rest>.*)"
)
_SIGNS: Final = {"C": 1, "D": -1, "EC": 1, "ED": -1, "RC": -1, "RD": 1}
_KEYWORDS: Final = frozenset({"NONREF", "EREF", "PREF", "MARF", "KREF+", "NOREF", ""})
_REFERENCE_MAX: Final = 16


@dataclass(frozen=True, slots=True)
class _Tail:
    """What follows the amount: the customer's and the bank's reference, and supplementary words."""

    customer: str
    bank: str
    name: str
    account: str


def read_entry(entry: Field, remarks: list[Field], currency: str, found: list[Finding]) -> Line | None:
    """The line of a field 61 and the fields 86 after it; None, with a finding, when it cannot be read."""
    if _is_hostile(entry, remarks, found):
        return None
    match = _ENTRY.fullmatch(entry.lines[0].rstrip())
    if match is None:
        found.append(finding("bad_line", line=entry.row, text=":61:" + entry.lines[0]))
        return None
    minor = read_minor(match["amount"], currency, entry.row, found)
    value_date = read_day(match["value"], entry.row, found)
    if minor is None or value_date is None:
        return None
    booked = (match["booked"] or "").strip()
    booked_on = read_booking_day(booked, value_date, entry.row, found) if booked else None
    return _line(entry, remarks, match, (value_date, booked_on), (minor, currency))


def _is_hostile(entry: Field, remarks: list[Field], found: list[Finding]) -> bool:
    """What no bank writes: an endless line (named here) or a NUL byte (named where the bytes were read)."""
    for field in (entry, *remarks):
        for row, line in enumerate(field.lines, field.row):
            if len(line) > LINE_MAX:
                found.append(finding("line_too_long", line=row, length=len(line)))
                return True
            if "\0" in line:
                return True
    return False


def _line(
    entry: Field,
    remarks: list[Field],
    match: re.Match[str],
    days: tuple[date, date | None],
    amount: tuple[int, str],
) -> Line:
    mark = match["mark"]
    details = read_details(remarks)
    tail = _tail(match["rest"], entry.lines[1:])
    references = details.references
    known = {details.account, *(each.value for each in references)}
    if tail.customer and tail.customer not in known:
        references = (*references, Reference("customer", tail.customer))
    return Line(
        row=entry.row,
        value_date=days[0],
        booked_on=days[1],
        amount_minor=_SIGNS[mark] * amount[0],
        currency=amount[1],
        kind=_kind(mark),
        counterparty=details.name or tail.name,
        counterparty_account=details.account or tail.account,
        paid_into=details.paid_into,
        references=references,
        remittance=details.remittance,
        bank_reference=tail.bank,
        bank_code=_bank_code(match["type"], details),
        is_booked=not mark.startswith("E"),
        details=1 if remarks else 0,
    )


def _kind(mark: str) -> Kind:
    if mark.startswith("R"):
        return "reversal"
    return "in" if mark.endswith("C") else "out"


def _bank_code(kind: str | None, details: Details) -> str:
    return "/".join(filter(None, ((kind or "").strip(), details.code)))


def _tail(rest: str, supplement: tuple[str, ...]) -> _Tail:
    """`16x[//16x]` and a second line; some banks put a name after the sixteenth character of the first instead."""
    customer, _, bank = rest.partition("//")
    name = tidy(customer[_REFERENCE_MAX:]) if not bank else ""
    customer = customer[:_REFERENCE_MAX].strip() if name else customer.strip()
    words = tidy(" ".join(supplement))
    accounts = [word for word in (customer, words) if IBAN.fullmatch(word)]
    is_name_of_reference = customer in _KEYWORDS or customer in accounts
    return _Tail("" if is_name_of_reference else customer, bank.strip(), name, accounts[0] if accounts else "")
