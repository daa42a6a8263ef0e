"""The 3-grams that the database counts are those that a search is made of."""

import pytest
from django.db import connection

from repaid.kernel.text import folded, grams

pytestmark = pytest.mark.django_db

TEXTS = (
    "", "a", "ab", "abc", "abcd", "abcde", "aaaaaa", "Łukasz  ŻÓŁĆ", "rata 72 9999 0001 0000 0000 0000 1234",
    "پرداخت قسط ۱۲", r"a\1b\n%_'\"", "two\nlines", "  spaces  ",
)  # fmt: skip


def test_they_are_those_of_python() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT told, text_grams(told) FROM unnest(%s::text[]) AS told", [[*map(folded, TEXTS)]])
        rows = cursor.fetchall()
    assert [set(found) for _told, found in rows] == [set(grams(told)) for told, _found in rows]
    assert len(rows) == len(TEXTS)
