"""Numbers that states give."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from repaid.access import business_day
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.kernel.refusal import Refusal
from repaid.parties.choices import IdentifierKind
from repaid.parties.commands.change import locked
from repaid.parties.commands.register import NewIdentifier, build_identifier, refuse_taken
from repaid.parties.rights import EDIT_PARTIES

SEVERAL = frozenset({IdentifierKind.PASSPORT, IdentifierKind.OTHER})


class IdentifierKnown(Refusal):
    code = "identifier_known"
    sentence = _("The party has a {kind} already.")


@dataclass(frozen=True, slots=True)
class IdentifierAdded:
    identifier_id: int
    subject_id: int
    kind: str


@command("parties.add_identifier", right=EDIT_PARTIES, personal=("value",))
def add_identifier(*, by: Actor, number: str, kind: IdentifierKind, value: str, ground: str = "") -> IdentifierAdded:
    """Keep a number of a party, encrypted; `ground` names the law that allows it where one is needed."""
    party = locked(by, number)
    today = business_day.today(by.organisation_id)
    row = build_identifier(NewIdentifier(IdentifierKind(kind), value, ground), by.organisation_id, today)
    if row.kind not in SEVERAL and party.identifiers.filter(kind=row.kind).exists():
        raise IdentifierKnown(kind=IdentifierKind(row.kind).label, field="value")
    refuse_taken(by.organisation_id, [row])
    row.party = party
    row.save()
    return IdentifierAdded(row.pk, party.subject_id, row.kind)
