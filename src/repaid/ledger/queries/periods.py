"""Months of the books: which there are, and which are closed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.models import Organisation
from repaid.kernel.refusal import NotFound
from repaid.ledger.choices import PeriodState
from repaid.ledger.models import Period
from repaid.ledger.months import ONE_DAY, Month, month_of, months

# The first of each account is read from an index; the smallest of all transfers would be looked for in all of them.
_FIRST_BOOKED: Final = """
    SELECT min(first.booked_on) FROM ledger_account a CROSS JOIN LATERAL (
        SELECT booked_on FROM ledger_transfer WHERE debit_id = a.id ORDER BY booked_on LIMIT 1
    ) first WHERE a.organisation_id = %s
"""


@dataclass(frozen=True, slots=True)
class PeriodShown:
    """A month of the books with its state; the rest says who changed that state, and is empty for an untouched one."""

    month: Month
    state: PeriodState = PeriodState.OPEN
    changed_at: datetime | None = None
    changed_by: str = ""
    reason: str = ""

    @property
    def is_closed(self) -> bool:
        return self.state == PeriodState.CLOSED


def periods(by: Actor) -> list[PeriodShown]:
    """The months from the first transfer to the business day, newest first; four queries however many."""
    country = country_of(by.organisation_id)
    rows = Period.objects.filter(organisation=by.organisation_id).select_related("changed_by")
    known = {row.last_day: _shown(row) for row in rows}
    end = today(by.organisation_id)
    found = months(first_booked(by.organisation_id) or end, end, country)
    return [known.get(month.last_day) or PeriodShown(month) for month in reversed(found)]


def period_of(by: Actor, day: date) -> PeriodShown:
    """The month of the books that begins on a day."""
    month = month_of(day, country_of(by.organisation_id))
    if month.first_day != day or day > today(by.organisation_id):
        raise NotFound(kind=Period.__name__, number=day)
    row = Period.objects.filter(organisation=by.organisation_id, last_day=month.last_day).select_related("changed_by")
    found = row.first()
    return _shown(found) if found else PeriodShown(month)


def closed_period_until(organisation_id: int) -> date | None:
    """The last day of the last closed month."""
    rows = Period.objects.filter(organisation=organisation_id, state=PeriodState.CLOSED)
    return rows.order_by("-last_day").values_list("last_day", flat=True).first()


def next_to_close(organisation_id: int) -> Month | None:
    """The month that may be closed next: the one after the last closed, else the first with a transfer."""
    country, closed = country_of(organisation_id), closed_period_until(organisation_id)
    begins = closed + ONE_DAY if closed else first_booked(organisation_id)
    return month_of(begins, country) if begins else None


def first_booked(organisation_id: int) -> date | None:
    """The booking day of the first transfer."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST_BOOKED, [organisation_id])
        found: tuple[date | None] = cursor.fetchone()
    return found[0]


def country_of(organisation_id: int) -> str:
    """The country whose calendar the books follow."""
    return Organisation.objects.values_list("country", flat=True).get(pk=organisation_id)


def _shown(row: Period) -> PeriodShown:
    by = row.changed_by.name if row.changed_by else ""
    return PeriodShown(Month(row.first_day, row.last_day), PeriodState(row.state), row.changed_at, by, row.reason)
