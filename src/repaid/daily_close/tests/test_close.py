"""Closing days: what falls due is billed, what was earned is posted, buckets move, the day is sealed."""

from datetime import timedelta

import pytest

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.contracts.tests.lender import LAUNCH, instalment_loan, loan_11, pay
from repaid.daily_close.models import Run
from repaid.daily_close.run import close_until

pytestmark = pytest.mark.django_db


def close(by: Actor, days: int) -> None:
    """Close so many days."""
    close_until(by=by, until=today(by.organisation_id) + timedelta(days=days - 1))


def test_it_works(by: Actor) -> None:
    loan_11(by)
    number = instalment_loan(by)
    for _day in range(40):
        close(by, 1)
    pay(by, number, "300.00", today(by.organisation_id) - timedelta(days=3))
    close(by, 70)
    assert today(by.organisation_id) == LAUNCH + timedelta(days=110)
    findings = [run.findings for run in Run.objects.all() if run.findings]
    assert findings == []
    assert Run.objects.count() == 110
