"""The statement of an account: what moved on it in some days, page by page, with the balance after each transfer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

from django.db import connection

from repaid.access.actors import Actor
from repaid.ledger.choices import StatementDay
from repaid.ledger.models import ChartLine, Transfer
from repaid.ledger.queries.books import books, line_named, narrowed

PAGE: Final = 50
PAGE_OF_FILE: Final = 1_000

# Each account gives its nearest rows from an index; the nearest of all are taken, so no page walks a large account.
_PAGE: Final = """
    SELECT id FROM unnest(%(accounts)s::bigint[]) AS held(account) CROSS JOIN LATERAL (
        (SELECT id, {day} AS day FROM ledger_transfer
         WHERE debit_id = account AND {day} BETWEEN %(since)s AND %(until)s AND {beyond}
         ORDER BY {day} {order}, id {order} LIMIT %(limit)s)
        UNION ALL
        (SELECT id, {day} AS day FROM ledger_transfer
         WHERE credit_id = account AND {day} BETWEEN %(since)s AND %(until)s AND {beyond}
         ORDER BY {day} {order}, id {order} LIMIT %(limit)s)
    ) moved GROUP BY id, day ORDER BY day {order}, id {order} LIMIT %(limit)s
"""
_SUMS: Final = """
    SELECT coalesce(sum(amount) FILTER (WHERE day < %(since)s), 0),
           coalesce(sum(amount) FILTER (WHERE day >= %(since)s AND amount > 0), 0),
           coalesce(-sum(amount) FILTER (WHERE day >= %(since)s AND amount < 0), 0)
    FROM (
        SELECT amount_minor AS amount, {day} AS day FROM ledger_transfer
        WHERE debit_id = ANY(%(accounts)s) AND {day} <= %(until)s AND {beyond}
        UNION ALL
        SELECT -amount_minor, {day} FROM ledger_transfer
        WHERE credit_id = ANY(%(accounts)s) AND {day} <= %(until)s AND {beyond}
    ) sides
"""
EVERYTHING: Final = "true"
AFTER: Final = "({day}, id) > (%(day)s, %(id)s)"
BEFORE: Final = "({day}, id) < (%(day)s, %(id)s)"


class Key(NamedTuple):
    """The place of a transfer in a statement."""

    day: date
    id: int

    @property
    def text(self) -> str:
        """The key as an address holds it."""
        return f"{self.day.isoformat()}:{self.id}"


class Sums(NamedTuple):
    """Minor units: the balance (debit less credit) before the days, and what moved in them."""

    opening: int
    debit: int
    credit: int

    @property
    def closing(self) -> int:
        """The balance at the end of the last day."""
        return self.opening + self.debit - self.credit


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A transfer seen from one line of the chart; `balance_minor` is what stands after it."""

    transfer: Transfer
    debit_minor: int
    credit_minor: int
    balance_minor: int


@dataclass(frozen=True, slots=True)
class StatementPage:
    """Some rows, oldest first; `previous` and `following` are the keys to page from, or None."""

    rows: Sequence[StatementRow]
    previous: Key | None
    following: Key | None


@dataclass(frozen=True)
class Statement:
    """A line of the chart in one currency, on the days [since, until] of booking or of value.

    Its length is the number of its rows, of which it is an iterable: for files.
    """

    line: ChartLine
    currency: str
    accounts: list[int]
    since: date
    until: date
    day: StatementDay

    @cached_property
    def sums(self) -> Sums:
        """What the days begin with, come to and end with."""
        return self._sums(EVERYTHING)

    def page(self, *, after: Key | None = None, before: Key | None = None, size: int = PAGE) -> StatementPage:
        """The first page, or the one that begins after (ends before) a key; four queries at most."""
        found = self._transfers(after, before, size + 1)
        more, is_first = len(found) > size, not (after or before)
        if not is_first and (not found or (before and not more)):
            return self.page(size=size)
        found = found[-size:] if before else found[:size]
        if not found:
            return StatementPage((), None, None)
        first, last = self._key(found[0]), self._key(found[-1])
        balance = self.sums.opening if is_first else self._sums(BEFORE, first).closing
        rows = tuple(self._running(found, balance))
        return StatementPage(rows, None if is_first else first, last if more or before else None)

    def __len__(self) -> int:
        with connection.cursor() as cursor:
            limited = _PAGE.format(day=self.day.value, beyond=EVERYTHING, order="ASC")
            cursor.execute(f"SELECT count(*) FROM ({limited}) all_rows", self._facts(limit=None))
            return int(cursor.fetchone()[0])

    def __iter__(self) -> Iterator[StatementRow]:
        balance, after = self.sums.opening, None
        while found := self._transfers(after, None, PAGE_OF_FILE):
            for row in self._running(found, balance):
                yield row
                balance = row.balance_minor
            after = self._key(found[-1])

    def _transfers(self, after: Key | None, before: Key | None, limit: int) -> list[Transfer]:
        """The nearest rows beyond a key, oldest first."""
        beyond, order = (BEFORE, "DESC") if before else (AFTER if after else EVERYTHING, "ASC")
        statement = _PAGE.format(day=self.day.value, beyond=beyond.format(day=self.day.value), order=order)
        with connection.cursor() as cursor:
            cursor.execute(statement, self._facts(before or after, limit=limit))
            keys = [key for (key,) in cursor.fetchall()]
        rows = Transfer.objects.filter(pk__in=keys).select_related("subject", "debit__line", "credit__line")
        return list(rows.order_by(self.day.value, "pk"))

    def _sums(self, beyond: str, key: Key | None = None) -> Sums:
        statement = _SUMS.format(day=self.day.value, beyond=beyond.format(day=self.day.value))
        with connection.cursor() as cursor:
            cursor.execute(statement, self._facts(key))
            return Sums(*map(int, cursor.fetchone()))

    def _facts(self, key: Key | None = None, **more: Any) -> dict[str, Any]:
        days = {"since": self.since, "until": self.until, "accounts": self.accounts}
        return days | (key._asdict() if key else {}) | more

    def _key(self, row: Transfer) -> Key:
        return Key(getattr(row, self.day.value), row.pk)

    def _running(self, found: Sequence[Transfer], balance: int) -> Iterator[StatementRow]:
        seen = set(self.accounts)
        for row in found:
            debit = row.amount_minor if row.debit_id in seen else 0
            credit = row.amount_minor if row.credit_id in seen else 0
            balance += debit - credit
            yield StatementRow(row, debit, credit, balance)


def currencies_of(by: Actor, code: str) -> list[str]:
    """The currencies in which anything was ever booked on a code, as far as the actor sees its accounts."""
    rows = books(by).filter(line__code=code).order_by("currency")
    return list(rows.values_list("currency", flat=True).distinct())


def statement(
    by: Actor, code: str, currency: str, since: date, until: date, *, day: StatementDay = StatementDay.BOOKED,
    branch_id: int | None = None, product: str = "",
) -> Statement:  # fmt: skip
    """The statement of a code in the days [since, until], as far as the actor sees its accounts; two queries."""
    line = line_named(by, code)
    seen = narrowed(books(by).filter(line=line, currency=currency), branch_id, product)
    return Statement(line, currency, list(seen.values_list("pk", flat=True)), since, until, day)
