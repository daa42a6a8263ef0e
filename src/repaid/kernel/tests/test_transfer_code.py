"""Codes that banking applications scan to fill in a transfer."""

import pytest

from loanmath.money import Money
from repaid.kernel.transfer_code import Transfer, transfer_code

NRB = "72 9999 0001 0000 0000 0000 1234"
IBAN = "NL13 TEST 0123 4567 89"


def code(amount: Money, account: str = NRB, recipient: str = "Krakowska Pożyczka sp. z o.o.") -> str:
    return transfer_code(Transfer(recipient, account, amount, "Pożyczka 11"))


@pytest.mark.parametrize(
    ("minor", "field"), [(55234, "055234"), (999_999, "999999"), (1_000_000, "000000"), (0, "000000")]
)
def test_a_transfer_in_poland(minor: int, field: str) -> None:
    """Nine fields: tax number, country, account, grosze in six digits, name in 20 and title in 32 characters."""
    expected = f"|PL|72999900010000000000001234|{field}|Krakowska Pożyczka s|Pożyczka 11|||"
    assert code(Money(minor, "PLN")) == expected
    assert code(Money(minor, "PLN"), f"PL{NRB}") == expected


def test_a_transfer_in_euro() -> None:
    """EPC069-12, version 2: twelve lines at most, without a BIC."""
    lines = code(Money(55234, "EUR"), IBAN, "Voorbeeld | Krediet").split("\n")
    expected = [
        "BCD",
        "002",
        "1",
        "SCT",
        "",
        "Voorbeeld Krediet",
        "NL13TEST0123456789",
        "EUR552.34",
        "",
        "",
        "Pożyczka 11",
    ]
    assert lines == expected


@pytest.mark.parametrize(("currency", "account"), [("IRR", "IR062960000000100324200001"), ("PLN", "12"), ("EUR", NRB)])
def test_elsewhere_there_is_none(currency: str, account: str) -> None:
    assert code(Money(100, currency), account) == ""
