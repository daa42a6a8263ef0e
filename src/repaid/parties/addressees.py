"""Reading many parties at once, for whoever writes to them: names, language, ways to reach them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from repaid.parties.choices import ContactKind
from repaid.parties.models import Contact, Party


@dataclass(frozen=True, slots=True)
class Addressee:
    """A party as one writes to it; `contacts` holds the one to use of each kind: the preferred one, else the oldest."""

    subject_id: int
    name: str
    given_names: str
    family_name: str
    gender: str
    language: str
    country: str
    deceased_on: date | None
    contacts: Mapping[str, str]


def addressees(subject_ids: Iterable[int]) -> dict[int, Addressee]:
    """Parties by the ids of their subjects; two queries however many there are."""
    ids = list(set(subject_ids))
    rows = Contact.objects.filter(party__subject__in=ids).order_by("preferred", "-id")
    reached: dict[int, dict[str, str]] = {}
    for subject, kind, value in rows.values_list("party__subject", "kind", "value"):
        reached.setdefault(subject, {})[kind] = value
    columns = (
        "subject", "name", "given_names", "family_name", "gender", "language", "country", "deceased_on",
    )  # fmt: skip
    found = Party.objects.filter(subject__in=ids).values_list(*columns)
    return {row[0]: Addressee(*[*row, reached.get(row[0], {})]) for row in found}


POSTAL = (ContactKind.POSTAL_ADDRESS, ContactKind.ADDRESS)
"""Where letters go: the postal address, else the address."""
