"""Secrets at rest."""

import pytest
from django.db import connection

from repaid.access.models import Organisation, User
from repaid.access.tests.people import krakowska, member
from repaid.kernel.fields import blind_index


@pytest.mark.django_db
def test_the_database_holds_no_login_in_clear() -> None:
    by = member(krakowska(), "Ewa Przykładowa", ())
    with connection.cursor() as cursor:
        cursor.execute("SELECT login FROM access_user WHERE id = %s", [by.user_id])
        (stored,) = cursor.fetchone()
    assert b"ewaprzykadowa" not in bytes(stored)
    assert User.objects.get(pk=by.user_id).login == "ewaprzykadowa"


def test_the_blind_index_knows_no_spaces_and_no_alphabet_of_digits() -> None:
    assert blind_index("900101 12349", "pesel") == blind_index("۹۰۰۱۰۱۱۲۳۴۹", "pesel")
    assert blind_index("90010112349", "pesel") != blind_index("90010112349", "login")


@pytest.mark.parametrize(
    ("lookup", "values", "kind"), [("pk__among", [1, 2], "bigint"), ("code__among", ["a"], "text")]
)
def test_thousands_of_values_are_joined_and_not_compared_one_by_one(
    lookup: str, values: list[object], kind: str
) -> None:
    sql, params = Organisation.objects.filter(**{lookup: values}).query.sql_with_params()
    assert f"IN (SELECT unnest(%s::{kind}[]))" in sql
    assert params == (values,)
