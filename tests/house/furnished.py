"""An installation whose tables are there already: a copy of the template that this run's own databases come from."""

import os
import subprocess

from django.db import connection

from repaid.settings import binaries, embedded, roles


def furnish(server: embedded.Server) -> None:
    """Put the tables of the template into the new database of `server`, which runs; `repaid migrate` does the rest."""
    ours = connection.settings_dict
    tools = binaries.client_tools(binaries.MAJOR)
    source = {"PGHOST": ours["HOST"], "PGPORT": str(ours["PORT"] or 5432), "PGPASSWORD": ours["PASSWORD"]}
    tables = subprocess.run(
        [tools / "pg_dump", "--no-owner", "--no-acl", "-U", ours["USER"], ours["TEST"]["TEMPLATE"]],
        env={**os.environ, **source, "PGOPTIONS": roles.option(roles.OWNER)}, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    subprocess.run(
        [tools / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-U", embedded.LOGIN, embedded.DATABASE],
        env={**os.environ, "PGHOST": str(server.sockets), "PGOPTIONS": roles.option(roles.OWNER)},
        input=tables.stdout, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
