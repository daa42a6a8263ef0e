"""Secrets at rest."""

import pytest
from django.db import connection

from repaid.access.models import User
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
