"""Workers carry out what the screen begins."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.contracts.tests.lender import LAUNCH, instalment_loan
from repaid.daily_close import jobs
from repaid.daily_close.commands import running
from repaid.daily_close.models import BookCheck, Run

pytestmark = pytest.mark.django_db


def waiting() -> list[tuple[str, dict[str, object]]]:
    """The jobs that wait for a worker."""
    return [(job.task_name, job.args) for job in ProcrastinateJob.objects.order_by("id")]


def test_a_close_is_left_to_a_worker(by: Actor) -> None:
    instalment_loan(by)
    jobs.close_by_workers(by=by, day=LAUNCH)
    ((task, arguments),) = waiting()
    assert task == "daily_close.carry_on"
    jobs.close_day(**arguments)
    assert Run.objects.get().state == "sealed"
    assert today(by.organisation_id) > LAUNCH


def test_many_parts_are_left_to_several_workers(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "WIDTH", 1)
    for _loan in range(6):
        instalment_loan(by)
    jobs.close_by_workers(by=by, day=LAUNCH)
    hands = waiting()
    assert len(hands) == jobs.HANDS_MAX
    for _task, arguments in hands:
        jobs.close_day(**arguments)
    assert Run.objects.get().state == "sealed"


def test_a_check_is_left_to_a_worker(by: Actor) -> None:
    instalment_loan(by)
    jobs.check_by_workers(by=by)
    ((task, arguments),) = waiting()
    assert task == "daily_close.check_books"
    jobs.check(**arguments)
    check = BookCheck.objects.get()
    assert (check.findings, check.checked) == ([], 1)
