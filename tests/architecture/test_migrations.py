"""The migrations say the same as the models."""

import pytest
from django.core.management import call_command
from django.db import connection

from repaid.settings import roles


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


@pytest.mark.django_db
def test_every_table_that_stands_for_good_exists() -> None:
    assert set(roles.append_only()) <= set(connection.introspection.table_names())
