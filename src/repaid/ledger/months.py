"""Months of the books, in the calendar of the country that the books are kept in."""

import calendar
from datetime import date, timedelta
from typing import Final, NamedTuple

from loanmath.jalali import days_in_month, from_jalali, to_jalali

JALALI: Final = frozenset({"IR"})
"""Countries whose books run by Jalali months."""
ONE_DAY: Final = timedelta(days=1)


class Month(NamedTuple):
    """A month of the books, from its first day to its last."""

    first_day: date
    last_day: date


def month_of(day: date, country: str) -> Month:
    """The month that a day falls into.

    >>> month_of(date(2026, 2, 10), "PL").last_day.isoformat()
    '2026-02-28'
    >>> [day.isoformat() for day in month_of(date(2026, 2, 10), "IR")]
    ['2026-01-21', '2026-02-19']
    """
    if country in JALALI:
        year, month, _day = to_jalali(day)
        return Month(from_jalali(year, month, 1), from_jalali(year, month, days_in_month(year, month)))
    return Month(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def year_start(day: date, country: str) -> date:
    """The first day of the year of the books that a day falls into.

    >>> year_start(date(2026, 2, 10), "IR").isoformat()
    '2025-03-21'
    """
    return from_jalali(to_jalali(day).year, 1, 1) if country in JALALI else day.replace(month=1, day=1)


def months(since: date, until: date, country: str) -> list[Month]:
    """The months from that of `since` to that of `until`, oldest first."""
    found = [month_of(since, country)]
    while found[-1].last_day < until:
        found.append(month_of(found[-1].last_day + ONE_DAY, country))
    return found


def month_number(day: date, country: str) -> int:
    """The number of a day's month within the year of the books, from 1."""
    return to_jalali(day).month if country in JALALI else day.month
