"""What the database itself forbids: rows that stand for good are neither changed nor removed."""

import pytest
from django.db import ProgrammingError, connection, transaction

from repaid.settings import roles

pytestmark = pytest.mark.django_db


def test_the_application_works_in_a_role_that_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (roles.APPLICATION,)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)


def test_what_must_stand_for_good_is_on_the_list() -> None:
    assert {"access_auditrecord", "ledger_transfer", "contracts_event"} <= set(roles.append_only())


@pytest.mark.parametrize("table", roles.append_only())
@pytest.mark.parametrize(
    "change", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"]
)
def test_rows_that_stand_for_good_are_not_touched(table: str, change: str) -> None:
    with connection.cursor() as cursor:
        column = connection.introspection.get_table_description(cursor, table)[0].name
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table=table, column=column))


def test_other_tables_are_open_to_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE access_user SET name = name")
        cursor.execute("DELETE FROM django_session")


@pytest.mark.django_db(transaction=True)
def test_a_test_with_real_transactions_leaves_nothing_behind() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES ('left-behind', '', now())")


@pytest.mark.django_db(transaction=True)
def test_nothing_was_left_behind() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)
