"""The story of a contract: terms and events with what they name, as `repaid replay` reads it (story-format.md)."""

from datetime import date
from typing import Any

from loanmath.book import Reference
from loanmath.calendars import Calendar
from loanmath.codec import event_to_data, terms_to_data
from loanmath.events import Event, event_order
from loanmath.life import Life
from loanmath.rates import RateTable

Data = dict[str, Any]


def story_of(life: Life, events: list[Event]) -> Data:
    """A story whose replay is this life; `events` are all there are, the reversed ones too."""
    last = max([life.as_of, *(row.due for row in life.schedule)])
    years = range(life.terms.start.year - 1, last.year + 2)
    return {
        "terms": terms_to_data(life.terms),
        "events": [event_to_data(event, life.terms.currency) for event in sorted(events, key=event_order)],
        "as_of": life.as_of.isoformat(),
        **_named(life.reference, years),
    }


def _named(reference: Reference, years: range) -> Data:
    return {
        "tables": {name: _table(each) for name, each in sorted(reference.tables.items())},
        "calendars": {name: _calendar(each, years) for name, each in sorted(reference.calendars.items())},
    }


def _table(table: RateTable) -> Any:
    steps = [
        {"since": step.since.isoformat(), "percent": format(step.percent, "f"), "source": step.source}
        for step in table.steps
    ]
    return {"steps": steps, "until": table.until.isoformat()} if table.until else steps


def _calendar(calendar: Calendar, years: range) -> Data:
    """Working days of the years that the contract lives in."""
    days = sorted(day for day in calendar.holidays if _is_within(day, years))
    return {"weekend": sorted(calendar.weekend), "holidays": [day.isoformat() for day in days]}


def _is_within(day: date, years: range) -> bool:
    return day.year in years
