"""The ground of all tests: one real PostgreSQL, a database for each worker, and the application's own role.

The owner makes the tables; the tests then work as `repaid_app`, as the product does, so what the database forbids
is forbidden in every test. Only emptying all tables after a test with real transactions is an act of the owner.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from pytest_django.plugin import DjangoDbBlocker

from repaid.settings import roles
from tests.template import template

hypothesis.settings.register_profile(
    "fast", max_examples=25, deadline=None, database=None, print_blob=True, derandomize=True
)
hypothesis.settings.register_profile("deep", max_examples=2000, deadline=None, database=None, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))

KEPT = ("django_content_type", "auth_permission")
"""Tables that follow from the models: Django would fill them anew after each test with real transactions."""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> None:  # the name is given by pytest-django
    with django_db_blocker.unblock():
        if "SERVER" in connection.settings_dict:
            _drop_leftovers()
        connection.settings_dict["TEST"]["TEMPLATE"] = template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)
        roles.grant(connection)
        _work_as(roles.APPLICATION)
        _flush_as_owner()
    yield
    _work_as(roles.OWNER)


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One transaction around all tests of a module: what its fixtures of module scope make is made once.

    Each test asks for `db` as well: what it changes is taken back after it, as everywhere.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def _work_as(role: str) -> None:
    connection.close()
    connection.settings_dict["OPTIONS"]["options"] = roles.option(role)


def _flush_as_owner() -> None:
    operations = type(connection.ops)  # of all connections: a browser test has one of its own
    statements_of = operations.sql_flush

    def sql_flush(self: object, style: object, tables: list[str], **options: object) -> list[str]:
        statements = statements_of(self, style, [table for table in tables if table not in KEPT], **options)
        jobs = "TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE"
        return [f"SET LOCAL ROLE {roles.OWNER}", *statements, jobs, "RESET ROLE"]

    operations.sql_flush = sql_flush
    post_migrate.receivers.clear()  # so what they make stays


def _drop_leftovers() -> None:
    """Databases of runs that were killed; a database is named after the process of its run."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test_repaid_%'")
        for (name,) in cursor.fetchall():
            process = name.removeprefix("test_repaid_").partition("_")[0]
            if process.isdigit() and not Path("/proc", process).exists():
                cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
