"""A database of its own: made beside the real one, on the same server, and dropped afterwards."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_lazy as _

from repaid.kernel.refusal import Refusal
from repaid.settings import roles


class NoScratchDatabase(Refusal):
    code = "no_scratch_database"
    sentence = _("The login may not create a database, so this cannot be measured here: nothing of yours is touched.")


@contextmanager
def scratch_database(bring_up_to_date: Callable[[], object]) -> Iterator[str]:
    """Work in a new, empty database with all tables; neither database nor files of the installation are touched."""
    real, name = connection.settings_dict["NAME"], f"repaid_scratch_{os.getpid()}"
    _as_owner(real, f"CREATE DATABASE {name}")
    try:
        _use(name)
        bring_up_to_date()
        with _own_files():
            yield name
    finally:
        _use(real)
        # Not by force: the owner may not end a vacuum of the server, while a plain drop asks it to stop by itself.
        _as_owner(real, f"DROP DATABASE IF EXISTS {name}")


@contextmanager
def _own_files() -> Iterator[None]:
    """A folder of its own for what is kept outside the database (seals): real ones have the same names."""
    real = settings.DATA
    with TemporaryDirectory(prefix="repaid-scratch-") as folder:
        settings.DATA = Path(folder)
        try:
            yield
        finally:
            settings.DATA = real


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _as_owner(database: str, statement: str) -> None:
    _use(database)
    with roles.working_as(connection, roles.OWNER), connection.cursor() as cursor:
        try:
            cursor.execute(statement)
        except ProgrammingError as error:
            raise NoScratchDatabase from error
