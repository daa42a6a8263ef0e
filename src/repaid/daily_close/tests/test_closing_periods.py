"""A month of the books is not closed while ledger and contracts differ."""

from datetime import date

import pytest

from repaid.access.actors import Actor
from repaid.access.commands.organisations import move_business_day
from repaid.contracts.tests.lender import loan_11
from repaid.daily_close.models import Run
from repaid.daily_close.tests.nights import close
from repaid.kernel.refusal import Forbidden
from repaid.ledger.commands.periods import close_period

pytestmark = pytest.mark.django_db

MAY = date(2015, 5, 1)
DIFFERENCE = {"account": "201", "product": "na-chwile", "currency": "PLN", "ledger": 1, "contracts": 0}


@pytest.fixture(autouse=True)
def may_is_over(by: Actor) -> None:
    """Loan 11 was launched in May; the last day of May is closed."""
    loan_11(by)
    move_business_day(by=by, day=date(2015, 5, 31))
    close(by)


def test_a_month_is_closed_when_the_last_comparison_found_nothing(by: Actor) -> None:
    assert close_period(by=by, first_day=MAY).last_day == date(2015, 5, 31)


def test_a_difference_keeps_the_month_open_until_a_later_close_finds_none(by: Actor) -> None:
    Run.objects.filter(day=date(2015, 5, 31)).update(findings=[DIFFERENCE])
    with pytest.raises(Forbidden, match="The close of 2015-05-31 found that ledger and contracts differ"):
        close_period(by=by, first_day=MAY)
    close(by)
    assert close_period(by=by, first_day=MAY).state == "closed"
