"""Telling the planner that a statement is about thousands of rows, whatever the statistics of a growing table say."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def in_sets() -> Iterator[Any]:
    """A cursor whose statements join in sets and never row by row; inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield cursor
        cursor.execute("SET LOCAL enable_nestloop = on")
