"""Activities: what one sees, what is to be done, what is found, the history of a subject."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, DateField, F, Q, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.choices import Audience, ScopeLevel
from repaid.access.grams import contains_words, found_in
from repaid.access.models import Subject
from repaid.access.scope import visible
from repaid.access.subjects import matching
from repaid.activities.choices import LIVE, ActivityKind, ActivityState
from repaid.activities.models import Activity, ActivityStep
from repaid.activities.ports import was_paid
from repaid.activities.queries.people import colleagues
from repaid.activities.rights import SEE_OTHERS
from repaid.kernel.refusal import NotFound
from repaid.kernel.text import folded

ACTIVITY: Final = _("activity")
"""What an activity is called where one is not found."""
BESIDE: Final = ("subject", "author", "owner", "further")


def activities(by: Actor) -> QuerySet[Any]:
    """What an actor may see: what is about subjects in the scope, and all that is by or for the actor.

    Who may see the work of others sees also what colleagues in the scope do about nothing in particular. Annotated:
    `day`, on which it was done, else is due; `due`, for which it stands in a to-do list.
    """
    rows = Activity.objects.filter(organisation=by.organisation_id)
    wanted = _involved(by) | _about_subjects(by)
    if by.may(SEE_OTHERS.code):
        wanted |= Q(subject=None, owner__in=colleagues(by).order_by().values("pk"))
    return _dressed(rows.filter(wanted))


def _about_subjects(by: Actor) -> Q:
    """What is about subjects in the actor's scope; what members of staff note is for no customer."""
    if by.audience != Audience.STAFF:
        return Q(pk__in=[])
    if by.scope in (ScopeLevel.ORGANISATION, ScopeLevel.EVERYTHING):
        return Q(subject__isnull=False)
    return Q(subject__in=visible(Subject.objects.all(), by, subject="").order_by().values("pk"))


def _involved(by: Actor) -> Q:
    """The actor's own; the machine is involved in everything of its organisation."""
    if by.user_id is None:
        return Q(organisation=by.organisation_id)
    return Q(owner=by.user_id) | Q(author=by.user_id)


def _dressed(rows: QuerySet[Activity]) -> QuerySet[Any]:
    day = Coalesce("done_on", "due_on", output_field=DateField())
    due = Coalesce("due_on", "promise_on", output_field=DateField())
    beside = rows.select_related(*BESIDE).defer("subject__search_text", "subject__search_grams")
    return beside.annotate(day=day, due=due).order_by("day", "pk")


def activity_named(by: Actor, key: int) -> Activity:
    """One activity that the actor may see; else NotFound."""
    found: Activity | None = activities(by).select_related("follows", "done_by", "document").filter(pk=key).first()
    if found is None:
        raise NotFound(kind=ACTIVITY, number=key)
    return found


def steps_of(activity: Activity) -> QuerySet[ActivityStep]:
    """What happened to an activity, newest first."""
    return activity.steps.select_related("by").order_by("-id")


def broken_promises(organisation_id: int, today: date) -> QuerySet[Activity]:
    """Contacts whose promised day has passed without a payment since, and after which nobody spoke to them again."""
    rows = Activity.objects.filter(organisation=organisation_id, promise_stands=True, promise_on__lt=today)
    return rows.filter(~was_paid(subject="subject", since="done_on"))


def _to_do_of(by: Actor, owner: int, today: date) -> Q:
    """What waits for a person: live activities, and broken promises that it heard or whose subject it handles."""
    broken = broken_promises(by.organisation_id, today).order_by().values("pk")
    # Two lists and no "or" of them: each has an index.
    heard, handled = broken.filter(owner=owner), broken.filter(subject__handler=owner)
    return Q(owner=owner, state__in=LIVE) | Q(pk__in=heard) | Q(pk__in=handled)


def to_do(by: Actor, today: date, owner: int | None = None) -> QuerySet[Any]:
    """What waits for the actor, or for a colleague whose work the actor may see, whenever it is due.

    Annotated as `activities`.
    """
    person = by.account if owner is None else owner
    if person != by.account:
        allowed = by.may(SEE_OTHERS.code) and colleagues(by).filter(pk=person).exists()
        if not allowed:
            raise NotFound(kind=_("colleague"), number=person)
    rows = Activity.objects.filter(organisation=by.organisation_id).filter(_to_do_of(by, person, today))
    return _dressed(rows)


def is_due(today: date) -> Q:
    """Which of `to_do` stands there now: due by today, or without a day."""
    return Q(due__lte=today) | Q(due=None)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for a person: due by today (overdue ones among it), overdue, in the seven days after."""

    due: int
    overdue: int
    coming: int


def waiting_for(by: Actor, today: date) -> Waiting:
    """The counts of the actor's own to-do list; one query."""
    week = today + timedelta(days=7)
    counted = to_do(by, today).aggregate(
        now=Count("pk", filter=is_due(today)),
        overdue=Count("pk", filter=Q(due__lt=today)),
        coming=Count("pk", filter=Q(due__gt=today, due__lte=week)),
    )
    return Waiting(counted["now"], counted["overdue"], counted["coming"])


def instructions_by(by: Actor) -> QuerySet[Any]:
    """The instructions that the actor gave, newest first."""
    rows = Activity.objects.filter(organisation=by.organisation_id, kind=ActivityKind.INSTRUCTION, author=by.account)
    return _dressed(rows).order_by("-pk")


def history_of(by: Actor, subject: Subject) -> QuerySet[Any]:
    """Everything about a subject, newest first; about a party also what is about its things, within the scope."""
    own = Q(subject=subject)
    things = Q(subject__in=Subject.objects.filter(people__person=subject).values("pk"))
    return activities(by).filter(own | things).order_by(F("day").desc(nulls_last=True), "-pk")


def finds(text: str) -> Q:
    """Activities in whose text, or in whose subject, every typed word stands. Asks the database."""
    words = folded(text).split()

    def places(by_index: bool) -> Iterator[Q]:
        yield contains_words("search", words, by_index=by_index)
        yield Q(subject__in=matching(Subject.objects.all(), text).order_by().values("pk"))

    return found_in(Activity.objects.all(), "pk", places)


def between(by: Actor, first: date, last: date, most: int, *, of_colleagues: bool = False) -> QuerySet[Any]:
    """What stands in the calendar from a day to a day: the actor's own, or that of all colleagues in the scope.

    At most so many of a day. Annotated: `on_day`, how many the day has.
    """
    owners = colleagues(by) if of_colleagues and by.may(SEE_OTHERS.code) else colleagues(by).filter(pk=by.account)
    rows = activities(by).filter(owner__in=owners.order_by().values("pk"), day__range=(first, last))
    shown = rows.exclude(state__in=(ActivityState.CANCELLED, ActivityState.REFUSED)).exclude(kind=ActivityKind.NOTE)
    order = [F("due_at").asc(nulls_last=True), F("pk").asc()]
    turn = Window(RowNumber(), partition_by=[F("day")], order_by=order)
    counted: QuerySet[Any] = shown.annotate(turn=turn, on_day=Window(Count("pk"), partition_by=[F("day")]))
    return counted.filter(turn__lte=most).order_by("day", *order)
