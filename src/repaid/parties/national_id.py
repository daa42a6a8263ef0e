"""The number that the state of a person's country gives first: PESEL, BSN, کد ملی."""

from repaid.parties.choices import PartyKind
from repaid.parties.models import Party
from repaid.parties.numbers import masked
from repaid.parties.rules import national_id_kind


def national_id(party: Party) -> str:
    """The number of a party in full, for rooms that act on it; "" when none is kept."""
    kind = national_id_kind(party.country, PartyKind(party.kind))
    return next((str(row.value) for row in party.identifiers.all() if row.kind == kind), "")


def shown_national_id(party: Party) -> str:
    """The number as screens show it; "" when none is kept."""
    code = national_id(party)
    return masked(code) if code else ""
