"""Reading templates: the list, one with its versions, a text tried on a real specimen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from repaid.access.actors import Actor
from repaid.access.models import Subject, SubjectPerson
from repaid.access.queries import organisation_of
from repaid.access.scope import visible
from repaid.kernel.formats import RIGHT_TO_LEFT
from repaid.kernel.refusal import NotFound
from repaid.messages.choices import PARTY, Channel, Recipient
from repaid.messages.composing import Case, Sheet, assembled, filled_in, tokens_of, values_for
from repaid.messages.kinds import Kind, kind_named
from repaid.messages.models import Gateway, Template, TemplateVersion
from repaid.messages.people import known_of
from repaid.messages.ports import source_of
from repaid.messages.sms import Size, dear_letters, size


def templates(by: Actor) -> QuerySet[Template]:
    """The templates of the organisation."""
    rows = Template.objects.filter(organisation=by.organisation_id)
    return rows.prefetch_related("versions").order_by("kind", "channel", "recipient", "id")


def template_numbered(by: Actor, template: int) -> Template:
    """One template."""
    found = templates(by).filter(pk=template).first()
    if found is None:
        raise NotFound(kind=Template.__name__, number=template)
    return found


def versions_of(template: Template, language: str) -> list[TemplateVersion]:
    """The versions in a language, newest first."""
    return list(template.versions.filter(language=language).select_related("made_by").order_by("-number"))


def in_force(versions: Sequence[TemplateVersion], on: date) -> TemplateVersion | None:
    """The version that is used on a day; `versions` are those of one language."""
    begun = [row for row in versions if row.valid_from <= on]
    return max(begun, key=lambda row: (row.valid_from, row.number), default=None)


@dataclass(frozen=True, slots=True)
class Trial:
    """A text tried on a real specimen: the final text, what has no value, and for an SMS what it takes and costs.

    `dear`: characters that make an SMS dearer. `price` is in whole units of `currency`.
    """

    subject: Subject | None
    title: str
    body: str
    missing: Sequence[str]
    size: Size | None
    dear: Sequence[str]
    price: Decimal | None
    currency: str
    sender: str


def specimen_of(by: Actor, kind: Kind, number: str = "") -> Subject | None:
    """The subject on which a text is tried: the one asked for, else a real one that shows most."""
    source = source_of(kind.about)
    if source is not None:
        return source.specimen(by, number)
    people = visible(Subject.objects.filter(kind=kind.about), by, subject="")
    return (people.filter(number=number) if number else people.order_by("pk")).first()


def try_text(by: Actor, kind: str, recipient: str, channel: str, sheet: Sheet, subject: Subject | None) -> Trial:
    """Fill a text with the values of a specimen; a token without a value stands in it by its name."""
    occasion, organisation = kind_named(kind), organisation_of(by)
    case = trial_case(occasion, recipient, channel, subject, by.user_id)
    people, staff = ([each] if each else [] for each in (case.person_id, case.user_id))
    known = known_of(organisation, [subject.pk] if subject else [], people, staff)
    values = values_for([case], {case.key: sheet}, organisation.pk).get(case.subject_id or 0, {})
    texts = filled_in(case, sheet, known, values)
    tokens = tokens_of(occasion, recipient, channel)
    labels = {code: str(tokens[code].label) if code in tokens else code for code, text in texts.items() if not text}
    text = assembled(case, sheet, {**texts, **{code: f"⟨{label}⟩" for code, label in labels.items()}})
    gateway = Gateway.objects.filter(organisation=organisation, channel=channel).first()
    is_sms = channel == Channel.SMS
    return Trial(
        subject, text.shown_title, text.shown_body, list(labels.values()), size(text.body) if is_sms else None,
        dear_letters(text.body) if is_sms and sheet.language not in RIGHT_TO_LEFT else [],
        gateway.price * text.parts if gateway and gateway.price is not None else None,
        gateway.currency if gateway else "", gateway.sender if gateway else "",
    )  # fmt: skip


def trial_case(kind: Kind, recipient: str, channel: str, subject: Subject | None, user_id: int | None) -> Case:
    """A message about a specimen, to its first recipient, as the newest occasion of the kind would bring it; to staff,
    it goes to the user."""
    given = {token.code: token.example for token in kind.given if token.example is not None}
    if recipient == Recipient.STAFF:
        return Case(0, kind, recipient, channel, subject.pk if subject else None, user_id=user_id, given=given)
    if subject is None:
        return Case(0, kind, recipient, channel, given=given)
    source = source_of(kind.about)
    newest = source.given(kind.code, subject.pk) if source and kind.given else {}
    return Case(0, kind, recipient, channel, subject.pk, _first_person(subject, recipient), given={**given, **newest})


def _first_person(subject: Subject, recipient: str) -> int | None:
    if subject.kind == PARTY:
        return subject.pk
    rows = SubjectPerson.objects.filter(subject=subject, role=recipient).order_by("id")
    return rows.values_list("person", flat=True).first()
