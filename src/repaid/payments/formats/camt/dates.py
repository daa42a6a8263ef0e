"""Dates and amounts of ISO 20022: xs:date, xs:dateTime, decimals with a point."""

import re
from datetime import date
from typing import Final

from loanmath.money import parse_minor
from repaid.kernel.refusal import Finding

from ..findings import finding
from ..markup import Element

_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:$|[T+Z-].*)")
_DECIMAL: Final = re.compile(r"[0-9]{1,18}(?:\.[0-9]*)?|\.[0-9]+")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


def read_day(parent: Element | None, found: list[Finding]) -> date | None:
    """The day of a `BookgDt`, `ValDt` or `Dt` (as `Dt` or `DtTm`, in the bank's own zone); None when absent or bad."""
    if parent is None or not (text := parent.words("Dt", "DtTm")):
        return None
    match = _DAY.fullmatch(text)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    found.append(finding("bad_date", line=parent.row, path=parent.name, text=text))
    return None


def read_amount(amount: Element | None, parent: Element, found: list[Finding]) -> tuple[int, str] | None:
    """Minor units and currency of an `Amt`, never negative there; None and a finding when it is none."""
    if amount is None:
        found.append(finding("bad_line", line=parent.row, path=parent.name, text="Amt"))
        return None
    text, currency = amount.text.strip(), amount.attributes.get("Ccy", "")
    if not _CURRENCY.fullmatch(currency):
        found.append(finding("bad_currency", line=amount.row, path=parent.name, text=currency))
        return None
    try:
        if _DECIMAL.fullmatch(text):
            return parse_minor("0" + text.removesuffix(".") if text[0] == "." else text.rstrip("."), currency), currency
    except ValueError:
        pass
    found.append(finding("bad_amount", line=amount.row, path=parent.name, text=text, currency=currency))
    return None
