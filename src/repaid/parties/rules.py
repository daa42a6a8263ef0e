"""What may be kept of a party, and in which form: identifiers, account numbers, contacts."""

from collections.abc import Mapping

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from repaid.kernel.refusal import Finding, WrongInput
from repaid.kernel.text import latin_digits, plain_code
from repaid.parties.choices import ContactKind, IdentifierKind, PartyKind
from repaid.parties.models import Party
from repaid.parties.numbers import normal_identifier

__all__ = [
    "NEEDS_GROUND",
    "national_id_kind",
    "normal_account",
    "normal_contact",
    "normal_identifier",
    "undoing_findings",
]

NATIONAL_ID: Mapping[tuple[str, PartyKind], IdentifierKind] = {
    ("PL", PartyKind.PERSON): IdentifierKind.PESEL,
    ("NL", PartyKind.PERSON): IdentifierKind.BSN,
    ("IR", PartyKind.PERSON): IdentifierKind.IR_NATIONAL_ID,
    ("PL", PartyKind.COMPANY): IdentifierKind.NIP,
    ("NL", PartyKind.COMPANY): IdentifierKind.KVK,
    ("IR", PartyKind.COMPANY): IdentifierKind.IR_COMPANY_ID,
}
NEEDS_GROUND = frozenset({IdentifierKind.BSN})
"""Identifiers that may be kept only where a law says so (NL: UAVG art. 46)."""

BARE_ACCOUNT_DIGITS = {"PL": 26, "IR": 24}
"""Countries where people write an account number without the letters of the country (NRB, Sheba)."""


def national_id_kind(country: str, kind: PartyKind = PartyKind.PERSON) -> IdentifierKind:
    """The identifier that a country asks for first; elsewhere any other number (decision 46)."""
    return NATIONAL_ID.get((country, kind), IdentifierKind.OTHER)


def normal_account(text: str, country: str) -> str:
    """An account number as IBAN; an NRB or a Sheba without its letters is one of `country`. Raises WrongInput."""
    code = plain_code(text)
    if code.isdecimal() and len(code) == BARE_ACCOUNT_DIGITS.get(country):
        code = country + code
    try:
        return str(IBAN(code))
    except SchwiftyException as error:
        reason = _("This account number is not right. Please check the digits.")
        raise WrongInput(reason=reason, field="account") from error


def normal_contact(kind: ContactKind, text: str, country: str) -> str:
    """A contact as it is kept: phones in international form, e-mails in lower case. Raises WrongInput."""
    match kind:
        case ContactKind.MOBILE | ContactKind.PHONE:
            return _phone(text, country)
        case ContactKind.EMAIL:
            return _email(text)
        case _:
            return _address(text)


def _phone(text: str, country: str) -> str:
    reason = _("This phone number is not right. Please check the digits.")
    try:
        number = phonenumbers.parse(latin_digits(text), country)
    except phonenumbers.NumberParseException as error:
        raise WrongInput(reason=reason, field="value") from error
    if not phonenumbers.is_possible_number(number):
        raise WrongInput(reason=reason, field="value")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(text: str) -> str:
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise WrongInput(reason=_("This e-mail address is not right."), field="value") from error
    return address


def _address(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    address = "\n".join(line for line in lines if line)
    if not address:
        raise WrongInput(reason=_("Enter an address."), field="value")
    return address


def undoing_findings(party: Party) -> list[Finding]:
    """What stands against taking back the death of a party."""
    if party.deceased_on is not None:
        return []
    sentence = _("No death of party {number} is recorded, so there is nothing to take back.")
    return [Finding("not_deceased", sentence, facts={"number": party.number})]
