"""Nights of a lender: days that close one after the other."""

from datetime import date, timedelta

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.daily_close.run import close_until


def close(by: Actor, days: int = 1) -> list[date]:
    """Close so many days."""
    return close_until(by=by, until=today(by.organisation_id) + timedelta(days=days - 1))


def close_to(by: Actor, day: date) -> list[date]:
    """Close the days before one, so that it is the business day."""
    return close_until(by=by, until=day - timedelta(days=1))
