"""What a dead worker left is taken up by another one."""

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from repaid.access.jobs import ATTEMPTS_MAX, take_up

pytestmark = pytest.mark.django_db


def left_by_a_dead_worker(attempts: int) -> int:
    """A job that a worker began so often; no worker is there any more."""
    job = app.configure_task("access.take_up_abandoned", allow_unknown=False).defer(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = %s WHERE id = %s", [attempts, job])
    return job


def state(job: int) -> str:
    return ProcrastinateJob.objects.get(pk=job).status


def test_it_waits_again() -> None:
    job = left_by_a_dead_worker(1)
    assert async_to_sync(take_up)(app.job_manager, 0) == 1
    assert state(job) == "todo"


def test_what_outlived_all_its_workers_is_given_up() -> None:
    job = left_by_a_dead_worker(ATTEMPTS_MAX)
    assert async_to_sync(take_up)(app.job_manager, 0) == 1
    assert state(job) == "failed"


def test_others_are_left_alone() -> None:
    job = app.configure_task("access.take_up_abandoned").defer(timestamp=0)
    assert async_to_sync(take_up)(app.job_manager, 0) == 0
    assert state(job) == "todo"
