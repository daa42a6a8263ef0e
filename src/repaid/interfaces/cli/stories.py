"""Story files: terms, events, a day, and what the terms only name, as JSON; read into the engine's types.

docs/manual/story-format.md describes the format. Limits keep a slip of the hand from becoming a loan of a billion
instalments.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loanmath.book import Reference
from loanmath.calendars import Calendar
from loanmath.codec import DataRefused, event_from_data, terms_from_data
from loanmath.events import Event
from loanmath.rates import RateTable, TableStep
from loanmath.terms import LoanTerms
from repaid.interfaces.cli.documents import NAMES, FieldRefused, a_date, a_list, a_text, only
from repaid.kernel.refusal import Refusal

COUNT_MAX: Final = 3_700
EVENTS_MAX: Final = 20_000
WORK_MAX: Final = 2_000_000
"""Instalments times events: an event may plan every instalment again."""
YEARS: Final = range(1900, 2201)
TEXT_MAX: Final = 200
DIGITS_MAX: Final = 15
PERCENT_MAX: Final = 10_000
PERCENT_DECIMALS: Final = 4

_DATE = re.compile(r"([0-9]{4})-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]+)(?:\.(?P<decimals>[0-9]*))?")
_PERCENT = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4})?")

T = TypeVar("T")


class NotComputable(Refusal):
    code = "not_computable"
    sentence = gettext_lazy("These terms cannot be computed: {said}.")


@dataclass(frozen=True, slots=True)
class Story:
    """Terms with what happened, up to a day."""

    terms: LoanTerms
    events: tuple[Event, ...]
    as_of: date
    reference: Reference


def terms_in(data: dict[str, Any]) -> tuple[LoanTerms, Reference]:
    """The terms of a document: the document itself, or the `terms` of a story."""
    if "terms" not in data:
        return _terms(data, ""), _reference({}, data.get("calendar", ""))
    only(data, "", needed=("terms",), allowed=("events", "as_of", "tables", "calendars"))
    terms = _terms(data["terms"], "terms")
    return terms, _reference(data, terms.calendar)


def story_in(data: dict[str, Any]) -> Story:
    """The story of a document; FieldRefused names the field and its place."""
    only(data, "", needed=("terms", "events", "as_of"), allowed=("tables", "calendars"))
    terms = _terms(data["terms"], "terms")
    events = tuple(
        _event(item, terms.currency, f"events[{place}]")
        for place, item in enumerate(a_list(data["events"], "events", most=min(EVENTS_MAX, WORK_MAX // terms.count)))
    )
    return Story(terms, events, a_date(data["as_of"], "as_of"), _reference(data, terms.calendar))


def _terms(data: Any, path: str) -> LoanTerms:
    _within_limits(data, path)
    return _decoded(lambda: terms_from_data(data, path))


def _event(data: Any, currency: str, path: str) -> Event:
    _within_limits(data, path)
    return _decoded(lambda: event_from_data(data, currency, path))


def _decoded(read: Callable[[], T]) -> T:
    try:
        return read()
    except DataRefused as no:
        raise FieldRefused(path=no.path, said=no.said) from None


# ------------------------------------------------------------------ limits


def _within_limits(data: Any, path: str) -> None:
    for at, value in _leaves(data, path):
        said = _beyond(at, value)
        if said:
            raise FieldRefused(path=at, said=said)


def _beyond(path: str, value: Any) -> str:
    """What is wrong with a value whatever its field means; empty when nothing is."""
    if isinstance(value, str) and len(value) > TEXT_MAX:
        return _("at most {most} characters are possible").format(most=TEXT_MAX)
    if isinstance(value, int) and not isinstance(value, bool):
        return _count_beyond(value, 1 if path.endswith("every.n") else -COUNT_MAX)
    if not isinstance(value, str) or path.endswith(NAMES):
        return ""
    if day := _DATE.fullmatch(value):
        return _day_beyond(value, int(day[1]))
    number = _NUMBER.fullmatch(value)
    return _number_beyond(path, number) if number else ""


def _count_beyond(value: int, least: int) -> str:
    if least <= value <= COUNT_MAX:
        return ""
    return _("a whole number from {least} to {most} is expected").format(least=least, most=COUNT_MAX)


def _day_beyond(text: str, year: int) -> str:
    if year not in YEARS:
        return _("a year from {first} to {last} is expected").format(first=YEARS[0], last=YEARS[-1])
    try:
        date.fromisoformat(text)
    except ValueError:
        return _("there is no day {text}").format(text=text)
    return ""


def _number_beyond(path: str, number: re.Match[str]) -> str:
    if len(number["whole"]) > DIGITS_MAX:
        return _("at most {most} digits before the point are possible").format(most=DIGITS_MAX)
    if number["sign"] == "-" and not path.endswith("margin"):
        return _("it must not be below zero")
    if path.endswith("percent"):
        if int(number["whole"]) > PERCENT_MAX:
            return _("at most {most} per cent are possible").format(most=PERCENT_MAX)
        if len((number["decimals"] or "").rstrip("0")) > PERCENT_DECIMALS:
            return _("at most {most} decimals are possible").format(most=PERCENT_DECIMALS)
    return ""


def _leaves(data: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(data, dict):
        for name, each in data.items():
            at = f"{path}.{name}" if path else name
            yield from _leaves(each, at)
    elif isinstance(data, list):
        for place, each in enumerate(data):
            yield from _leaves(each, f"{path}[{place}]")
    else:
        yield path, data


# --------------------------------------------------------- what terms name


def _reference(data: Mapping[str, Any], calendar: str) -> Reference:
    calendars = {name: _calendar(each, f"calendars.{name}") for name, each in _named(data, "calendars").items()}
    if calendar and calendar not in calendars:
        said = _("calendar {name} must stand in “calendars”").format(name=calendar)
        raise FieldRefused(path="terms.calendar", said=said)
    return Reference({name: _table(name, rows) for name, rows in _named(data, "tables").items()}, calendars)


def _named(data: Mapping[str, Any], field: str) -> dict[str, Any]:
    found = data.get(field, {})
    return only(found, field, allowed=found)


def _calendar(data: Any, path: str) -> Calendar:
    only(data, path, needed=("weekend",), allowed=("holidays",))
    weekend = a_list(data["weekend"], f"{path}.weekend", most=6)
    for place, day in enumerate(weekend):
        if type(day) is not int or not 0 <= day <= 6:
            said = _("days from 0 (Monday) to 6 (Sunday) are expected")
            raise FieldRefused(path=f"{path}.weekend[{place}]", said=said)
    holidays = a_list(data.get("holidays", []), f"{path}.holidays", most=COUNT_MAX)
    days = (a_date(day, f"{path}.holidays[{place}]") for place, day in enumerate(holidays))
    return Calendar(frozenset(weekend), frozenset(days))


def _table(name: str, data: Any) -> RateTable:
    path, until = f"tables.{name}", None
    if isinstance(data, dict):
        only(data, path, needed=("steps", "until"))
        data, until = data["steps"], a_date(data["until"], f"{path}.until")
    steps = [_step(row, f"{path}[{place}]") for place, row in enumerate(a_list(data, path, most=COUNT_MAX))]
    try:
        return RateTable(name, tuple(steps), until)
    except ValueError as no:
        raise FieldRefused(path=path, said=str(no)) from None


def _step(data: Any, path: str) -> TableStep:
    only(data, path, needed=("since", "percent"), allowed=("source",))
    percent = a_text(data["percent"], f"{path}.percent")
    if not _PERCENT.fullmatch(percent):
        raise FieldRefused(path=f"{path}.percent", said=_("a rate such as 11.25 is expected"))
    source = a_text(data.get("source", ""), f"{path}.source")
    return TableStep(a_date(data["since"], f"{path}.since"), Decimal(percent), source)
