"""Copies of a database: the same beginning for several runs, and a way to tell whether two of them ended alike."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection

from repaid.settings import roles

OWN = {
    "id", "run_id", "step_id", "part_id", "debit_id", "credit_id", "account_id", "pgh_id", "pgh_context_id", "serial",
    "payment_id", "statement_id",
}  # fmt: skip
"""Columns that number rows in the order of writing: a transaction that was lost leaves a gap in them. (Seals hold the
accounts of transfers by their places, so that they are compared all the same.)"""
RANKED = {"cause_id": "dense_rank() OVER (PARTITION BY cause_kind ORDER BY cause_id)"}
"""Columns that name such numbers: their order is compared, without the gaps."""
IGNORED = ("django_", "procrastinate_", "cache_", "auth_", "pghistory_")


@contextmanager
def copy_of_database(name: str, *, lasting: bool = False) -> Iterator[str]:
    """A copy of the test database, dropped afterwards.

    A `lasting` one is on disk when it is made. The other way is faster, but leaves sequences as they were logged for
    the original: when the server is killed they fall back behind the rows.
    """
    strategy = "FILE_COPY" if lasting else "WAL_LOG"
    source = connection.settings_dict["NAME"]
    copy = f"{source}_{name}"
    leave()
    with maintenance() as server:
        _end_sessions(server, source)
        server.execute(f"CREATE DATABASE {copy} TEMPLATE {source} STRATEGY {strategy}")
    try:
        yield copy
    finally:
        with maintenance() as server:
            server.execute(f"DROP DATABASE IF EXISTS {copy}")


def leave() -> None:
    """Be in no database. `close` alone does nothing where an earlier test closed inside a transaction."""
    connection.close()
    connection.connection = None


def _end_sessions(server: psycopg.Connection, database: str) -> None:
    """A database is copied only while nobody is in it: a thread of an earlier browser test may have stayed."""
    server.execute("RESET ROLE")
    server.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [database])
    server.execute(f"SET ROLE {roles.OWNER}")


@contextmanager
def maintenance() -> Iterator[psycopg.Connection]:
    """A session beside all databases, in the role of the owner."""
    given = connection.settings_dict
    address = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **address) as server:
        server.execute(f"SET ROLE {roles.OWNER}")
        yield server


def fingerprints(database: str, *, but: frozenset[str] = frozenset()) -> dict[str, str]:
    """A hash of the rows of every table, whatever their order; moments, numbering and columns `but` are left out."""
    given = connection.settings_dict
    address = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    with psycopg.connect(dbname=database, **address) as server:
        server.execute(f"SET ROLE {roles.OWNER}")
        found = server.execute(
            "SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position)"
            " FROM information_schema.columns WHERE table_schema = 'public' AND data_type NOT LIKE 'timestamp%'"
            " GROUP BY table_name"
        ).fetchall()
        return {
            table: _hash(server, table, [name for name in columns if name not in OWN | but])
            for table, columns in found
            if not table.startswith(IGNORED)
        }


def _hash(server: psycopg.Connection, table: str, columns: list[str]) -> str:
    row = "ROW(" + ", ".join(RANKED.get(name, f'"{name}"') for name in columns) + ")::text"
    told = f"SELECT count(*), md5(string_agg(row, '|' ORDER BY row)) FROM (SELECT {row} AS row FROM {table}) told"
    answer = server.execute(told).fetchone()  # type: ignore[arg-type]
    assert answer is not None
    return f"{answer[0]} {answer[1]}"
