"""Lists of activities: what is to be done, what was found."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.activities.choices import LIVE, ActivityKind, ActivityState, EventType, Priority
from repaid.activities.queries.activities import finds
from repaid.activities.queries.event_types import further_types
from repaid.interfaces.backoffice.activities import words
from repaid.interfaces.backoffice.activities.grouping import GROUPINGS, Group, groups_of
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.listing import Listing
from repaid.interfaces.ui.ranges import Range
from repaid.kernel.names import in_language

DAY: Final = pgettext_lazy("column", "Day")
KINDS: Final = Filter("kind", _("Kind"), [Choice(each.value, each.label, Q(kind=each)) for each in ActivityKind])
PRIORITIES: Final = Filter(
    "priority", _("Priority"), [Choice(str(each.value), each.label, Q(priority=each)) for each in Priority]
)
STATES: Final = Filter(
    "state",
    _("State"),
    [
        Choice("planned", pgettext_lazy("activities", "planned"), Q(state__in=LIVE)),
        Choice("done", pgettext_lazy("activities", "done"), Q(state=ActivityState.DONE)),
        Choice("refused", pgettext_lazy("activities", "refused"), Q(state=ActivityState.REFUSED)),
        Choice("cancelled", pgettext_lazy("activities", "cancelled"), Q(state=ActivityState.CANCELLED)),
    ],
)


def types_for(request: HttpRequest) -> Filter:
    """The forms of contact, those that the organisation added too."""
    by = request.actor  # type: ignore[attr-defined]
    known = [Choice(each.value, each.label, Q(type=each, further=None)) for each in EventType]
    added = [Choice(row.code, in_language(row.names), Q(further=row)) for row in further_types(by, closed=True)]
    return Filter("type", _("Form of contact"), [*known, *added])


def _owner(row: Any) -> str | None:
    return row.owner.name if row.owner else None


def _author(row: Any) -> str:
    return row.author.name if row.author else str(_("the system"))


def _columns(state: Callable[[Any], str], day: str, person: Column) -> Sequence[Column]:
    return (
        Column(words.title_of, _("What"), link=words.address),
        Column(
            words.number_of_subject, _("About"), "code", sort="subject__title",
            link=words.page_of_subject, small=words.title_of_subject,
        ),
        Column(day, DAY, "date", sort=day, small=words.clock_of),
        Column(words.kind_of, _("Kind"), sort="type"),
        Column(words.priority_of, _("Priority"), sort="priority", card="hide"),
        person,
        Column(state, _("State"), "state", state_kind="activity", sort="state"),
    )  # fmt: skip


class Activities(Listing):
    """What both lists have: text and subject are searched, rows stand in groups where they are asked for (CC-21)."""

    search_label = _("Text, name, number")

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By words of the text, or of the name and number of what it is about."""
        return queryset.filter(finds(text))

    @property
    def grouping(self) -> str:
        """By what the rows stand in groups; "" for one list, which a long one always is."""
        asked = self.asked.get("group", "")
        return asked if asked in GROUPINGS and not self.is_long else ""

    @property
    def groupings(self) -> list[tuple[Any, str, bool]]:
        """The ways to group: name, address, whether it is the present one."""
        ways = [("", _("No groups")), *((key, way.label) for key, way in GROUPINGS.items())]
        return [(label, self.address(group=key or None), key == self.grouping) for key, label in ways]

    @property
    def rows_template(self) -> str:  # type: ignore[override]
        """One list, or a list a group."""
        return "backoffice/activities/groups.html" if self.grouping else "ui/list_rows.html"

    @property
    def groups(self) -> list[Group]:
        """The groups with their counts and first rows, in the order of the list; two queries."""
        return groups_of(self, GROUPINGS[self.grouping])


class ToDo(Activities):
    """What waits for somebody, the oldest day first; broken promises stand among it."""

    identity = "todo"
    title = _("To do")
    picks = "todo-changes"
    order = "due"
    order_label = _("Oldest day first")
    empty_kind = "done"
    empty_title = _("Nothing waits for you.")
    empty_hint = _("What is planned for a later day comes here on its day.")

    def __init__(self, request: HttpRequest, scope: QuerySet[Any], today: date, ticked: Sequence[str] = ()) -> None:
        super().__init__(request, scope, selected=lambda row: str(row.pk) in ticked)
        person = Column(_author, pgettext_lazy("to-do list", "From"), sort="author__name", card="hide")
        self.columns = _columns(lambda row: words.waits_as(row, today), "due", person)
        overdue = Filter("due", _("Due"), [Choice("overdue", pgettext_lazy("to-do list", "overdue"), Q(due__lt=today))])
        self.filters = (overdue, KINDS, types_for(request), PRIORITIES)


class Found(Activities):
    """Activities that were planned or done, in any order (CC-20)."""

    identity = "activities"
    title = _("Events and actions")
    order = "-pk"
    order_label = pgettext_lazy("activities", "Noted last first")
    sorts_of_any_length = frozenset()
    ranges = (Range("day", DAY, "date"),)
    empty_title = _("Nothing was planned or noted yet.")

    def __init__(self, request: HttpRequest, scope: QuerySet[Any], today: date) -> None:
        super().__init__(request, scope)
        self.filters = (STATES, KINDS, types_for(request))
        self.today = today
        person = Column(_owner, _("Who"), sort="owner__name")
        self.columns = _columns(lambda row: words.standing(row, today), "day", person)


def views(today: date) -> tuple[tuple[Any, str], ...]:
    """The saved views of the search."""
    monday = today + timedelta(days=7 - today.weekday())
    sunday = monday + timedelta(days=6)
    return (
        (pgettext_lazy("activities", "All"), ""),
        (pgettext_lazy("activities", "Planned"), "state=planned"),
        (_("Planned next week"), f"state=planned&day_from={monday.isoformat()}&day_to={sunday.isoformat()}"),
        (pgettext_lazy("activities", "Done"), "state=done"),
    )
