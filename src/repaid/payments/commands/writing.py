"""Writing new payments: one or a hundred thousand, in the same few statements."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.utils import timezone
from psycopg.types.json import Jsonb

from repaid.access.actors import Actor
from repaid.access.subjects import next_numbers
from repaid.kernel.text import folded, plain_code
from repaid.ledger.postings import post
from repaid.ledger.queries import role_codes
from repaid.payments.choices import Channel, Kind, Source
from repaid.payments.postings import arrival

SERIES: Final = "payment"
NAME_LENGTH: Final = 200
ACCOUNT_LENGTH: Final = 40

_PAYMENTS: Final = (
    "id", "organisation_id", "number", "natural_key", "source", "channel", "kind", "statement_id", "row", "account",
    "value_date", "booked_on", "amount", "currency", "subject_id", "settled", "parked", "withdrawn_reason",
    "entered_at", "entered_by_id",
)  # fmt: skip
_WORDS: Final = ("payment_id", "payer", "payer_account", "paid_into", "references", "remittance", "search")
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPayment:
    """A payment to be written; `amount` in minor units, below zero for money that went out."""

    natural_key: str
    source: Source
    value_date: date
    amount: int
    currency: str
    channel: Channel = Channel.TRANSFER
    kind: Kind = Kind.IN
    statement_id: int | None = None
    row: int | None = None
    account: str = ""
    subject_id: int | None = None
    payer: str = ""
    payer_account: str = ""
    paid_into: str = ""
    references: tuple[tuple[str, str], ...] = ()
    remittance: str = ""


def write_payments(by: Actor, on: date, new: Sequence[NewPayment]) -> list[tuple[int, str]]:
    """Write payments with new natural keys and post those of money in; the ids and numbers they got."""
    if not new:
        return []
    ids, numbers = _reserved(len(new)), next_numbers(by.organisation_id, SERIES, len(new))
    at = timezone.now()
    written = list(zip(ids, numbers, strict=True))
    rows = (_payment(by, on, at, *name, each) for name, each in zip(written, new, strict=True))
    _copy("payments_payment", _PAYMENTS, rows)
    _copy("payments_paymentwords", _WORDS, map(_words, ids, new))
    codes = role_codes(by.organisation_id)
    came = ((pk, each) for pk, each in zip(ids, new, strict=True) if each.amount > 0)
    booked = (arrival(codes, pk, each.channel, each.amount, each.currency, each.value_date) for pk, each in came)
    post(organisation_id=by.organisation_id, booked_on=on, entries=booked)
    return written


def _payment(by: Actor, on: date, at: datetime, pk: int, number: str, each: NewPayment) -> Row:
    return (
        pk, by.organisation_id, number, each.natural_key, each.source.value, each.channel.value, each.kind.value,
        each.statement_id, each.row, each.account[:ACCOUNT_LENGTH], each.value_date, on, each.amount, each.currency,
        each.subject_id, 0, "", "", at, by.user_id,
    )  # fmt: skip


def _words(pk: int, each: NewPayment) -> Row:
    account, paid_into = plain_code(each.payer_account), plain_code(each.paid_into)
    values = (value for _kind, value in each.references)
    search = folded(" ".join((each.payer, account, paid_into, each.remittance, *values)))
    return (
        pk, each.payer[:NAME_LENGTH], account[:ACCOUNT_LENGTH], paid_into[:ACCOUNT_LENGTH],
        Jsonb([list(pair) for pair in each.references]), each.remittance, search,
    )  # fmt: skip


def _reserved(count: int) -> list[int]:
    statement = "SELECT nextval(pg_get_serial_sequence('payments_payment', 'id')) FROM generate_series(1, %s)"
    with connection.cursor() as cursor:
        cursor.execute(statement, [count])
        return [key for (key,) in cursor.fetchall()]


def _copy(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream:
        for row in _clean(rows):
            stream.write_row(row)


def _clean(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows without NUL, which no text of the database may hold."""
    for row in rows:
        yield tuple(value.replace("\0", "") if isinstance(value, str) else value for value in row)
