"""Registering persons and companies, one by one or many at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from repaid.access import business_day
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import Branch, Organisation, Subject
from repaid.access.subjects import build_subject, next_numbers
from repaid.kernel.refusal import Refusal, WrongInput
from repaid.kernel.text import sort_key
from repaid.parties.choices import ContactKind, IdentifierKind, PartyKind, RoleKind
from repaid.parties.models import Contact, Identifier, Party, PartyRole
from repaid.parties.numbers import identifier_digest, normal_identifier
from repaid.parties.queries import SUBJECT_KIND
from repaid.parties.rights import EDIT_PARTIES
from repaid.parties.rules import NEEDS_GROUND, normal_contact

SEARCHED = frozenset({ContactKind.MOBILE, ContactKind.PHONE, ContactKind.EMAIL})


class IdentifierTaken(Refusal):
    code = "identifier_taken"
    sentence = _("There is a party with this {kind} already. Search for it by that number.")


class GroundMissing(Refusal):
    code = "ground_missing"
    sentence = _("A {kind} may be kept only where a law allows it. Name that law.")


@dataclass(frozen=True, slots=True)
class NewIdentifier:
    """A number to keep, and the law that allows it where one is needed."""

    kind: IdentifierKind
    value: str
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewParty:
    """A party to register. A person has `given_names` and `family_name`, a company a `name`."""

    kind: PartyKind = PartyKind.PERSON
    given_names: str = ""
    family_name: str = ""
    name: str = ""
    gender: str = ""
    country: str = ""
    language: str = ""
    born_on: date | None = None
    roles: tuple[RoleKind, ...] = ()
    contacts: tuple[tuple[ContactKind, str], ...] = ()
    identifiers: tuple[NewIdentifier, ...] = ()

    @property
    def called(self) -> str:
        """What the party is called. Raises WrongInput when it has no name."""
        return display_name(self.kind, self.given_names, self.family_name, self.name)


@dataclass(frozen=True, slots=True)
class PartyRegistered:
    party_id: int
    subject_id: int
    number: str


@dataclass(frozen=True, slots=True)
class PartiesRegistered:
    """In the order in which they were given."""

    party_ids: tuple[int, ...]
    subject_ids: tuple[int, ...]
    numbers: tuple[str, ...]


@command(
    "parties.register_person",
    right=EDIT_PARTIES,
    personal=("given_names", "family_name", "born_on", "contacts", "identifiers"),
)
def register_person(
    *, by: Actor, given_names: str, family_name: str, gender: str = "", country: str = "", language: str = "",
    born_on: date | None = None, branch: str = "", roles: tuple[RoleKind, ...] = (),
    contacts: tuple[tuple[ContactKind, str], ...] = (), identifiers: tuple[NewIdentifier, ...] = (),
) -> PartyRegistered:  # fmt: skip
    """Register a person with roles, contacts and identifiers; the country is by default the organisation's."""
    person = NewParty(
        given_names=given_names, family_name=family_name, gender=gender, country=country, language=language,
        born_on=born_on, roles=roles, contacts=contacts, identifiers=identifiers,
    )  # fmt: skip
    return _first(_registered(by, [person], branch))


@command("parties.register_company", right=EDIT_PARTIES, personal=("name", "contacts", "identifiers"))
def register_company(
    *, by: Actor, name: str, country: str = "", language: str = "", branch: str = "",
    roles: tuple[RoleKind, ...] = (), contacts: tuple[tuple[ContactKind, str], ...] = (),
    identifiers: tuple[NewIdentifier, ...] = (),
) -> PartyRegistered:  # fmt: skip
    """Register a company with roles, contacts and identifiers."""
    company = NewParty(
        kind=PartyKind.COMPANY, name=name, country=country, language=language, roles=roles, contacts=contacts,
        identifiers=identifiers,
    )  # fmt: skip
    return _first(_registered(by, [company], branch))


@command("parties.register_parties", right=EDIT_PARTIES, personal=("parties",))
def register_parties(*, by: Actor, parties: Sequence[NewParty], branch: str = "") -> PartiesRegistered:
    """Register many at once: all of them or, when one is refused, none."""
    return _registered(by, parties, branch)


def search_words(contacts: Iterable[Contact]) -> list[str]:
    """What a party is found by beside its name; never an identifier."""
    return [contact.value for contact in contacts if contact.kind in SEARCHED]


def display_name(kind: PartyKind, given_names: str, family_name: str, name: str) -> str:
    """What a party is called. Raises WrongInput when it has no name."""
    parts = (name,) if kind == PartyKind.COMPANY else (given_names, family_name)
    called = " ".join(" ".join(parts).split())
    if not called:
        raise WrongInput(reason=_("Enter a name."), field="name" if kind == PartyKind.COMPANY else "family_name")
    return called


