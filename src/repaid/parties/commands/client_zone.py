"""The customer's own door."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.commands.users import create_customer_user
from repaid.access.rights import ADMINISTER
from repaid.kernel.refusal import Refusal
from repaid.parties.choices import PartyKind
from repaid.parties.commands.change import AlreadyDeceased, locked
from repaid.parties.rights import OPEN_CLIENT_ZONE


class CompanyAtTheDoor(Refusal):
    code = "company_at_the_door"
    sentence = _("The client zone is opened to persons. Choose the person who acts for the company.")


@dataclass(frozen=True, slots=True)
class ClientZoneOpened:
    user_id: int
    subject_id: int


@command("parties.open_client_zone", right=OPEN_CLIENT_ZONE, personal=("login", "password"))
def open_client_zone(*, by: Actor, number: str, login: str, password: str) -> ClientZoneOpened:
    """Open the client zone to a person, with a login and a first password."""
    party = locked(by, number)
    if party.deceased_on is not None:
        raise AlreadyDeceased(number=number, day=party.deceased_on)
    if party.kind != PartyKind.PERSON:
        raise CompanyAtTheDoor()
    # Who may open the client zone may make this one account, without being an administrator.
    maker = replace(by, rights=by.rights | {ADMINISTER.code})
    created = create_customer_user(
        by=maker, person=party.subject, login=login, password=password, language=party.language
    )
    return ClientZoneOpened(created.user_id, party.subject_id)
