"""The borrower of a row: a person or a company, with the number that a state gave, and ways to reach them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from repaid.contracts.imports.positions.cells import Cells
from repaid.kernel.refusal import WrongInput
from repaid.kernel.text import folded
from repaid.parties.choices import ContactKind, IdentifierKind, PartyKind, RoleKind
from repaid.parties.commands.register import NewIdentifier, NewParty
from repaid.parties.rules import NEEDS_GROUND, national_id_kind, normal_contact, normal_identifier

_CONTACTS: Final = {
    "mobile": (ContactKind.MOBILE, "wrong_phone"),
    "email": (ContactKind.EMAIL, "wrong_email"),
    "address": (ContactKind.ADDRESS, "empty"),
}
NAME_MAX: Final = 100


@dataclass(frozen=True, slots=True)
class Home:
    """Where borrowers live unless somebody says otherwise, and the day on which their numbers are checked."""

    country: str
    today: date


@dataclass(frozen=True, slots=True)
class Borrower:
    """A borrower to be registered, unless somebody with the same number is known."""

    party: NewParty
    identifier: tuple[IdentifierKind, str] | None

    def is_called(self, name: str) -> bool:
        """Whether a known name is made of the same words."""
        own = f"{self.party.given_names} {self.party.family_name} {self.party.name}"
        return sorted(folded(own).split()) == sorted(folded(name).split())


def read_borrower(cells: Cells, home: Home) -> Borrower:
    """The borrower in a row; what is wrong is noted."""
    company = cells.text("company")
    kind = PartyKind.COMPANY if company else PartyKind.PERSON
    given, family = cells.text("given_names", NAME_MAX), cells.text("family_name", NAME_MAX)
    if not (company or given or family):
        cells.note("family_name", "no_name")
    born_on = cells.day("born_on")
    if born_on is not None and born_on > home.today:
        cells.note("born_on", "born_later")
    identifier = _identifier(cells, kind, home)
    party = NewParty(
        kind=kind, given_names="" if company else given, family_name="" if company else family, name=company,
        roles=(RoleKind.BORROWER,), born_on=None if company else born_on,
        contacts=tuple(_contacts(cells, home.country)),
        identifiers=(NewIdentifier(*identifier, ground=cells.text("id_ground")),) if identifier else (),
    )  # fmt: skip
    return Borrower(party, identifier)


def _identifier(cells: Cells, kind: PartyKind, home: Home) -> tuple[IdentifierKind, str] | None:
    name = "company_id" if kind is PartyKind.COMPANY else "national_id"
    text, wanted = cells.text(name), national_id_kind(home.country, kind)
    if not text:
        return None
    code = normal_identifier(wanted, text, home.today)
    if code is None:
        cells.note(name, "wrong_number", kind=wanted.label)
        return None
    if wanted in NEEDS_GROUND and not cells.text("id_ground"):
        cells.note(name, "ground_missing", kind=wanted.label)
    return wanted, code


def _contacts(cells: Cells, country: str) -> Iterator[tuple[ContactKind, str]]:
    for name, (kind, code) in _CONTACTS.items():
        text = cells.text(name)
        if not text:
            continue
        try:
            yield kind, normal_contact(kind, text, country)
        except WrongInput:
            cells.note(name, code)
