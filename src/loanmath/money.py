"""Money: whole minor units (int) and a currency.

Inside one contract everything is in the currency of its terms, so the engine
counts plain ints of minor units (`Minor`); `Money` is the pair for whoever
stands outside a contract. No float, no arithmetic over two currencies.

>>> Money.parse("552.34", "PLN")
Money(minor=55234, currency='PLN')
>>> str(Money(-5, "EUR"))
'-0.05 EUR'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Final

from loanmath.refusing import shown

MINOR: Final = "minor units"
Minor = Annotated[int, MINOR]
"""An amount in minor units of the contract's currency."""

EXPONENTS: Final = {"IRR": 0, "JPY": 0, "KRW": 0, "CLP": 0, "ISK": 0, "VND": 0, "KWD": 3, "BHD": 3, "OMR": 3, "TND": 3}
"""Decimal places of currencies that do not have two (ISO 4217; IRR without its unused dinars)."""

_AMOUNT: Final = re.compile(r"([+-]?)([0-9]{1,18})(?:\.([0-9]+))?")


class CurrencyMismatch(ValueError):
    """Two currencies met in one sum."""


def exponent(currency: str) -> int:
    """Decimal places of a currency."""
    return EXPONENTS.get(currency, 2)


def parse_minor(text: str, currency: str) -> int:
    """Read a plain decimal ("1234.5") as minor units; ValueError when it is none or too fine."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"not an amount: {shown(text)}")
    sign, whole, decimals = found[1], found[2], found[3] or ""
    places = exponent(currency)
    if decimals[places:].strip("0"):
        raise ValueError(f"{shown(text)} is finer than the minor unit of {currency}")
    minor = int(whole + decimals[:places].ljust(places, "0"))
    return -minor if sign == "-" else minor


def format_minor(minor: int, currency: str) -> str:
    """Write minor units as a plain decimal ("-0.05"), for machines; `parse_minor` reads it back."""
    places = exponent(currency)
    digits = str(abs(minor)).rjust(places + 1, "0")
    sign = "-" if minor < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount of one currency; sums and comparisons refuse another currency."""

    minor: int
    currency: str

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """Read a plain decimal; ValueError when it is none or finer than the minor unit."""
        return cls(parse_minor(text, currency), currency)

    def __str__(self) -> str:
        return f"{format_minor(self.minor, self.currency)} {self.currency}"

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")
        return other.minor
