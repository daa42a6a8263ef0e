"""Deaths: something is done in a process of its own, and at one of its statements the process or the database dies."""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

from django.db import connection

from tests.faults.copies import leave, maintenance

Death = Callable[[], None]
KILLED = -signal.SIGKILL


def process_dies() -> None:
    """The process is killed: it has no time to say goodbye."""
    os.kill(os.getpid(), signal.SIGKILL)


def session_is_lost() -> None:
    """The server ends the session, as an administrator or a restart does."""
    with maintenance() as server:
        server.execute("RESET ROLE")
        server.execute("SELECT pg_terminate_backend(%s, 5000)", [_backend()])


def backend_dies() -> None:
    """The server process of the session is killed: PostgreSQL ends all sessions and recovers. Own servers only."""
    os.kill(_backend(), signal.SIGKILL)


def _backend() -> int:
    return int(connection.connection.info.backend_pid)


def in_process(database: str, act: Callable[[], Any], *, dies_at: int = 0, death: Death = process_dies) -> int:
    """Do something in a process of its own in a database; before statement `dies_at` there is a death."""
    return ended(begun(database, act, dies_at=dies_at, death=death))


def ended(process: int) -> int:
    """Wait for the end of a process: its exit code, below zero for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def begun(database: str, act: Callable[[], Any], *, dies_at: int = 0, death: Death = process_dies) -> int:
    """Begin it and return the process."""
    leave()
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        leave()
        connection.settings_dict["NAME"] = database
        with connection.execute_wrapper(_Counting(dies_at, death)):
            act()
        status = 0
    except Exception:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


class _Counting:
    """Counts statements up to the deadly one."""

    def __init__(self, dies_at: int, death: Death) -> None:
        self._left, self._death = dies_at, death

    def __call__(self, execute: Callable[..., Any], *given: Any) -> Any:
        self._left -= 1
        if self._left == 0:
            self._death()
        return execute(*given)
