"""Calendars by name: public holidays of a country, the organisation's weekend and its corrections.

A name says everything, "PL:56" or "PL:56+17": country, weekdays of the weekend, and the last correction that counts. So
a calendar never changes under a contract whose terms name it (ADR 0024); new terms take the name of today.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import holidays
from django.db.models import Max

from loanmath.calendars import Calendar
from repaid.access.models import Organisation
from repaid.products.models import HolidayCorrection

HOLIDAY_YEARS = range(1990, 2101)


def calendar_name(organisation: Organisation) -> str:
    """The name of the organisation's calendar as it is now."""
    weekend = "".join(str(day) for day in sorted(organisation.weekend))
    return current_name(f"{organisation.country}:{weekend}", organisation.pk)


def current_name(name: str, organisation_id: int) -> str:
    """The calendar `name` with all corrections of the organisation up to now."""
    base, _plus, _state = name.partition("+")
    last = HolidayCorrection.objects.filter(organisation=organisation_id).aggregate(last=Max("id"))["last"]
    return f"{base}+{last}" if last else base


@lru_cache
def calendar(name: str) -> Calendar:
    """The calendar that a name says."""
    base, _plus, state = name.partition("+")
    country, _colon, weekend = base.partition(":")
    days = set(holidays.country_holidays(country, years=HOLIDAY_YEARS))
    for row in _corrections(int(state)) if state else ():
        (days.add if row.is_off else days.discard)(row.day)
    return Calendar(frozenset(int(day) for day in weekend), frozenset(days))


def holiday_names(country: str, years: Iterable[int], language: str) -> dict[date, str]:
    """The public holidays of a country with their names, in `language` where the library knows it."""
    known = holidays.country_holidays(country).supported_languages
    spoken = next((each for each in known if each.startswith(language)), None)
    return dict(holidays.country_holidays(country, years=years, language=spoken))


def _corrections(state: int) -> Iterable[HolidayCorrection]:
    """Oldest first, so that the latest word on a day stands."""
    whose = HolidayCorrection.objects.filter(pk=state).values("organisation")
    return HolidayCorrection.objects.filter(organisation__in=whose, pk__lte=state).order_by("id")
