"""Telling the planner what a statement is about, whatever the statistics of a growing table say."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def in_sets() -> Iterator[Any]:
    """A cursor for most rows of a table: it joins in sets and never row by row; inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield cursor
        cursor.execute("SET LOCAL enable_nestloop = on")


@contextmanager
def by_key() -> Iterator[Any]:
    """A cursor for some thousand rows of a large table: it looks them up and never reads all; inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield cursor
        cursor.execute("SET LOCAL enable_seqscan = on")
