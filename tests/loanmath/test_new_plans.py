"""What a plan made again keeps: its size, its number, and what was charged inside it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from loanmath.changes import Extended, InstalmentSet, Keep, RateChange
from loanmath.components import Component
from loanmath.daycount import DayCount
from loanmath.events import FeeCharged, Repayment
from loanmath.facts import FindingCode, Origin
from loanmath.rates import RateStep
from loanmath.replan import LONGEST, MOST_LINES
from loanmath.terms import AnnuityFactor, InterestOn, Portion
from tests.loanmath.loans import changed, day, early, life, loan

EVEN = {"day_count": DayCount.PERIOD, "annuity_factor": AnnuityFactor.EVEN}
LOW = loan(1000, "12", "2024-01-01", 12, instalment=5_00, **EVEN)  # 10.00 of interest in the first month


@pytest.mark.parametrize("amount", [100_00, 900_00])
def test_repaying_early_shortens_no_loan_whose_instalment_is_below_its_interest(amount):
    """The agreed instalment of 5.00 pays no principal; the last instalment takes the rest, as agreed."""
    seen = life(LOW, early("2024-01-01", amount, mode=Repayment.SHORTER_TERM), on="2024-01-01")
    coming = [row for row in seen.schedule if row.origin is Origin.REGULAR]
    assert len(coming) == 12
    assert sum(row.owed.principal for row in coming) == 1000_00 - amount
    assert not seen.findings


def test_an_instalment_below_the_interest_never_ends_and_that_is_told():
    terms = loan(1000, "12", "2024-01-01", 12, **EVEN)
    seen = life(terms, changed("2024-01-01", InstalmentSet(amount=9_99)), on="2024-01-01")
    assert [(found.code, found.amount) for found in seen.findings] == [(FindingCode.INSTALMENT_TOO_LOW, 9_99)]
    assert len(seen.schedule) == 12
    assert [row.owed.total for row in seen.schedule[:-1]] == [9_99] * 11


def test_an_instalment_just_above_the_interest_lasts_long():
    """10.02 against 10.00 of interest: 627 months; no line too many, no number left out."""
    terms = loan(1000, "12", "2024-01-01", 12, **EVEN)
    seen = life(terms, changed("2024-01-01", InstalmentSet(amount=10_02)), on="2024-01-01")
    assert len(seen.schedule) == 627 < LONGEST
    assert [row.number for row in seen.schedule] == list(range(1, len(seen.schedule) + 1))
    assert {row.owed.total for row in seen.schedule[:-1]} == {10_02}
    assert 0 < seen.schedule[-1].owed.total <= 10_02
    assert seen.view.last_number == len(seen.schedule)


def test_a_higher_rate_with_the_same_instalment_adds_lines_but_a_balloon_stays_last():
    up = changed("2024-01-01", RateChange(percent=Decimal(24), keep=Keep.INSTALMENT))
    plain = loan(1000, "12", "2024-01-01", 12, **EVEN)
    assert len(life(plain, up, on="2024-01-01").schedule) == 13
    balloon = loan(1000, "12", "2024-01-01", 12, balloon=Portion(400_00), **EVEN)
    seen = life(balloon, up, on="2024-01-01")
    assert len(seen.schedule) == 12
    assert seen.schedule[-1].owed.principal > 400_00


def test_an_instalment_is_sized_with_the_rate_of_each_period():
    """1200.00 with 6 months of 12 per cent, then 6 of 24: one size to the end, where roundings leave 2 cents."""
    steps = (RateStep(None, Decimal(12)), RateStep(day("2024-07-01"), Decimal(24)))
    seen = life(replace(loan(1200, "12", "2024-01-01", 12, **EVEN), rates=steps), on="2024-01-01")
    assert [row.owed.total for row in seen.schedule] == [108_38] * 11 + [108_36]
    assert [row.owed.interest for row in seen.schedule][5:7] == [7_08, 12_14]


@pytest.mark.parametrize("interest_on", InterestOn)
def test_interest_charged_before_its_instalment_is_billed_is_asked_beside_it(interest_on):
    terms = loan(1200, "12", "2024-01-01", 12, interest_on=interest_on, **EVEN)
    odd = FeeCharged(
        value_date=day("2024-01-10"), key="odd days", amount=3_00, due=day("2024-01-20"), component=Component.INTEREST
    )
    cut = changed("2024-01-15", RateChange(percent=Decimal(6)))
    seen = life(terms, odd, cut, on="2024-02-01")
    before = life(terms, cut, on="2024-02-01")
    assert [(str(row.due), row.owed.interest) for row in seen.schedule[:2]] == [
        ("2024-01-20", 3_00),
        ("2024-02-01", before.schedule[0].owed.interest),
    ]
    assert seen.balances.billed.interest == before.balances.billed.interest + 3_00


def test_a_plan_is_not_extended_without_end():
    seen = life(LOW, changed("2024-01-01", Extended(periods=10**9)), on="2024-01-01")
    assert len(seen.schedule) == MOST_LINES
    assert [found.code for found in seen.findings] == [FindingCode.PLAN_TOO_LONG]


def test_principal_is_not_charged():
    with pytest.raises(ValueError, match="capitalised"):
        FeeCharged(
            value_date=day("2024-01-10"), key="x", amount=1, due=day("2024-01-20"), component=Component.PRINCIPAL
        )
