"""A worker is killed in the middle of a close: another one takes up what it left, and the day ends as it would have."""

import os
import random
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import monotonic, sleep
from typing import cast

import psycopg
import pytest
from asgiref.sync import async_to_sync
from django.conf import LazySettings
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from repaid.access.jobs import take_up
from repaid.daily_close.commands import running
from repaid.daily_close.jobs import close_by_workers
from tests.faults.copies import copy_of_database, fingerprints
from tests.faults.deaths import KILLED, begun, ended, in_process
from tests.faults.grounds import EVENING, Ground, evening

pytestmark = pytest.mark.django_db(transaction=True)

DAY = EVENING.replace(day=21)
COPIES = count()
WAIT_SECONDS = 60
DONE = (
    "SELECT (SELECT count(*) FROM daily_close_part WHERE finished_at IS NOT NULL)"
    " + (SELECT count(*) FROM daily_close_step WHERE finished_at IS NOT NULL)"
)


@pytest.fixture
def ground(monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path) -> Ground:
    monkeypatch.setattr(running, "WIDTH", 1)
    settings.DATA = tmp_path
    return evening()


def work() -> None:
    """A worker does what waits and goes home."""
    with app.replace_connector(cast(DjangoConnector, app.connector).get_worker_connector()) as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def take_up_and_work() -> None:
    """As `access.take_up_abandoned` does, without the minute."""
    async_to_sync(take_up)(app.job_manager, 0)
    connection.close()
    work()


def killed_after(database: str, done: int) -> None:
    """Let a worker begin, and kill it when so many parts and steps are done."""
    given = connection.settings_dict
    address = {"host": given["HOST"], "port": given["PORT"], "user": given["USER"], "password": given["PASSWORD"]}
    with psycopg.connect(dbname=database, autocommit=True, **address) as watching:
        before = _done(watching)
        worker = begun(database, work)
        patience = monotonic() + WAIT_SECONDS
        while _done(watching) < before + done and monotonic() < patience:
            sleep(0.001)
        os.kill(worker, signal.SIGKILL)
    assert ended(worker) == KILLED, "it was at work"


def _done(watching: psycopg.Connection) -> int:
    found = watching.execute(DONE).fetchone()
    assert found is not None
    return int(found[0])


def rows_after(ground: Ground, work_on: Callable[[str], None]) -> dict[str, str]:
    with copy_of_database(f"w{next(COPIES)}") as database:
        assert in_process(database, lambda: close_by_workers(by=ground.by, day=DAY)) == 0
        work_on(database)
        return fingerprints(database)


@pytest.mark.parametrize("points", [1, pytest.param(8, marks=pytest.mark.soak)])
def test_another_one_goes_on(ground: Ground, points: int) -> None:
    expected = rows_after(ground, lambda database: ended(begun(database, work)))
    dice = random.Random(points)
    for done in [dice.randint(0, 12) for _point in range(points)]:

        def killed_and_gone_on(database: str, done: int = done) -> None:
            killed_after(database, done)
            assert in_process(database, take_up_and_work) == 0

        found = rows_after(ground, killed_and_gone_on)
        assert {table for table in found if found[table] != expected[table]} == set(), f"killed after {done}"
