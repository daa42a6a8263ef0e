"""Reading the journal: what it adds up to, the balances of its accounts, its lines in order."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import connection

PAGE: Final = 5_000
_RANGE: Final = """
    FROM ledger_transfer t
    WHERE t.debit_id IN (SELECT id FROM ledger_account WHERE organisation_id = %(organisation_id)s)
      AND t.booked_on BETWEEN %(since)s AND %(until)s AND t.id <= %(last)s
"""
_CONTROL: Final = f"""
    SELECT t.currency, count(DISTINCT (t.booked_on, t.cause_kind, t.cause_id)), count(*), sum(t.amount_minor)
    {_RANGE} GROUP BY t.currency ORDER BY t.currency
"""
_LINES: Final = f"""
    SELECT l.entry, l.booked_on, l.value_date, l.debit_id, l.credit_id, l.amount_minor, l.currency, l.cause_kind,
           l.cause_id, s.number
    FROM (
        SELECT t.*, min(t.id) OVER (PARTITION BY t.booked_on, t.cause_kind, t.cause_id, t.currency) AS entry {_RANGE}
    ) l LEFT JOIN access_subject s ON s.id = l.subject_id
    ORDER BY l.booked_on, l.entry, l.id
"""
_SIDE: Final = """
    SELECT {side}_id AS account, {sign} * amount_minor AS amount, booked_on FROM ledger_transfer
    WHERE {side}_id IN (SELECT id FROM ledger_account WHERE organisation_id = %(organisation_id)s)
      AND booked_on <= %(until)s AND id <= %(last)s
"""
_BALANCES: Final = f"""
    SELECT account,
           coalesce(sum(amount) FILTER (WHERE booked_on < %(since)s), 0),
           coalesce(sum(amount) FILTER (WHERE booked_on >= %(since)s AND amount > 0), 0),
           coalesce(-sum(amount) FILTER (WHERE booked_on >= %(since)s AND amount < 0), 0),
           coalesce(sum(amount) FILTER (WHERE booked_on >= %(year_start)s AND amount > 0), 0),
           coalesce(-sum(amount) FILTER (WHERE booked_on >= %(year_start)s AND amount < 0), 0)
    FROM ({_SIDE.format(side="debit", sign="1")} UNION ALL {_SIDE.format(side="credit", sign="-1")}) sides
    GROUP BY account
"""


class Span(NamedTuple):
    """Which lines a journal holds: those booked in [since, until] up to the transfer `last`, the last one that was
    there when the journal was asked for. `year_start` begins the year of the books."""

    organisation_id: int
    since: date
    until: date
    last: int
    year_start: date


class Control(NamedTuple):
    """What the journal adds up to in one currency; the debits and the credits each come to `amount` (minor units)."""

    currency: str
    entries: int
    lines: int
    amount: int


class Line(NamedTuple):
    """A transfer of the journal; `entry` is the same number for all lines of one entry."""

    entry: int
    booked_on: date
    value_date: date
    debit_id: int
    credit_id: int
    amount: int
    currency: str
    cause_kind: str
    cause_id: int
    about: str | None


class Balance(NamedTuple):
    """An account: balance (debit less credit) before the span, turnover in it and since the year began; minor units."""

    account_id: int
    opening: int
    debit: int
    credit: int
    year_debit: int
    year_credit: int


def control(span: Span) -> list[Control]:
    """What the journal adds up to, by currency."""
    return [Control(*map(_whole, row)) for row in _rows(_CONTROL, span)]


def balances(span: Span) -> list[Balance]:
    """The accounts that anything was ever booked on, up to the end of the span."""
    return [Balance(*map(int, row)) for row in _rows(_BALANCES, span)]


def lines(span: Span) -> Iterator[Line]:
    """The lines day by day, those of an entry together; read a page at a time, however many there are."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_LINES, span._asdict())
        while page := cursor.fetchmany(PAGE):
            yield from map(Line._make, page)


def _rows(statement: str, span: Span) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, span._asdict())
        return list(cursor.fetchall())


def _whole(value: Any) -> Any:
    return value if isinstance(value, str) else int(value)
