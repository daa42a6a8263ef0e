"""The template of a table of positions: its headers in a language, and a row as it is filled in."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from loanmath.money import Money
from repaid.contracts.imports.positions.words import FIELDS

_AMOUNTS: Final = {
    "amount": 1_200_000, "principal": 600_000, "interest_accrued": 0, "credit": 0, "principal_due": 0,
    "interest_due": 0, "penalty_due": 0, "fees_due": 0, "tax_due": 0,
}  # fmt: skip
_DAYS: Final = {"start": -180, "next_due": 10}
_OTHERS: Final[dict[str, Any]] = {
    "number": "A-1001", "rate": Decimal("12.00"), "instalments": 12, "remaining": 6, "given_names": "Jan",
    "family_name": "Nowak", "email": "jan.nowak@example.com",
}  # fmt: skip


def specimen(language: str, on: date, product: str, currency: str) -> list[tuple[str, Any]]:
    """Headers with the cells of a row of a product that could be taken over on a day."""
    told = {
        **_OTHERS,
        **{name: Money(minor, currency) for name, minor in _AMOUNTS.items()},
        **{name: on + timedelta(days=days) for name, days in _DAYS.items()},
        "product": product, "currency": currency,
    }  # fmt: skip
    return [(field.header(language), told.get(name)) for name, field in FIELDS.items()]
