"""The tokens that messages know by themselves: who writes, to whom, about whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext, pgettext_lazy

from repaid.access.models import Organisation, Subject, SubjectPerson, User
from repaid.messages.choices import Channel, Recipient
from repaid.messages.tokens import Token
from repaid.parties.addressees import POSTAL, Addressee, addressees
from repaid.parties.choices import ContactKind, Gender

CONTACTS: Final[Mapping[str, tuple[ContactKind, ...]]] = {
    Channel.SMS: (ContactKind.MOBILE,),
    Channel.EMAIL: (ContactKind.EMAIL,),
    Channel.LETTER: POSTAL,
}
"""The contacts that serve a channel, the better one first."""
NOBODY: Final = Addressee(0, "", "", "", "", "", "", None, {})
TOKENS: Final = (
    Token("gender", pgettext_lazy("token", "Form of address"), "names"),
    Token("borrower.first_name", _("First name (borrower)")),
    Token("borrower.last_name", _("Last name (borrower)")),
    Token("guarantor.first_name", _("First name (guarantor)")),
    Token("guarantor.last_name", _("Last name (guarantor)")),
    Token("name", pgettext_lazy("token", "Name of the recipient")),
    Token("number", pgettext_lazy("token", "Case number"), "code"),
    Token("branch", pgettext_lazy("token", "Branch")),
    Token("organisation", pgettext_lazy("token", "Name of the lender")),
)
NOT_FOR: Final[Mapping[str, frozenset[str]]] = {
    Recipient.BORROWER: frozenset({"guarantor.first_name", "guarantor.last_name"}),
    Recipient.GUARANTOR: frozenset(),
    Recipient.STAFF: frozenset({"gender", "guarantor.first_name", "guarantor.last_name"}),
}
"""Tokens that have no value in a message to such a recipient."""


def own_tokens(recipient: str) -> Sequence[Token]:
    """The tokens of this room that a message to such a recipient may hold."""
    return [token for token in TOKENS if token.code not in NOT_FOR[recipient]]


class Thing(NamedTuple):
    """A subject as texts name it."""

    number: str
    branch: str


@dataclass(frozen=True, slots=True)
class Known:
    """The people and things of a batch of messages."""

    organisation: Organisation
    subjects: Mapping[int, Thing] = field(default_factory=dict)
    people: Mapping[int, Addressee] = field(default_factory=dict)
    borrowers: Mapping[int, int] = field(default_factory=dict)
    staff: Mapping[int, User] = field(default_factory=dict)

    def borrower_of(self, subject_id: int | None) -> Addressee:
        """The borrower whom letters address."""
        return self.people.get(self.borrowers.get(subject_id or 0, 0), NOBODY)


def known_of(
    organisation: Organisation, subject_ids: Iterable[int], person_ids: Iterable[int], user_ids: Iterable[int]
) -> Known:
    """Everybody and everything that messages are about; five queries."""
    rows = Subject.objects.filter(pk__in=set(subject_ids)).values_list("pk", "kind", "number", "branch__name")
    subjects, first = {}, {}
    for key, kind, number, branch in rows:
        subjects[key] = Thing(number, branch or "")
        if kind == "party":
            first[key] = key
    roles = SubjectPerson.objects.filter(subject__in=subjects, role=Recipient.BORROWER).order_by("id")
    for subject, person in roles.values_list("subject", "person"):
        first.setdefault(subject, person)
    people = addressees({*person_ids, *first.values()})
    staff = User.objects.in_bulk(set(user_ids))
    return Known(organisation, subjects, people, first, staff)


def own_values(known: Known, recipient: str, subject_id: int | None, person_id: int | None, user_id: int | None) -> Any:
    """The values of this room's tokens in one message."""
    person = known.people.get(person_id or 0, NOBODY)
    borrower = person if recipient == Recipient.BORROWER and person.subject_id else known.borrower_of(subject_id)
    guarantor = person if recipient == Recipient.GUARANTOR else NOBODY
    subject = known.subjects.get(subject_id or 0)
    user = known.staff.get(user_id or 0)
    return {
        "gender": forms_of_address().get(person.gender),
        "borrower.first_name": borrower.given_names or borrower.name,
        "borrower.last_name": borrower.family_name or borrower.name,
        "guarantor.first_name": guarantor.given_names or guarantor.name,
        "guarantor.last_name": guarantor.family_name or guarantor.name,
        "name": person.name or (user.name if user else ""),
        "number": subject.number if subject else "",
        "branch": subject.branch if subject else "",
        "organisation": known.organisation.name,
    }


@cache
def forms_of_address() -> dict[str, dict[str, str]]:
    """How one addresses a woman and a man in each language."""
    found: dict[str, dict[str, str]] = {Gender.FEMALE.value: {}, Gender.MALE.value: {}}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[Gender.FEMALE.value][language] = pgettext("form of address in a letter", "Ms")
            found[Gender.MALE.value][language] = pgettext("form of address in a letter", "Mr")
    return found


def address_of(person: Addressee, channel: str) -> str | None:
    """Where a person is reached on a channel; None when nothing is on file. In the system nobody needs an address."""
    if channel == Channel.IN_SYSTEM:
        return ""
    return next((person.contacts[kind] for kind in CONTACTS[channel] if kind in person.contacts), None)
