"""Copies of the test database: the same beginning for several closes, and a way to tell whether two ended alike."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

from repaid.settings import roles

OWN = {"id", "run_id", "step_id", "part_id", "debit_id", "credit_id", "account_id", "pgh_id", "pgh_context_id"}
"""Columns that number rows in the order of writing: a transaction that was lost leaves a gap in them. (Seals hold the
accounts of transfers by their places, so that they are compared all the same.)"""
IGNORED = ("django_", "procrastinate_", "cache_", "auth_", "pghistory_")


@contextmanager
def copy_of_database(name: str) -> Iterator[str]:
    """A copy of the test database, dropped afterwards."""
    source = connection.settings_dict["NAME"]
    copy = f"{source}_{name}"
    connection.close()
    with _maintenance() as server:
        _end_sessions(server, source)
        server.execute(f"CREATE DATABASE {copy} TEMPLATE {source}")
    try:
        yield copy
    finally:
        with _maintenance() as server:
            server.execute(f"DROP DATABASE IF EXISTS {copy}")


def _end_sessions(server: psycopg.Connection, database: str) -> None:
    """A database is copied only while nobody is in it: a thread of an earlier browser test may have stayed."""
    server.execute("RESET ROLE")
    server.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [database])
    server.execute(f"SET ROLE {roles.OWNER}")


@contextmanager
def _maintenance() -> Iterator[psycopg.Connection]:
    given = connection.settings_dict
    address = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **address) as server:
        server.execute(f"SET ROLE {roles.OWNER}")
        yield server


def in_process(database: str, act: Callable[[], Any], *, killed_at: int = 0) -> int:
    """Do something in a process of its own in a database; it dies by SIGKILL before statement `killed_at`."""
    process = begun(database, act, killed_at=killed_at)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def begun(database: str, act: Callable[[], Any], *, killed_at: int = 0) -> int:
    """Begin it and return the process."""
    connection.close()
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        connection.settings_dict["NAME"] = database
        count = 0

        def counted(execute: Callable[..., Any], *given: Any) -> Any:
            nonlocal count
            count += 1
            if count == killed_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(*given)

        with connection.execute_wrapper(counted):
            act()
        status = 0
    finally:
        os._exit(status)


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
    row = "ROW(" + ", ".join(f'"{name}"' for name in columns) + ")::text"
    answer = server.execute(f"SELECT count(*), md5(string_agg({row}, '|' ORDER BY {row})) FROM {table}").fetchone()  # type: ignore[arg-type]
    assert answer is not None
    return f"{answer[0]} {answer[1]}"
