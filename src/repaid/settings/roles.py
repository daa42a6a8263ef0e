"""Who may do what in the database: an owner who makes tables, and the application that works with them.

Both are roles without a login. The one login is a member of both: it connects in the role of the application, and
`repaid migrate` in that of the owner. The application may neither update nor delete in the tables that an app
names in `AppConfig.append_only`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_noop as _
from psycopg import sql

from repaid.settings.unready import Unready

OWNER, APPLICATION = "repaid_owner", "repaid_app"


def option(role: str) -> str:
    """The option of a connection that begins in `role`; `RESET ROLE` comes back to it."""
    return f"-c role={role}"


@contextmanager
def working_as(connection: BaseDatabaseWrapper, role: str) -> Iterator[None]:
    """Use `connection` in another role (none: as the login itself), then as before."""
    options = connection.settings_dict["OPTIONS"]
    before = options["options"]
    connection.close()
    options["options"] = option(role) if role else ""
    try:
        yield
    finally:
        connection.close()
        options["options"] = before


def create(connection: psycopg.Connection, *, login: str) -> None:
    """Create the roles that are missing and make `login` a member of both."""
    for role in (OWNER, APPLICATION):
        found = connection.execute(
            "SELECT pg_has_role(%s, oid, 'MEMBER') FROM pg_roles WHERE rolname = %s", [login, role]
        )
        match found.fetchone():
            case None:
                connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
            case (True,):
                continue
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(login)))


def prepare(connection: BaseDatabaseWrapper) -> None:
    """Make an existing database fit for the owner to work in: roles, and the right to create tables."""
    login = connection.settings_dict["USER"]
    with working_as(connection, ""):
        connection.ensure_connection()
        server = connection.connection
        try:
            create(server, login=login)
            if not server.execute("SELECT has_schema_privilege(%s, 'public', 'CREATE')", [OWNER]).fetchone()[0]:
                server.execute(f"GRANT USAGE, CREATE ON SCHEMA public TO {OWNER}")
        except psycopg.errors.InsufficientPrivilege as error:
            raise Unready(
                _(
                    "The login {login} may not prepare the database. Let an administrator of the server run this once: "
                    'CREATE ROLE {owner}; CREATE ROLE {app}; GRANT {owner}, {app} TO "{login}"; '
                    "GRANT CREATE ON SCHEMA public TO {owner};"
                ),
                login=login, owner=OWNER, app=APPLICATION,
            ) from error  # fmt: skip


def append_only() -> list[str]:
    """The tables whose rows stand for good, as the apps name them."""
    return sorted(table for app in apps.get_app_configs() for table in getattr(app, "append_only", ()))


def grant(connection: BaseDatabaseWrapper) -> None:
    """Give the application its rights on all tables; to be called in the role of the owner, after every migration."""
    with connection.cursor() as cursor:
        present = connection.introspection.table_names(cursor)
        kept = ", ".join(table for table in append_only() if table in present)
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APPLICATION}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APPLICATION}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APPLICATION}")
        if kept:
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {kept} FROM {APPLICATION}")
