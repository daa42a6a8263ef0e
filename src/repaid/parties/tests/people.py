"""Parties of the Polish lender, for the stories of these tests. Their numbers are right and belong to nobody."""

from datetime import date
from typing import Any

from repaid.access.actors import Actor
from repaid.parties.choices import ContactKind, IdentifierKind, RoleKind
from repaid.parties.commands.register import NewIdentifier, register_company, register_person
from repaid.parties.models import Party

PESEL = "02070803628"
NIP = "8567346215"


def anna(by: Actor, **changes: Any) -> Party:
    """Anna Łukasik of Kraków, a borrower."""
    given = {
        "given_names": "Anna",
        "family_name": "Łukasik",
        "born_on": date(1902, 7, 8),
        "branch": "KR",
        "roles": (RoleKind.BORROWER,),
        "contacts": ((ContactKind.MOBILE, "600 100 200"), (ContactKind.EMAIL, "Anna@Example.pl")),
        "identifiers": (NewIdentifier(IdentifierKind.PESEL, PESEL),),
        **changes,
    }
    return Party.objects.get(pk=register_person(by=by, **given).party_id)


def jan(by: Actor, **changes: Any) -> Party:
    """Jan Wiśniewski of Warszawa, of whom nothing else is known."""
    given = {"given_names": "Jan", "family_name": "Wiśniewski", "branch": "WA", **changes}
    return Party.objects.get(pk=register_person(by=by, **given).party_id)


def mleczarnia(by: Actor, **changes: Any) -> Party:
    """A company that employs people and sells."""
    given = {"name": "Mleczarnia Pod Lasem", "roles": (RoleKind.EMPLOYER, RoleKind.SELLER), **changes}
    return Party.objects.get(pk=register_company(by=by, **given).party_id)
