"""The values inside MT940 fields: days, amounts, balances, the account."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Final

from loanmath.money import parse_minor
from repaid.kernel.refusal import Finding

from ..findings import finding
from ..model import Balance
from ..wording import account_code

AMOUNT_MAX: Final = 15
"""Characters of an amount, leading zeros apart (SWIFT: 15d)."""

_CENTURY_TURN: Final = 80
_AMOUNT: Final = re.compile(r"[0-9]+(?:[,.][0-9]*)?")
_BALANCE: Final = re.compile(r"([CD])([0-9]{6})([A-Z]{3})(\S+)")
_ACCOUNT_CURRENCY: Final = re.compile(r"(.*[0-9])[ /]?([A-Z]{3})")


def read_day(text: str, row: int, found: list[Finding]) -> date | None:
    """A day as YYMMDD. A day that its month does not have (30 February of the 30/360 calendar) is its last one."""
    day, said = _day(text)
    if day is None:
        found.append(finding("bad_date", line=row, text=text))
    elif said:
        found.append(finding("date_adjusted", line=row, text=said, day=day.isoformat()))
    return day


@lru_cache(maxsize=4096)
def _day(text: str) -> tuple[date | None, str]:
    """The day, and what the file said when that had to be adjusted."""
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:6])
    year += 1900 if year >= _CENTURY_TURN else 2000
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None, ""
    last = monthrange(year, month)[1]
    return date(year, month, min(day, last)), f"{year}-{month:02}-{day:02}" if day > last else ""


def read_booking_day(text: str, value_date: date, row: int, found: list[Finding]) -> date | None:
    """A day as MMDD, in the year in which it lies nearest to the value date."""
    day = _nearest(text, value_date)
    if day is None:
        found.append(finding("bad_date", line=row, text=text))
    return day


@lru_cache(maxsize=4096)
def _nearest(text: str, value_date: date) -> date | None:
    years = (value_date.year, value_date.year - 1, value_date.year + 1)
    days = [day for year in years if (day := _day(f"{year % 100:02}{text}")[0]) is not None]
    return min(days, key=lambda day: abs(day - value_date), default=None)


def read_minor(text: str, currency: str, row: int, found: list[Finding]) -> int | None:
    """An amount with a decimal comma (or point); None and a finding when it is none."""
    whole, _, decimals = text.replace(",", ".").partition(".")
    if _AMOUNT.fullmatch(text) and len(text.lstrip("0")) <= AMOUNT_MAX:
        try:
            return parse_minor(f"{whole.lstrip('0') or '0'}.{decimals or '0'}", currency)
        except ValueError:
            pass
    found.append(finding("bad_amount", line=row, text=text, currency=currency))
    return None


def read_balance(text: str, row: int, found: list[Finding]) -> Balance | None:
    """A balance as in `C260102EUR110,00`."""
    match = _BALANCE.fullmatch(text.strip())
    if match is None:
        found.append(finding("bad_balance", line=row, text=text))
        return None
    on = read_day(match[2], row, found)
    minor = read_minor(match[4], match[3], row, found)
    return None if minor is None else Balance(minor if match[1] == "C" else -minor, match[3], on, row)


def read_account(text: str) -> tuple[str, str]:
    """Account and currency of field 25; the currency is "" when the field does not end with one."""
    plain = text.strip().removeprefix("/")
    match = _ACCOUNT_CURRENCY.fullmatch(plain)
    return (account_code(match[1]), match[2]) if match else (account_code(plain), "")
