"""A database with all tables, made once for all runs with the same migrations; each run works in a copy of it.

Running a hundred migrations takes a quarter of a minute of a processor, copying what they made half a second.
`python -m tests.template` makes it beforehand: `make test` does so beside the static checks.
"""

import fcntl
import gc
import hashlib
import os
from pathlib import Path

import django
import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from repaid.settings import roles

PREFIX = "repaid_template_"
KEPT = 12
"""So many are kept: several states of the sources may be tested by turns."""


def template() -> str:
    """The name of the template; it is made when it is not there, while others that need it wait.

    From here on this process works as the owner of the tables.
    """
    if "SERVER" not in connection.settings_dict:
        _let_owner_create_databases()
    connection.settings_dict["OPTIONS"]["options"] = roles.option(roles.OWNER)
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


def _let_owner_create_databases() -> None:
    given = connection.settings_dict
    address = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    with psycopg.connect(dbname=given["NAME"], autocommit=True, **address) as server:
        roles.create(server, login=given["USER"])
        server.execute(f"ALTER ROLE {roles.OWNER} CREATEDB")


def _migrate(database: str) -> None:
    own = connection.settings_dict["NAME"]
    gc.freeze()  # each migration makes all models anew: what is loaded need not be looked through every time
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "repaid.settings.test")
    django.setup()
    template()
