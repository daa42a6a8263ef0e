"""Billing by SQL writes every row that the engine would have written, for annuities of many kinds."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.commands.organisations import move_business_day
from repaid.contracts.commands import closing
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.opening import open_contract
from repaid.contracts.tests.lender import RATY, pay, person
from repaid.daily_close.checks import check_books
from repaid.daily_close.models import Run
from repaid.daily_close.tests.nights import close
from repaid.products.choices import ProductKind
from repaid.products.commands.products import create_product
from repaid.products.commands.versions import draft_version, publish_version
from repaid.products.queries import TermsRequest

pytestmark = pytest.mark.django_db

KINDS: tuple[dict[str, Any], ...] = (
    {},
    {"penalty": {"rate": {"percent": "8"}}, "tolerance": "5000.00"},
    {"penalty": {"rate": {"percent": "30", "cap": "PL:max_delay"}, "base": "whole_instalment"}},
    {"day_count": "thirty_e_360", "penalty": {"rate": {"percent": "8"}, "day_count": "thirty_e_360"}},
    {"day_count": "act_360", "overdue_principal": "bears"},
    {"rounding": "half_even", "annuity_factor": "even"},
    {"rounding": "up", "multiple": "1.00", "last_instalment": "levelled"},
)


@pytest.fixture
def numbers(by: Actor) -> list[str]:
    """Three annuities of each kind, of random amounts, rates and terms."""
    dice, found, day = random.Random(7), [], today(by.organisation_id)
    borrower = person(by, "Maria", "Nocna")
    for kind, template in enumerate(KINDS):
        code = f"kind-{kind}"
        create_product(by=by, code=code, names={"pl": code}, kind=ProductKind.LOAN, currency="PLN")
        draft_version(by=by, product=code, draft=replace(RATY, template=template))
        publish_version(by=by, product=code, number=1)
        for _loan in range(3):
            amount = Money(dice.randint(10_001, 90_000_000), "PLN")
            rate = Decimal(dice.choice([0, 1, 7, 12, 19])) + Decimal(dice.randint(0, 99)) / 100
            request = TermsRequest(amount=amount, count=dice.randint(2, 9), start=day, rate=rate)
            opened = open_contract(by=by, product=code, request=request, borrowers=[borrower], branch="KR")
            disburse(by=by, number=opened.number, amount=amount, value_date=day)
            found.append(opened.number)
    return found


def test_rows_are_those_of_a_replay(by: Actor, numbers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    by_sql = []
    bill_plain = closing.bill_plain

    def counted(*given: Any) -> Any:
        done = bill_plain(*given)
        by_sql.append(done[0])
        return done

    monkeypatch.setattr(closing, "bill_plain", counted)
    close(by)
    for month in range(5):
        for number in numbers[month::3]:
            pay(by, number, "150.00", today(by.organisation_id), f"{number}-{month}")
        move_business_day(by=by, day=date(2015, 6 + month, 19))
        close(by, 4)
        assert [str(found.finding) for found in check_books(by)] == []
    assert [run.day for run in Run.objects.all() if run.findings] == []
    assert sum(by_sql) > len(numbers)
    assert today(by.organisation_id) == date(2015, 10, 19) + timedelta(days=4)
