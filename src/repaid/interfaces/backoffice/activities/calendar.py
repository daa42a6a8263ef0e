"""The calendar: a week or a month as a plain table, of the reader or of all colleagues in the scope."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from repaid.activities.queries.activities import between
from repaid.activities.rights import SEE_OTHERS
from repaid.interfaces.backoffice.activities import words
from repaid.interfaces.backoffice.activities.weeks import Span, month_of, number_of, week_of, weekdays
from repaid.interfaces.backoffice.pages import business_day, day_asked
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.states import State, state_of

IN_MONTH: Final = 4
IN_WEEK: Final = 40
"""Entries of a day that a month and a week show."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity on its day."""

    title: str
    time: str
    about: str
    icon: str
    state: State
    address: str
    owner: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar with what stands on it, and how many `more` there are."""

    on: date
    number: str
    entries: Sequence[Entry]
    more: int
    is_today: bool
    is_outside: bool
    address: str


@staff_page()
def calendar(request: ActorRequest) -> HttpResponse:
    """A week or a month; `on` is a day in it, `who` says whose."""
    today, on = business_day(request), day_asked(request)
    is_week = request.GET.get("view") == "week"
    may_see = request.actor.may(SEE_OTHERS.code)
    of_all = may_see and request.GET.get("who") == "all"
    span = week_of(on) if is_week else month_of(on)
    most = IN_WEEK if is_week else IN_MONTH
    rows = between(request.actor, span.shown_from, span.shown_to, most, of_colleagues=of_all)
    facts = {
        "span": span,
        "weekdays": weekdays(),
        "weeks": _weeks(span, rows, today, of_all),
        "is_week": is_week,
        "of_all": of_all,
        "may_see": may_see,
        **_addresses(span, on, today, is_week, of_all),
    }
    return render(request, "backoffice/activities/calendar.html", facts)


def _weeks(span: Span, rows: Any, today: date, of_all: bool) -> list[list[Day]]:
    found: dict[date, list[Entry]] = defaultdict(list)
    counts: dict[date, int] = {}
    for row in rows:
        found[row.day].append(_entry(row, today, of_all))
        counts[row.day] = row.on_day
    return [[_day(span, day, found[day], counts.get(day, 0), today, of_all) for day in week] for week in span.days]


def _day(span: Span, on: date, entries: list[Entry], count: int, today: date, of_all: bool) -> Day:
    outside = not span.first <= on <= span.last
    more = count - len(entries)
    return Day(on, number_of(on), entries, more, on == today, outside, address(on, True, of_all))


def _entry(row: Any, today: date, of_all: bool) -> Entry:
    return Entry(
        title=words.title_of(row),
        time=words.clock_of(row),
        about=words.title_of_subject(row) or "",
        icon=words.icon_of(row),
        state=state_of("activity", words.standing(row, today)),
        address=words.address(row),
        owner=row.owner.name if of_all and row.owner else "",
    )


def address(on: date, is_week: bool, of_all: bool) -> str:
    """The calendar around a day."""
    asked = {"view": "week" if is_week else "month", "on": on.isoformat(), **({"who": "all"} if of_all else {})}
    return f"{reverse('backoffice:calendar')}?{urlencode(asked)}"


def _addresses(span: Span, on: date, today: date, is_week: bool, of_all: bool) -> dict[str, str]:
    return {
        "previous": address(span.before, is_week, of_all),
        "next": address(span.after, is_week, of_all),
        "now": address(today, is_week, of_all),
        "week": address(on, True, of_all),
        "month": address(on, False, of_all),
        "mine": address(on, is_week, False),
        "all": address(on, is_week, True),
    }
