"""Weeks and months as a calendar shows them: in Persian Jalali months and weeks from Saturday, else Gregorian ones."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from loanmath.jalali import days_in_month, from_jalali, to_jalali
from repaid.interfaces.ui.formats import date_text, manner, number_text, persian_digits, weekday

JALALI_MONTHS: Final = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
SATURDAY: Final = 5
MONDAY: Final = date(2024, 1, 1)
"""Some Monday, from which days of the week are counted."""
WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a week or a month: `first` to `last`; whole weeks are shown, from `shown_from`."""

    title: str
    first: date
    last: date
    shown_from: date
    weeks: int

    @property
    def shown_to(self) -> date:
        """The last day of the last week."""
        return self.shown_from + self.weeks * WEEK - timedelta(days=1)

    @property
    def before(self) -> date:
        """A day of the span before."""
        return self.first - timedelta(days=1)

    @property
    def after(self) -> date:
        """A day of the span after."""
        return self.last + timedelta(days=1)

    @property
    def days(self) -> list[list[date]]:
        """The days, week by week."""
        rows = [self.shown_from + turn * WEEK for turn in range(self.weeks)]
        return [[first + timedelta(days=day) for day in range(7)] for first in rows]


def week_of(day: date) -> Span:
    """The week around a day."""
    first = day - timedelta(days=(day.weekday() - _first_weekday()) % 7)
    last = first + timedelta(days=6)
    title = _("{first} to {last}").format(first=date_text(first), last=date_text(last))
    return Span(title, first, last, first, 1)


def month_of(day: date) -> Span:
    """The month around a day."""
    if manner().persian:
        year, month, _day = to_jalali(day)
        first, length = from_jalali(year, month, 1), days_in_month(year, month)
        title = f"{JALALI_MONTHS[month - 1]} {persian_digits(str(year))}"
    else:
        first, length = day.replace(day=1), calendar.monthrange(day.year, day.month)[1]
        title = f"{str(MONTHS[day.month]).capitalize()} {day.year}"
    shown_from = week_of(first).first
    last = first + timedelta(days=length - 1)
    return Span(title, first, last, shown_from, ((last - shown_from).days + 7) // 7)


def _first_weekday() -> int:
    """The number of the day with which weeks begin."""
    return SATURDAY if manner().persian else calendar.MONDAY


def days_to_choose() -> list[tuple[str, str]]:
    """The days of the week by number (0 is Monday) with their names, in the order of the reader."""
    return [(str(day.weekday()), weekday(day)) for day in week_of(MONDAY).days[0]]


def day_called(number: int) -> str:
    """The name of a day of the week by its number."""
    return weekday(MONDAY + timedelta(days=number))


def weekdays() -> Sequence[str]:
    """The names of the days, in the order of the week."""
    first = week_of(date(2026, 11, 20)).first
    return [weekday(first + timedelta(days=day)) for day in range(7)]


def number_of(day: date) -> str:
    """The number of a day in its month."""
    return number_text(to_jalali(day).day if manner().persian else day.day)
