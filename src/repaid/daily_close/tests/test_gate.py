"""While a day is being closed, nothing else is booked."""

from datetime import timedelta

import pytest

from repaid.access import business_day
from repaid.access.actors import Actor
from repaid.access.business_day import DayIsClosing, today
from repaid.contracts.tests.lender import LAUNCH, instalment_loan, pay, pln
from repaid.daily_close.commands.running import begin_close
from repaid.daily_close.run import carry_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def closing(by: Actor, monkeypatch: pytest.MonkeyPatch) -> str:
    """Anna's loan while its day is being closed, and little patience."""
    monkeypatch.setattr(business_day, "WAIT_SECONDS", 0.05)
    number = instalment_loan(by)
    begin_close(by=by, day=LAUNCH)
    return number


def test_a_payment_is_refused_with_a_sentence(by: Actor, closing: str) -> None:
    with pytest.raises(DayIsClosing, match="The day 2015-05-21 is being closed, so nothing else can be booked"):
        pay(by, closing, "100.00", LAUNCH)


def test_the_close_itself_goes_on(by: Actor, closing: str) -> None:
    assert carry_on(by=by, day=LAUNCH)
    assert pay(by, closing, "100.00", LAUNCH).amount == pln("100.00")
    assert today(by.organisation_id) == LAUNCH + timedelta(days=1)
