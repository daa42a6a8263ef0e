"""The days off of an organisation between two days: of its country, added, and taken away."""

from dataclasses import dataclass
from datetime import date

from repaid.access.models import Organisation
from repaid.products.calendars import holiday_names
from repaid.products.models import HolidayCorrection


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day with its name; `origin` is country, added or removed (a holiday of the country on which people work)."""

    day: date
    name: str
    origin: str
    correction: HolidayCorrection | None


def days_off(organisation: Organisation, first: date, last: date, language: str) -> list[DayOff]:
    """Every day from first to last that is a holiday of the country or was corrected, in order."""
    years = range(first.year, last.year + 1)
    public = holiday_names(organisation.country, years, language)
    said = {row.day: row for row in corrections(organisation, first, last)}
    days = sorted(day for day in {*public, *said} if first <= day <= last)
    shown = (_shown(day, public.get(day, ""), said.get(day)) for day in days)
    return [each for each in shown if each is not None]


def corrections(organisation: Organisation, first: date, last: date) -> list[HolidayCorrection]:
    """What was said about these days, oldest first."""
    rows = HolidayCorrection.objects.filter(organisation=organisation, day__range=(first, last))
    return list(rows.select_related("recorded_by").order_by("id"))


def _shown(day: date, public: str, said: HolidayCorrection | None) -> DayOff | None:
    if said is None:
        return DayOff(day, public, "country", None)
    if said.is_off:
        return DayOff(day, public or said.reason, "country" if public else "added", said)
    return DayOff(day, public, "removed", said) if public else None
