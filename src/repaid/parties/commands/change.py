"""Changing a party: its data, its place in the tree, its roles; its death; taking it out of use."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from repaid.access import business_day
from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.commands.users import block_customer, unblock_customer
from repaid.access.rights import ADMINISTER
from repaid.access.scope import fetch
from repaid.access.subjects import reindex
from repaid.kernel.refusal import Refusal, WrongInput, refuse_if
from repaid.parties.choices import PartyKind, RoleKind
from repaid.parties.commands.register import display_name, name_order, search_words
from repaid.parties.models import Party, PartyRole
from repaid.parties.queries import SUBJECT_KIND
from repaid.parties.rights import EDIT_PARTIES
from repaid.parties.rules import undoing_findings


class PartyArchived(Refusal):
    code = "party_archived"
    sentence = _("Party {number} is archived and cannot be changed.")


class AlreadyDeceased(Refusal):
    code = "already_deceased"
    sentence = _("The death of party {number} on {day} is recorded already.")


class TreeWouldLoop(Refusal):
    code = "tree_would_loop"
    sentence = _("Party {parent} stands below party {number} itself. Choose another one.")


class NotACompany(Refusal):
    code = "not_a_company"
    sentence = _("Party {parent} is a person. Only a company can have others below it.")


@dataclass(frozen=True, slots=True)
class PartyChanged:
    party_id: int
    subject_id: int
    number: str


@dataclass(frozen=True, slots=True)
class DeathTakenBack:
    """`accounts`: how many accounts of the client zone work again."""

    party_id: int
    subject_id: int
    number: str
    accounts: int


def locked(by: Actor, number: str) -> Party:
    """The party with this number, locked and in use."""
    rows = Party.objects.select_related("subject", "organisation").select_for_update(of=("self",))
    party = fetch(rows.filter(subject__kind=SUBJECT_KIND), by, kind=_("party"), number=number)
    if party.archived_on is not None:
        raise PartyArchived(number=number)
    return party


def changed(party: Party) -> PartyChanged:
    """The fact that a party changed."""
    return PartyChanged(party.pk, party.subject_id, party.subject.number)


def renew_search(party: Party) -> None:
    """Bring the search texts of a party up to date."""
    reindex(party.subject, party.name, search_words(party.contacts.all()))


@command("parties.change_party", right=EDIT_PARTIES, personal=("given_names", "family_name", "name", "born_on"))
def change_party(
    *, by: Actor, number: str, given_names: str | None = None, family_name: str | None = None, name: str | None = None,
    gender: str | None = None, country: str | None = None, language: str | None = None, born_on: date | None = None,
) -> PartyChanged:  # fmt: skip
    """Change the data of a party; what is None stays."""
    party = locked(by, number)
    if born_on is not None and born_on > business_day.today(by.organisation_id):
        raise WrongInput(reason=_("The date of birth lies in the future."), field="born_on")
    given = {
        "given_names": given_names, "family_name": family_name, "name": name, "gender": gender, "country": country,
        "language": language, "born_on": born_on,
    }  # fmt: skip
    for attribute, value in given.items():
        if value is not None:
            setattr(party, attribute, value.strip() if isinstance(value, str) else value)
    kind = PartyKind(party.kind)
    party.name = display_name(kind, party.given_names, party.family_name, party.name)
    party.sort_name = name_order(kind, party.family_name, party.given_names, party.name, party.organisation.language)
    party.save()
    renew_search(party)
    return changed(party)


@command("parties.mark_deceased", right=EDIT_PARTIES)
def mark_deceased(*, by: Actor, number: str, on: date) -> PartyChanged:
    """Record the day on which a person died; the client zone is closed to the person."""
    party = locked(by, number)
    if party.deceased_on is not None:
        raise AlreadyDeceased(number=number, day=party.deceased_on)
    if party.kind != PartyKind.PERSON:
        raise WrongInput(reason=_("A company cannot die."), field="on")
    if on > business_day.today(by.organisation_id) or (party.born_on is not None and on < party.born_on):
        raise WrongInput(reason=_("This cannot be the day of death."), field="on")
    party.deceased_on = on
    party.save(update_fields=["deceased_on"])
    # Who may record a death may close this one account, without being an administrator.
    block_customer(by=replace(by, rights=by.rights | {ADMINISTER.code}), person=party.subject)
    return changed(party)


@command("parties.take_back_death", right=EDIT_PARTIES, personal=("reason",))
def take_back_death(*, by: Actor, number: str, reason: str) -> DeathTakenBack:
    """Say that a death was recorded by mistake: the person is written to again, the account works as before."""
    party = locked(by, number)
    refuse_if(undoing_findings(party))
    if not reason.strip():
        raise WrongInput(reason=_("A reason is missing. Please write why."), field="reason")
    party.deceased_on = None
    party.save(update_fields=["deceased_on"])
    # Who may record a death may open again the one account that it closed.
    opener = replace(by, rights=by.rights | {ADMINISTER.code})
    done = unblock_customer(by=opener, person=party.subject)
    return DeathTakenBack(party.pk, party.subject_id, number, done.accounts)


@command("parties.archive_party", right=EDIT_PARTIES)
def archive_party(*, by: Actor, number: str) -> PartyChanged:
    """Take a party out of every choice; it stays where it is named."""
    party = locked(by, number)
    party.archived_on = business_day.today(by.organisation_id)
    party.save(update_fields=["archived_on"])
    return changed(party)


@command("parties.give_role", right=EDIT_PARTIES)
def give_role(*, by: Actor, number: str, role: RoleKind) -> PartyChanged:
    """Say that a party is something more to the organisation; saying it twice is saying it once."""
    if role not in RoleKind.values:
        raise WrongInput(reason=_("Choose one of the roles."), field="role")
    party = locked(by, number)
    PartyRole.objects.get_or_create(party=party, role=role, defaults={"since": business_day.today(by.organisation_id)})
    return changed(party)


@command("parties.link_party", right=EDIT_PARTIES)
def link_party(*, by: Actor, number: str, parent: str) -> PartyChanged:
    """Put a party below a company; an empty `parent` takes it out of the tree."""
    party = locked(by, number)
    above = locked(by, parent) if parent else None
    if above is not None:
        if above.kind != PartyKind.COMPANY:
            raise NotACompany(parent=parent, field="parent")
        if party.pk in _path(above):
            raise TreeWouldLoop(parent=parent, number=number, field="parent")
    party.parent = above
    party.save(update_fields=["parent"])
    return changed(party)


def _path(party: Party) -> set[int]:
    """The ids of a party and everything above it."""
    found: set[int] = set()
    current: Party | None = party
    while current is not None:
        found.add(current.pk)
        current = current.parent
    return found
