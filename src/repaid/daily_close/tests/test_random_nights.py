"""Random lives with nights between the days: whatever happens, no close finds a difference and the books are right."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.commands.organisations import move_business_day
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.opening import open_contract
from repaid.contracts.tests.lender import RATY, person, pln
from repaid.contracts.tests.test_random_life import Story
from repaid.daily_close.checks import check_books
from repaid.daily_close.models import Run
from repaid.daily_close.tests.nights import close
from repaid.kernel.refusal import Refusal
from repaid.products.choices import Basis, FeeIncome, ProductKind
from repaid.products.commands.products import create_product
from repaid.products.commands.versions import draft_version, publish_version
from repaid.products.queries import TermsRequest
from repaid.products.tests import offers

STEPS = 25
PENALTY = {"rate": {"percent": "8"}}

WHOLE = {**PENALTY, "base": "whole_instalment"}
KINDS: dict[str, dict[str, Any]] = {
    "annuity": {"template": {"penalty": PENALTY}},
    "thirty days a month, carried": {
        "template": {"day_count": "thirty_e_360", "remainder": "carry"},
        "fees": (offers.FEE,),
    },
    "flat, fees deferred": {
        "template": {"method": "flat", "penalty": PENALTY},
        "fees": (offers.FEE,),
        "fee_income": FeeIncome.DEFERRED,
    },
    "interest on the schedule": {"template": {"interest_on": "schedule", "method": "equal_principal"}},
    "by the period": {
        "template": {"day_count": "period", "overdue_principal": "bears", "bears_after_last_due": True},
    },
    "years of their own length": {"template": {"day_count": "act_act_isda", "penalty": WHOLE}},
    "compounding": {"template": {"penalty": {**WHOLE, "compounds_yearly": True}}},
    "capped by law": {"template": {"penalty": {"rate": {"percent": "30", "cap": "PL:max_delay"}}}},
    "cash basis": {"template": {"penalty": PENALTY}, "basis": Basis.CASH},
}


class Nights(Story):
    """One contract of a kind; days pass by closes, sometimes after days that nobody closed."""

    def __init__(self, by: Actor, seed: int, kind: str) -> None:
        super().__init__(by, seed)
        create_product(by=by, code="kind", names={"pl": kind}, kind=ProductKind.LOAN, currency="PLN")
        draft_version(by=by, product="kind", draft=replace(RATY, **KINDS[kind]))
        publish_version(by=by, product="kind", number=1)
        request = TermsRequest(amount=pln("6000.00"), count=8, start=self.now)
        borrower = person(by, "Maria", "Nocna")
        opened = open_contract(by=by, product="kind", request=request, borrowers=[borrower], branch="KR")
        self.number = opened.number
        disburse(by=by, number=self.number, amount=pln("6000.00"), value_date=self.now)

    def money(self, most: int) -> Money:
        return super().money(most // 2)

    def days_pass(self) -> None:
        ahead = self.dice.choice([0, 0, 2, 9, 30, 44])
        if ahead:
            move_business_day(by=self.by, day=self.now + timedelta(days=ahead))
        close(self.by, self.dice.choice([1, 2, 3]))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_a_random_life_with_nights(by: Actor, kind: str) -> None:
    story = Nights(by, sum(map(ord, kind)), kind)
    for _ in range(STEPS):
        with suppress(Refusal):
            story.step()()
    story.days_pass()
    assert [(run.day, run.findings) for run in Run.objects.all() if run.findings] == []
    assert [str(found.finding) for found in check_books(by)] == []
