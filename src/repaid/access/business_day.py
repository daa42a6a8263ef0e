"""Today, as the books of an organisation count it (decision 30), and the gate before which postings wait.

While a day is being closed only the run itself posts. Everything else that posts passes `wait_until_open` first: it
holds a lock that it shares with other postings, so that a close begins when none is under way, and waits while the day
is closing.
"""

from datetime import date
from time import monotonic, sleep
from typing import Final, NamedTuple

from django.db import connection
from django.utils.translation import gettext_lazy as _

from repaid.access.choices import DayState
from repaid.access.models import BusinessDay
from repaid.kernel.refusal import Refusal

WAIT_SECONDS: Final = 30.0
LOOK_SECONDS: Final = 0.1
GATE: Final = 0x0DA1
"""The first key of the advisory lock; the second is the organisation's."""


class DayIsClosing(Refusal):
    code = "day_is_closing"
    sentence = _("The day {day} is being closed, so nothing else can be booked. Try again when the close has finished.")
    status = 409


def today(organisation_id: int) -> date:
    """The open business day of the organisation."""
    return BusinessDay.objects.values_list("day", flat=True).get(organisation_id=organisation_id)


def closed_until(organisation_id: int) -> date:
    """The last closed day, up to which earned interest stands in the ledger; `date.min` before the first close."""
    found = BusinessDay.objects.values_list("closed_until", flat=True).get(organisation_id=organisation_id)
    return found or date.min


class OpenDay(NamedTuple):
    """The open business day, and the last closed one (`date.min` before the first close)."""

    day: date
    closed_until: date


def wait_until_open(organisation_id: int) -> OpenDay:
    """Keep the day from closing to the end of this transaction; DayIsClosing when a close lasts longer than the wait.

    To be called before any row is locked that the close might want.
    """
    _lock("pg_advisory_xact_lock_shared", organisation_id)
    patience = monotonic() + WAIT_SECONDS
    while (found := _state(organisation_id))[0] == DayState.CLOSING:
        if monotonic() > patience:
            raise DayIsClosing(day=found[1])
        sleep(LOOK_SECONDS)
    return OpenDay(found[1], found[2] or date.min)


def wait_for_postings(organisation_id: int) -> None:
    """Wait until no posting is under way, and keep others from beginning to the end of this transaction."""
    _lock("pg_advisory_xact_lock", organisation_id)


def hold_still(organisation_id: int) -> OpenDay:
    """Let no posting be under way, and none begin, to the end of this transaction; DayIsClosing during a close."""
    wait_for_postings(organisation_id)
    state, day, closed = _state(organisation_id)
    if state == DayState.CLOSING:
        raise DayIsClosing(day=day)
    return OpenDay(day, closed or date.min)


def _lock(function: str, organisation_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [GATE, organisation_id])


def _state(organisation_id: int) -> tuple[str, date, date | None]:
    """A plain statement: every posting asks this, and building a queryset costs three times as much as running it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, day, closed_until FROM access_businessday WHERE organisation_id = %s", [organisation_id]
        )
        found: tuple[str, date, date | None] = cursor.fetchone()
    return found
