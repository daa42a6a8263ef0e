"""By which scheme an order travels, and what that scheme asks of a file.

Sources: EPC125-05 (SEPA Credit Transfer rulebook) and EPC132-08 (its customer-to-bank guidelines): service level SEPA,
charges SLEV, names of 70 characters in the basic Latin set. Elixir, the domestic clearing of Poland, takes the letters
of Polish as well; NURG is the service level "not urgent" of the ISO 20022 external code list.
"""

from enum import StrEnum
from typing import Final

SEPA_COUNTRIES: Final = frozenset({
    "AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GI",
    "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL",
    "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "SM", "VA",
})  # fmt: skip


class Scheme(StrEnum):
    """How money travels: SEPA, inside Poland in zlotys, or as the two banks agree."""

    SEPA = "sepa"
    POLISH = "polish"
    OTHER = "other"

    @property
    def service_level(self) -> str:
        """The code of the service level."""
        return "SEPA" if self is Scheme.SEPA else "NURG"

    @property
    def charges(self) -> str:
        """Who pays the banks: by the rules of the scheme, or each their own."""
        return "SLEV" if self is Scheme.SEPA else "SHAR"

    @property
    def name_length(self) -> int:
        """Characters of a name at most."""
        return 70 if self is Scheme.SEPA else 140


def scheme_of(currency: str, debtor_account: str, creditor_account: str) -> Scheme:
    """The scheme of an order between two accounts (IBAN).

    >>> scheme_of("EUR", "NL91ABNA0417164300", "PL61109010140000071219812874").value
    'sepa'
    """
    countries = {debtor_account[:2], creditor_account[:2]}
    if currency == "EUR" and countries <= SEPA_COUNTRIES:
        return Scheme.SEPA
    if currency == "PLN" and countries == {"PL"}:
        return Scheme.POLISH
    return Scheme.OTHER