def name_order(kind: PartyKind, family_name: str, given_names: str, called: str, language: str) -> str:
    """The key by which readers of a language expect the party in a list."""
    read = called if kind == PartyKind.COMPANY else f"{family_name} {given_names}"
    return sort_key(read.strip(), language)[:200]


def build_identifier(new: NewIdentifier, organisation_id: int, on: date) -> Identifier:
    """An unsaved identifier of no party yet; its number is checked as of a day."""
    kind = IdentifierKind(new.kind)
    code = normal_identifier(kind, new.value, on)
    if code is None:
        raise WrongInput(reason=_("This {kind} is not right. Please check it.").format(kind=kind.label), field="value")
    if kind in NEEDS_GROUND and not new.ground.strip():
        raise GroundMissing(kind=kind.label, field="ground")
    return Identifier(
        organisation_id=organisation_id, kind=kind, value=code, digest=identifier_digest(kind, code),
        ground=new.ground.strip(),
    )  # fmt: skip


def refuse_taken(organisation_id: int, identifiers: Sequence[Identifier]) -> None:
    """Refuse when one of these numbers stands in the organisation already, or twice here."""
    keys = [(row.kind, bytes(row.digest)) for row in identifiers]
    standing = Identifier.objects.filter(organisation=organisation_id, digest__in=[digest for _kind, digest in keys])
    taken = {(kind, bytes(digest)) for kind, digest in standing.values_list("kind", "digest")}
    for key in keys:
        if key in taken:
            raise IdentifierTaken(kind=IdentifierKind(key[0]).label, field="value")
        taken.add(key)


@dataclass(slots=True)
class _Rows:
    """What belongs to one new party, unsaved."""

    party: Party
    contacts: list[Contact]
    identifiers: list[Identifier]
    roles: list[PartyRole]


def _registered(by: Actor, parties: Sequence[NewParty], branch: str) -> PartiesRegistered:
    organisation = Organisation.objects.get(pk=by.organisation_id)
    branch_id = _branch_id(by, branch)
    today = business_day.today(by.organisation_id)
    new = [_rows(each, organisation, today) for each in parties]
    refuse_taken(by.organisation_id, [row for rows in new for row in rows.identifiers])
    numbers = next_numbers(by.organisation_id, SUBJECT_KIND, len(new))
    subjects = Subject.objects.bulk_create(
        build_subject(
            organisation_id=by.organisation_id,
            branch_id=branch_id,
            kind=SUBJECT_KIND,
            number=number,
            title=rows.party.name,
            words=search_words(rows.contacts),
        )
        for rows, number in zip(new, numbers, strict=True)
    )
    for rows, subject in zip(new, subjects, strict=True):
        rows.party.subject = subject
    Party.objects.bulk_create([rows.party for rows in new])
    for rows in new:
        owned: tuple[Contact | Identifier | PartyRole, ...] = (*rows.contacts, *rows.identifiers, *rows.roles)
        for row in owned:
            row.party = rows.party
    Contact.objects.bulk_create([row for rows in new for row in rows.contacts])
    Identifier.objects.bulk_create([row for rows in new for row in rows.identifiers])
    PartyRole.objects.bulk_create([row for rows in new for row in rows.roles])
    return PartiesRegistered(
        tuple(rows.party.pk for rows in new), tuple(subject.pk for subject in subjects), tuple(numbers)
    )


def _rows(new: NewParty, organisation: Organisation, today: date) -> _Rows:
    if new.born_on is not None and new.born_on > today:
        raise WrongInput(reason=_("The date of birth lies in the future."), field="born_on")
    called = new.called
    country = new.country or organisation.country
    party = Party(
        organisation=organisation, kind=new.kind, name=called, given_names=new.given_names.strip(),
        family_name=new.family_name.strip(), language=new.language or organisation.language, country=country,
        gender=new.gender, born_on=new.born_on,
        sort_name=name_order(new.kind, new.family_name, new.given_names, called, organisation.language),
    )  # fmt: skip
    kinds = [kind for kind, _text in new.contacts]
    return _Rows(
        party,
        [
            Contact(
                kind=kind, value=normal_contact(ContactKind(kind), text, country), preferred=kind not in kinds[:place]
            )
            for place, (kind, text) in enumerate(new.contacts)
        ],
        [build_identifier(each, organisation.pk, today) for each in new.identifiers],
        [PartyRole(role=role, since=today) for role in dict.fromkeys(new.roles)],
    )


def _branch_id(by: Actor, code: str) -> int | None:
    if not code:
        return by.branch_id
    branch = Branch.objects.filter(organisation=by.organisation_id, code=code).first()
    if branch is None:
        raise WrongInput(reason=_("There is no branch with this code."), field="branch")
    return branch.pk


def _first(registered: PartiesRegistered) -> PartyRegistered:
    return PartyRegistered(registered.party_ids[0], registered.subject_ids[0], registered.numbers[0])
