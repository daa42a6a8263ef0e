"""Writing transfers: the only way into the ledger."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial

import psycopg
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext_lazy as _

from repaid.kernel.refusal import Refusal
from repaid.ledger.models import IN_OPEN_PERIOD, Account, ChartLine

COPY = """
COPY ledger_transfer (
    organisation_id, debit_id, credit_id, amount_minor, currency, value_date, booked_on, subject_id, cause_kind,
    cause_id, reverses_id
) FROM STDIN
"""
# One row of COPY, in its order of columns.
Row = tuple[int, int, int, int, str, date, date, int | None, str, int, int | None]


class UnknownAccount(Refusal):
    code = "unknown_account"
    sentence = _("There is no account with the code {code} in the chart. Add it or choose another one.")


class PeriodClosed(Refusal):
    code = "period_closed"
    sentence = _("This day lies in a closed accounting period. Book on the business day, or open the period again.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an amount stands: a code of the chart, a currency and what tells its accounts apart."""

    code: str
    currency: str
    branch_id: int | None = None
    product: str = ""
    component: str = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """What made a journal entry: a kind ("contract_event", "manual", "accrual") and the id of its row."""

    kind: str
    id: int
    subject_id: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An amount to move. A negative amount swaps the sides, zero is left out: differences may be given as they are."""

    debit: Place
    credit: Place
    amount_minor: int
    value_date: date
    cause: Cause


def post(*, organisation_id: int, booked_on: date, entries: Iterable[Entry]) -> int:
    """Write the transfers of `entries`, all booked on one business day; returns how many.

    Accounts that do not exist yet are made. Both places of an entry are of one currency. Raises UnknownAccount.
    """
    moved = [_forward(entry) for entry in entries if entry.amount_minor]
    ids = accounts(organisation_id, (place for entry in moved for place in (entry.debit, entry.credit)))
    rows = (_row(entry, organisation_id, booked_on, ids) for entry in moved)
    return write_transfers(rows) if moved else 0


def write_transfers(rows: Iterable[Row]) -> int:
    """Insert transfers in one COPY, which is faster than INSERT for three rows already; returns how many.

    Raises PeriodClosed.
    """
    with _in_open_period(), connection.cursor() as cursor, cursor.copy(COPY) as stream:
        count = 0
        for row in rows:
            stream.write_row(row)
            count += 1
    return count


@contextmanager
def _in_open_period() -> Iterator[None]:
    """The database looks once a statement whether a day of it lies in a closed month: then it is PeriodClosed."""
    try:
        yield
    except (psycopg.Error, DatabaseError) as error:
        told = error if isinstance(error, psycopg.Error) else error.__cause__
        if not isinstance(told, psycopg.errors.CheckViolation) or told.diag.constraint_name != IN_OPEN_PERIOD:
            raise
        raise PeriodClosed() from error


def post_table(table: str, *, organisation_id: int, booked_on: date, cause_kind: str) -> int:
    """Write the transfers that stand in a temporary table, as `post` does; returns how many.

    Its columns: debit_id and credit_id (accounts of the organisation), amount (minor units; below zero the sides are
    swapped), currency, value_date, subject_id, cause_id, and `turn`, the order among those of one cause. Raises
    PeriodClosed.
    """
    with _in_open_period(), connection.cursor() as cursor:
        cursor.execute(_FROM_TABLE.format(table=table), [organisation_id, booked_on, cause_kind])
        return int(cursor.rowcount)


_FROM_TABLE = """
INSERT INTO ledger_transfer (
    organisation_id, debit_id, credit_id, amount_minor, currency, value_date, booked_on, subject_id, cause_kind,
    cause_id
)
SELECT %s, CASE WHEN amount > 0 THEN debit_id ELSE credit_id END, CASE WHEN amount > 0 THEN credit_id ELSE debit_id END,
       abs(amount), currency, value_date, %s, subject_id, %s, cause_id
FROM {table} WHERE amount <> 0 ORDER BY cause_id, turn
"""


def _row(entry: Entry, organisation_id: int, booked_on: date, ids: Mapping[Place, int]) -> Row:
    cause = entry.cause
    return (
        organisation_id, ids[entry.debit], ids[entry.credit], entry.amount_minor, entry.debit.currency,
        entry.value_date, booked_on, cause.subject_id, cause.kind, cause.id, None,
    )  # fmt: skip


def _forward(entry: Entry) -> Entry:
    if entry.amount_minor > 0:
        return entry
    return Entry(entry.credit, entry.debit, -entry.amount_minor, entry.value_date, entry.cause)


# --------------------------------------------------------------- accounts

_KNOWN: dict[tuple[int, Place], int] = {}
"""Accounts by organisation and place. Accounts never change or go away, so what was committed may be remembered."""


def account_for(organisation_id: int, place: Place) -> int:
    """The id of the account at `place`, made when it is the first time."""
    return accounts(organisation_id, [place])[place]


def accounts(organisation_id: int, places: Iterable[Place]) -> Mapping[Place, int]:
    """The ids of the accounts at `places`; at most three queries however many, none for what is remembered."""
    wanted = set(places)
    found = {place: _KNOWN[organisation_id, place] for place in wanted if (organisation_id, place) in _KNOWN}
    if missing := wanted - found.keys():
        fresh = _find_or_make(organisation_id, missing)
        # A rolled back transaction takes new accounts away again: remember after the commit only.
        transaction.on_commit(partial(_remember, organisation_id, fresh))
        found.update(fresh)
    return found


def _remember(organisation_id: int, fresh: Mapping[Place, int]) -> None:
    _KNOWN.update({(organisation_id, place): pk for place, pk in fresh.items()})


def _find_or_make(organisation_id: int, places: set[Place]) -> dict[Place, int]:
    codes = {place.code for place in places}
    lines = dict(ChartLine.objects.filter(organisation=organisation_id, code__in=codes).values_list("code", "pk"))
    if unknown := codes - lines.keys():
        raise UnknownAccount(code=min(unknown))
    found = _existing(organisation_id, codes)
    absent = [place for place in places if place not in found]
    if absent:
        rows = [
            Account(
                organisation_id=organisation_id,
                line_id=lines[place.code],
                currency=place.currency,
                branch_id=place.branch_id,
                product=place.product,
                component=place.component,
            )
            for place in sorted(absent, key=repr)
        ]
        # Another transaction may be making the same account: whoever is second takes the first one's.
        Account.objects.bulk_create(rows, ignore_conflicts=True)
        found = _existing(organisation_id, codes)
    return {place: found[place] for place in places}


def _existing(organisation_id: int, codes: set[str]) -> dict[Place, int]:
    rows = Account.objects.filter(organisation=organisation_id, line__code__in=codes).values_list(
        "line__code", "currency", "branch_id", "product", "component", "pk"
    )
    return {
        Place(code, currency, branch, product, component): pk for code, currency, branch, product, component, pk in rows
    }
