"""By which login a person gets in, and where a password or a link goes."""

from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils import timezone

from repaid.access.actors import Actor, system_actor
from repaid.access.choices import Audience
from repaid.access.models import User
from repaid.identity.codes import draw_token
from repaid.identity.kinds import CONTACT_DATA_NOTICE, SECOND_STEP_NOTICE
from repaid.kernel.refusal import WrongInput
from repaid.messages.choices import Channel
from repaid.messages.commands.asking import write_to_person, write_to_staff
from repaid.messages.queries.contact import open_channels
from repaid.parties.choices import ContactKind, IdentifierKind, PartyKind
from repaid.parties.numbers import normal_identifier
from repaid.parties.queries import identifiers_of, party_named, preferred_contact
from repaid.parties.rights import SEE_IDENTIFIERS
from repaid.parties.rules import national_id_kind, normal_contact

CHANNEL: Final = "portal"


@dataclass(frozen=True, slots=True)
class Person:
    """A party that is to get in: its login by national id, its mobile phone, its e-mail; "" where there is none.

    `telephone` is None where one was given that is no telephone number.
    """

    number: str
    subject_id: int
    language: str
    is_person: bool
    is_deceased: bool
    national_id: str
    telephone: str | None
    email: str


def person_named(by: Actor, number: str, telephone: str = "") -> Person:
    """The party with this number, with the telephone number given, else its own."""
    party = party_named(by, number)
    email = preferred_contact(party, ContactKind.EMAIL)
    return Person(
        number=party.number,
        subject_id=party.subject_id,
        language=party.language,
        is_person=party.kind == PartyKind.PERSON,
        is_deceased=party.deceased_on is not None,
        national_id=_national_id(by, party),
        telephone=_telephone(party, telephone),
        email=email.value if email else "",
    )


def is_right_national_id(by: Actor, number: str, code: str) -> bool:
    """Whether a national id has the check digit of the party's country."""
    return normal_identifier(national_id_kind(party_named(by, number).country), code) is not None


def _national_id(by: Actor, party: Any) -> str:
    reader = replace(by, rights=by.rights | {SEE_IDENTIFIERS.code})
    kind: IdentifierKind = national_id_kind(party.country)
    found = identifiers_of(reader, [party.pk]).get(party.pk, [])
    return next((each.text for each in found if each.kind == kind), "")


def _telephone(party: Any, given: str) -> str | None:
    if given:
        try:
            return normal_contact(ContactKind.MOBILE, given, party.country)
        except WrongInput:
            return None
    own = preferred_contact(party, ContactKind.MOBILE)
    return own.value if own else ""


def is_open(organisation_id: int, channel: Channel) -> bool:
    """Whether something can be sent on a channel."""
    return channel in open_channels(organisation_id)


def tell_of_second_step(user: User) -> None:
    """Write to somebody that the second step was changed, where there is a way to."""
    if user.audience == Audience.CUSTOMER:
        _tell(user, SECOND_STEP_NOTICE.code, person_of(user))
    elif user.email and is_open(user.organisation_id, Channel.EMAIL):
        write_to_staff(
            system_actor(user.organisation, channel=CHANNEL), SECOND_STEP_NOTICE.code, user=user.pk, key=draw_token(),
            channel=Channel.EMAIL, given={"moment": timezone.now()},
        )  # fmt: skip


def tell_of_contact_data(user: User, before: Person) -> None:
    """Write to a customer, at the contact on file `before`, that the contact data were changed."""
    _tell(user, CONTACT_DATA_NOTICE.code, before)


def person_of(user: User) -> Person:
    """The person that an account of the client zone is of."""
    assert user.person is not None, "a customer is a person"
    return person_named(system_actor(user.organisation, channel=CHANNEL), user.person.number)


def _tell(user: User, kind: str, person: Person) -> None:
    channel = way_to(person, user.organisation_id)
    if channel is None:
        return
    address = person.email if channel is Channel.EMAIL else person.telephone or ""
    write_to_person(
        system_actor(user.organisation, channel=CHANNEL), kind, person=person.subject_id, key=draw_token(),
        channel=channel, given={"moment": timezone.now()}, address=address,
    )  # fmt: skip


def way_to(person: Person, organisation_id: int) -> Channel | None:
    """The channel on which a person can be reached, e-mail before SMS."""
    if person.email and is_open(organisation_id, Channel.EMAIL):
        return Channel.EMAIL
    return Channel.SMS if person.telephone and is_open(organisation_id, Channel.SMS) else None
