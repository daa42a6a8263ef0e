"""Reading parties, always within the actor's scope."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.choices import Audience
from repaid.access.models import Subject, User
from repaid.access.scope import fetch, visible
from repaid.access.subjects import matching
from repaid.parties.choices import ContactKind, IdentifierKind, RoleKind
from repaid.parties.models import BankAccount, Contact, Identifier, Party
from repaid.parties.numbers import identifier_digest, masked, normal_identifier, possible_digests
from repaid.parties.rights import SEE_IDENTIFIERS

SUBJECT_KIND = "party"


def parties(by: Actor, *, archived: bool = False) -> QuerySet[Party]:
    """The parties an actor may see, in order of their names."""
    rows = visible(Party.objects.filter(archived_on__isnull=not archived), by, organisation="organisation")
    return rows.select_related("subject").prefetch_related("roles").order_by("sort_name", "id")


def party_named(by: Actor, number: str) -> Party:
    """The party with this number."""
    rows = Party.objects.select_related("subject", "organisation", "parent__subject")
    return fetch(rows.filter(subject__kind=SUBJECT_KIND), by, kind=_("party"), number=number)


def own_party(by: Actor) -> Party:
    """The party that a customer is."""
    rows = Party.objects.filter(subject=by.person_id, organisation=by.organisation_id)
    return rows.select_related("subject", "organisation").get()


def own_contacts(by: Actor) -> dict[ContactKind, str]:
    """The contacts of a customer that are used: of each kind the preferred one, else the oldest."""
    rows = Contact.objects.filter(party__subject=by.person_id, party__organisation=by.organisation_id)
    in_order = rows.order_by("preferred", "-id").values_list("kind", "value")
    return {ContactKind(kind): value for kind, value in in_order}


def find_parties(by: Actor, text: str) -> QuerySet[Party]:
    """Parties by part of a name, number, phone or e-mail, or by a whole identifier."""
    named = matching(Subject.objects.filter(kind=SUBJECT_KIND), text).order_by().values("pk")
    numbered = Identifier.objects.filter(organisation=by.organisation_id, digest__in=possible_digests(text))
    # A union, for an "or" of two tables would read every party.
    ids = Party.objects.filter(subject__in=named).values("pk").union(numbered.values("party"))
    found = visible(Party.objects.filter(pk__in=ids), by, organisation="organisation")
    return found.select_related("subject").prefetch_related("roles").order_by("sort_name", "id")


def party_with_identifier(by: Actor, kind: IdentifierKind, text: str) -> Party | None:
    """The party that has this identifier, if the actor may see it."""
    code = normal_identifier(kind, text)
    if code is None:
        return None
    rows = Party.objects.filter(
        identifiers__organisation=by.organisation_id,
        identifiers__kind=kind,
        identifiers__digest=identifier_digest(kind, code),
    )
    return visible(rows, by).select_related("subject").first()


@dataclass(frozen=True, slots=True)
class Identified:
    """A party that is known by an identifier."""

    party_id: int
    subject_id: int
    name: str


def parties_identified(
    organisation_id: int, identifiers: Iterable[tuple[IdentifierKind, str]]
) -> dict[tuple[IdentifierKind, str], Identified]:
    """The parties of an organisation with these identifiers (kind and normal form), whoever asks; one query."""
    wanted = {(kind, identifier_digest(kind, code)): (kind, code) for kind, code in identifiers}
    rows = Identifier.objects.filter(organisation=organisation_id, digest__in=[digest for _kind, digest in wanted])
    names = ("kind", "digest", "party_id", "party__subject_id", "party__name")
    found = {
        wanted.get((IdentifierKind(kind), bytes(digest))): Identified(*party)
        for kind, digest, *party in rows.values_list(*names)
    }
    return {key: party for key, party in found.items() if key is not None}


@dataclass(frozen=True, slots=True)
class ShownIdentifier:
    """An identifier as it is shown: masked on screens, in full in what who may see it takes out."""

    kind: IdentifierKind
    text: str


@dataclass(frozen=True, slots=True)
class PartyPage:
    """Everything about one party; `things` are the applications, contracts and cases it takes part in, with roles."""

    party: Party
    roles: tuple[RoleKind, ...]
    contacts: tuple[Contact, ...]
    identifiers: tuple[ShownIdentifier, ...]
    bank_accounts: tuple[BankAccount, ...]
    children: tuple[Party, ...]
    things: tuple[tuple[Subject, str], ...]
    has_client_zone: bool


def party_page(by: Actor, number: str) -> PartyPage:
    """The page of a party; nine queries whatever it has."""
    party = party_named(by, number)
    things = visible(Subject.objects.filter(people__person=party.subject), by, subject="")
    children = visible(Party.objects.filter(parent=party), by)
    return PartyPage(
        party=party,
        roles=tuple(RoleKind(row.role) for row in party.roles.order_by("since", "id")),
        contacts=tuple(party.contacts.order_by("kind", "-preferred", "id")),
        identifiers=tuple(
            ShownIdentifier(IdentifierKind(row.kind), masked(row.value))
            for row in party.identifiers.order_by("kind", "id")
        ),
        bank_accounts=tuple(party.bank_accounts.order_by("-preferred", "id")),
        children=tuple(children.select_related("subject").order_by("sort_name", "id")),
        things=tuple(_with_role(things, party)),
        has_client_zone=User.objects.filter(person=party.subject, audience=Audience.CUSTOMER).exists(),
    )


def _with_role(things: QuerySet[Subject], party: Party) -> list[tuple[Subject, str]]:
    roles: dict[int, str] = dict(party.subject.things.values_list("subject_id", "role"))
    return [(thing, roles[thing.pk]) for thing in things.distinct().order_by("kind", "-id")]


def identifiers_of(by: Actor, party_ids: Iterable[int]) -> dict[int, list[ShownIdentifier]]:
    """The identifiers of parties that were cut to the scope already: in full for who may see them, else masked."""
    show = str if by.may(SEE_IDENTIFIERS.code) else masked
    found: dict[int, list[ShownIdentifier]] = {}
    for row in Identifier.objects.filter(party__in=list(party_ids)).order_by("kind", "id"):
        found.setdefault(row.party_id, []).append(ShownIdentifier(IdentifierKind(row.kind), show(row.value)))
    return found


def contacts_of(party_ids: Iterable[int]) -> dict[int, list[Contact]]:
    """The contacts of parties that were cut to the scope already, the preferred one of a kind first."""
    found: dict[int, list[Contact]] = {}
    for row in Contact.objects.filter(party__in=list(party_ids)).order_by("kind", "-preferred", "id"):
        found.setdefault(row.party_id, []).append(row)
    return found


def names_of(subject_ids: set[int]) -> Mapping[int, str]:
    """The names of parties by the ids of their subjects, for lists that were cut to the scope already."""
    return dict(Party.objects.filter(subject__in=subject_ids).values_list("subject_id", "name"))


def preferred_contact(party: Party, *kinds: ContactKind) -> Contact | None:
    """The contact of one of these kinds to use: the preferred one, else the oldest."""
    return party.contacts.filter(kind__in=kinds).order_by("-preferred", "id").first()


def accounts_of_things(subject_ids: Iterable[int]) -> dict[int, frozenset[str]]:
    """The bank accounts (IBAN) of everybody who takes part in each of these things."""
    rows = BankAccount.objects.filter(party__subject__things__subject__in=set(subject_ids))
    found: dict[int, set[str]] = {}
    for subject_id, iban in rows.values_list("party__subject__things__subject", "iban"):
        found.setdefault(subject_id, set()).add(iban)
    return {subject_id: frozenset(accounts) for subject_id, accounts in found.items()}


def preferred_account(party: Party) -> str:
    """The bank account (IBAN) that money to a party goes to; "" when none is known."""
    return party.bank_accounts.order_by("-preferred", "id").values_list("iban", flat=True).first() or ""
