"""What the commands on activities share: finding and locking them, writing their steps, saying what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.models import Subject, User
from repaid.access.subjects import subject_named
from repaid.activities.choices import ActivityState, Deed, EventType
from repaid.activities.models import Activity, ActivityStep, FurtherEventType
from repaid.activities.queries.activities import ACTIVITY, activities
from repaid.activities.queries.event_types import further_types
from repaid.activities.queries.people import staff_at_work
from repaid.kernel.refusal import Finding, Forbidden, NotFound, WrongInput
from repaid.kernel.text import folded

TEXT_MAX = 4_000


class About(NamedTuple):
    """What an activity is about: the kind and the number of its subject."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class ActivityChanged:
    activity_id: int
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class ActivitiesChanged:
    """Which were changed, and how many were left because they were closed already."""

    changed: tuple[int, ...]
    left: int
    subject_id: int | None = None


def subject_of(by: Actor, about: About | None) -> Subject | None:
    """The subject, when the actor may see it; NotFound otherwise."""
    return subject_named(by, *about) if about else None


def person_named(by: Actor, user: int, box: str = "to") -> User:
    """A colleague at work in the organisation."""
    found = staff_at_work(by).filter(pk=user).first()
    if found is None:
        raise WrongInput(reason=_("There is no such colleague."), field=box)
    return found


def said(text: str, box: str = "text") -> str:
    """A text that says something and is not too long."""
    told = text.strip()
    if not told:
        raise WrongInput(reason=_("Write what it is about."), field=box)
    if len(told) > TEXT_MAX:
        raise WrongInput(reason=_("The text is too long. Use 4,000 characters at most."), field=box)
    return told


def choose(value: str, known: Iterable[str], box: str) -> str:
    """One of the choices, or nothing."""
    if value and value not in known:
        raise WrongInput(reason=_("Choose one of the values offered."), field=box)
    return value


def type_chosen(by: Actor, value: str) -> tuple[str, FurtherEventType | None]:
    """The type of a form of contact, and which one it is where the organisation added it."""
    if not value or value in EventType.values:
        return value, None
    found = further_types(by).filter(code=value).first()
    if found is None:
        raise WrongInput(reason=_("Choose one of the values offered."), field="type")
    return EventType.OTHER, found


def refuse_at(box: str, findings: list[Finding]) -> None:
    """Refuse with the first finding, at a box of the form."""
    if findings:
        raise WrongInput(reason=findings[0].sentence, field=box)


def refuse_by(findings: list[Finding]) -> None:
    """Refuse with the first finding."""
    if findings:
        raise Forbidden(findings[0])


def locked(by: Actor, keys: Iterable[int]) -> list[Activity]:
    """These activities, locked, in order of their ids; NotFound when the actor may not see one of them."""
    wanted = sorted(set(keys))
    seen = activities(by).order_by().filter(pk__in=wanted).values("pk")
    rows = list(Activity.objects.select_for_update(of=("self",)).filter(pk__in=seen).order_by("pk"))
    if len(rows) != len(wanted):
        missing = set(wanted) - {row.pk for row in rows}
        raise NotFound(kind=ACTIVITY, number=min(missing))
    return rows


def step(by: Actor, activity: Activity, deed: Deed, remark: str = "", **facts: Any) -> ActivityStep:
    """An unsaved step."""
    return ActivityStep(activity=activity, by_id=by.user_id, deed=deed, remark=remark, facts=facts)


def closed(by: Actor, activity: Activity, state: ActivityState, answer: str, today: date) -> Activity:
    """An activity in its last state, not saved yet."""
    activity.state, activity.answer = state, answer
    activity.done_on, activity.done_at, activity.done_by_id = today, timezone.now(), by.user_id
    if answer:
        activity.search = folded(f"{activity.text} {answer}")
    return activity


CLOSING = ("state", "answer", "done_on", "done_at", "done_by", "search")
"""What `closed` changes."""
