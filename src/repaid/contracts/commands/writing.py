"""Writing the derived rows of a contract: only what differs, in as few statements as possible."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import connection

from loanmath.facts import Facts, Movement
from repaid.contracts.models import Balance
from repaid.contracts.queries.stored import (
    ACCRUAL_COLUMNS,
    INSTALMENT_COLUMNS,
    MOVEMENT_COLUMNS,
    Row,
    accrual_rows,
    instalment_row,
    movement_rows,
)

_TYPES: Final = {
    "start": "date", "due": "date", "settled_on": "date", "overdue_since": "date", "since": "date",
    "value_date": "date", "fixed": "boolean", "rest": "text", "cause": "text", "kind": "text", "component": "text",
    "receipt": "text", "number": "integer", "place": "integer", "instalment": "integer", "line": "integer",
    "carried_numerator": "numeric", "carried_denominator": "numeric",
}  # fmt: skip
"""Column types that are not bigint."""


def _upsert(table: str, columns: Sequence[str], key: Sequence[str]) -> str:
    arrays = ", ".join(f"%s::{_TYPES.get(column, 'bigint')}[]" for column in columns)
    values = ", ".join("rest::jsonb" if column == "rest" else column for column in columns)
    changes = ", ".join(f"{column} = EXCLUDED.{column}" for column in columns if column not in key)
    names = ", ".join(columns)
    return (
        f"INSERT INTO {table} ({names}) SELECT {values} FROM unnest({arrays}) AS given({names})"
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}"
    )


_INSTALMENTS: Final = _upsert("contracts_instalment", INSTALMENT_COLUMNS, ("contract_id", "number"))
_MOVEMENTS: Final = _upsert("contracts_movement", MOVEMENT_COLUMNS, ("contract_id", "line"))
_ACCRUALS: Final = _upsert("contracts_accrual", ACCRUAL_COLUMNS, ("contract_id", "instalment"))

_GONE: Final = (
    "DELETE FROM {table} USING unnest(%s::bigint[], %s::integer[]) AS gone(id, number)"
    " WHERE {table}.contract_id = gone.id AND {table}.{column} = gone.number"
)
_GONE_INSTALMENTS: Final = _GONE.format(table="contracts_instalment", column="number")
_GONE_ACCRUALS: Final = _GONE.format(table="contracts_accrual", column="instalment")

EVENT_COLUMNS: Final = (
    "contract_id", "key", "kind", "value_date", "payload", "amount", "names", "booked_on", "recorded_at",
    "recorded_by_id",
)  # fmt: skip
TABLES: Final = {
    "contracts_event": EVENT_COLUMNS,
    "contracts_instalment": INSTALMENT_COLUMNS,
    "contracts_movement": MOVEMENT_COLUMNS,
    "contracts_accrual": ACCRUAL_COLUMNS,
}
"""Tables that are filled in bulk, with the columns of their rows."""


@dataclass(slots=True)
class Writing:
    """Rows of many contracts, to be written together: each table with one statement."""

    instalments: list[Row] = field(default_factory=list)
    accruals: list[Row] = field(default_factory=list)
    movements: list[Row] = field(default_factory=list)
    gone_instalments: list[Row] = field(default_factory=list)
    gone_accruals: list[Row] = field(default_factory=list)

    def add_difference(self, contract_id: int, before: Facts, after: Facts) -> None:
        """Instalments and accruals of `after` where they differ from `before`, which is what is stored."""
        was = {row.number: (place, row) for place, row in enumerate(before.plan)}
        now = {row.number: (place, row) for place, row in enumerate(after.plan)}
        self.gone_instalments.extend((contract_id, number) for number in was.keys() - now.keys())
        changed = (each for number, each in now.items() if was.get(number) != each)
        self.instalments.extend(instalment_row(contract_id, place, row) for place, row in changed)
        earning, earns = ({row[1]: row for row in accrual_rows(contract_id, facts)} for facts in (before, after))
        self.gone_accruals.extend((contract_id, number) for number in earning.keys() - earns.keys())
        self.accruals.extend(row for number, row in earns.items() if earning.get(number) != row)

    def add_movements(self, contract_id: int, movements: Sequence[Movement], first_line: int) -> None:
        """Movements that stand from a line on."""
        self.movements.extend(movement_rows(contract_id, movements, first_line))

    def write(self) -> None:
        """Write everything that was added, and take away what is gone."""
        put(_GONE_INSTALMENTS, self.gone_instalments)
        put(_GONE_ACCRUALS, self.gone_accruals)
        put(_INSTALMENTS, self.instalments)
        put(_ACCRUALS, self.accruals)
        put(_MOVEMENTS, self.movements)


def write_difference(contract_id: int, before: Facts, after: Facts) -> None:
    """Instalments and accruals of `after` where they differ from `before`, which is what is stored."""
    writing = Writing()
    writing.add_difference(contract_id, before, after)
    writing.write()


def write_movements(contract_id: int, kept: int, replaced: Sequence[Movement], movements: Sequence[Movement]) -> None:
    """Write movements from line `kept` on; `replaced` is what stands there."""
    if replaced:
        _delete("contracts_movement", "line", contract_id, range(kept, kept + len(replaced)))
    put(_MOVEMENTS, movement_rows(contract_id, movements, kept))


def put(statement: str, rows: Iterable[Row]) -> None:
    """Run a statement that takes one array a column."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(statement, columns)


def _delete(table: str, column: str, contract_id: int, keys: Collection[int]) -> None:
    if not keys:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE contract_id = %s AND {column} = ANY(%s)", [contract_id, list(keys)])


_BALANCE: Final = (
    "counted_to", "disbursed", "principal", "credit", "oldest_due_on", "next_due_on", "next_amount", "posted_until",
    "events", "movements", "last_value_date", "last_rank", "last_key",
)  # fmt: skip
_UPDATE: Final = (
    f"UPDATE contracts_balance SET {', '.join(f'{column} = %s' for column in _BALANCE)}, rest = %s::jsonb"
    " WHERE contract_id = %s"
)


def write_balance(*balances: Balance) -> None:
    """Save balances."""
    rows = [
        [*(getattr(balance, column) for column in _BALANCE), json.dumps(balance.rest), balance.contract_id]
        for balance in balances
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_UPDATE, rows)


def copy_rows(table: str, rows: Iterable[Row]) -> None:
    """Fill one of TABLES with many new rows."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(TABLES[table])}) FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)
