"""A database with all tables, made once for all runs with the same migrations; each run works in a copy of it.

Running a hundred migrations takes half a minute of a processor, copying what they made half a second.
"""

import fcntl
import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

PREFIX = "repaid_template_"
KEPT = 12
"""So many are kept: several states of the sources may be tested by turns."""


def template() -> str:
    """The name of the template; it is made when it is not there, while others that need it wait."""
    name = PREFIX + _digest()
    with Path(settings.DATA, "template.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC", [f"{PREFIX}%"])
            there = [found for (found,) in cursor.fetchall()]
            if name in there:
                return name
            for old in [f"{name}_new", *there[KEPT:]]:
                cursor.execute(f"DROP DATABASE IF EXISTS {old}")
            cursor.execute(f"CREATE DATABASE {name}_new")
        _migrate(f"{name}_new")
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {name}_new RENAME TO {name}")
    return name


def _digest() -> str:
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda each: each.label):
        for file in sorted(Path(config.path, "migrations").glob("*.py")):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(database: str) -> None:
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
