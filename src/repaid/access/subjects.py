"""Making subjects, and finding them by part of a name or number in any alphabet."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from repaid.access.actors import Actor
from repaid.access.models import NumberSeries, Subject, SubjectPerson
from repaid.access.scope import fetch, visible
from repaid.kernel.text import folded, grams, grams_apart, latin_digits, plain_code

SEARCH_LENGTH_MIN = 2


def next_number(organisation_id: int, kind: str) -> str:
    """The next number of a series; the row stays locked to the end of the transaction, so there is no gap."""
    series, _ = NumberSeries.objects.select_for_update().get_or_create(organisation_id=organisation_id, kind=kind)
    number = series.next
    series.next = number + 1
    series.save(update_fields=["next"])
    return series.written(number)


def next_numbers(organisation_id: int, kind: str, count: int) -> list[str]:
    """`count` numbers of a series at once."""
    series, _ = NumberSeries.objects.select_for_update().get_or_create(organisation_id=organisation_id, kind=kind)
    first = series.next
    series.next = first + count
    series.save(update_fields=["next"])
    return [series.written(number) for number in range(first, first + count)]


def build_subject(
    *, organisation_id: int, branch_id: int | None, kind: str, number: str, title: str, words: Iterable[str] = ()
) -> Subject:
    """An unsaved subject; `words` are further texts to be found by in clear (telephone, account)."""
    texts = [number, title, *words]
    codes = [plain_code(text) for text in texts if any(char.isdigit() for char in text)]
    everything = " ".join(dict.fromkeys(folded(text) for text in [*texts, *codes]))
    return Subject(
        organisation_id=organisation_id,
        branch_id=branch_id,
        kind=kind,
        number=number,
        title=title,
        search_text=everything,
        search_grams=grams(everything),
    )


def reindex(subject: Subject, title: str, words: Iterable[str] = ()) -> None:
    """Renew title and search texts of a saved subject."""
    fresh = build_subject(
        organisation_id=subject.organisation_id,
        branch_id=subject.branch_id,
        kind=subject.kind,
        number=subject.number,
        title=title,
        words=words,
    )
    subject.title, subject.search_text, subject.search_grams = title, fresh.search_text, fresh.search_grams
    subject.save(update_fields=["title", "search_text", "search_grams"])


def connect(subject: Subject, person: Subject, role: str) -> None:
    """Say whose thing a subject is; saying it twice is saying it once."""
    SubjectPerson.objects.get_or_create(subject=subject, person=person, role=role)


def search(by: Actor, text: str, *, kinds: Iterable[str] | None = None) -> QuerySet[Subject]:
    """Subjects in the actor's scope in which every typed word stands, exact numbers first."""
    found = matching(visible(Subject.objects.all(), by, subject=""), text)
    return found.filter(kind__in=list(kinds)) if kinds is not None else found


def matching(rows: QuerySet[Subject], text: str) -> QuerySet[Subject]:
    """`rows` with this number, or in which every typed word stands; the 3-gram index narrows, the text decides."""
    exact = Q(number=latin_digits(text).strip())
    words = folded(text).split()
    if len(folded(text)) < SEARCH_LENGTH_MIN:
        return rows.filter(exact)
    needed = sorted({gram for word in words for gram in grams_apart(word)})
    named = Q(search_grams__contains=needed) if needed else Q()
    for word in words:
        named &= Q(search_text__contains=word)
    return rows.filter(exact | named).order_by("kind", "title", "id")


def subject_named(by: Actor, kind: str, number: str) -> Subject:
    """The thing of this kind with this number; "not found" outside the actor's scope."""
    return fetch(Subject.objects.filter(kind=kind), by, kind=kind, number=number, subject="")
