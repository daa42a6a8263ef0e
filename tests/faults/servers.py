"""A database server of the test's own, to be killed: the shared one serves other tests at the same time."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

import psycopg
from django.db import connection

from repaid.interfaces.cli.storage import bring_up_to_date
from repaid.settings import embedded
from repaid.settings.unready import Unready

READY_SECONDS = 60


@contextmanager
def own_server() -> Iterator[embedded.Server]:
    """A durable server with an empty, migrated database; the connection of the tests goes there meanwhile."""
    folder = Path(tempfile.mkdtemp(prefix="repaid-faults-"))
    folder.chmod(0o711)  # the system user of the server passes through
    server, given = embedded.Server(folder), connection.settings_dict
    connection.close()
    before = dict(given)
    given.update(
        NAME=embedded.DATABASE, USER=embedded.LOGIN, PASSWORD="", HOST=str(server.sockets), PORT="", SERVER=server
    )
    try:
        bring_up_to_date()
        yield server
    finally:
        connection.close()
        until_ready()
        server.leave()
        given.update(before)
        shutil.rmtree(folder, ignore_errors=True)


def server_dies() -> None:
    """All processes of the server of this connection are killed at once, as by a failure of the machine."""
    server: embedded.Server = connection.settings_dict["SERVER"]
    main = int((server.data / "postmaster.pid").read_text().split()[0])
    processes = [main, *_children(main)]
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def _children(parent: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            facts = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(facts[1]) == parent:
                found.append(int(folder.name))
    return found


def until_ready() -> None:
    """Wait until the server takes sessions again, as people do; one that is gone is started by who needs it."""
    server: embedded.Server = connection.settings_dict["SERVER"]
    patience = monotonic() + READY_SECONDS
    while True:
        try:
            server.join()
            psycopg.connect(host=str(server.sockets), user=embedded.LOGIN, dbname="postgres").close()
        except (psycopg.OperationalError, Unready):  # the latter while its first process is not quite gone
            assert monotonic() < patience, "the server does not come back"
            sleep(0.05)
        else:
            return
