"""What callers ask a life: quote, arrears, earned interest, explanation, schedule as agreed."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings

from loanmath.agreed import agreed
from loanmath.arrears import arrears
from loanmath.checks import check
from loanmath.components import Amounts, Component
from loanmath.daycount import DayCount
from loanmath.early import QuoteItem, quote
from loanmath.events import FeeCharged, SettledEarly
from loanmath.explain import explain, interest_to_date
from loanmath.facts import Facts, FindingCode, Stage
from loanmath.life import earned
from loanmath.rates import RateRule
from loanmath.replay import replay
from loanmath.rounding import Rounding
from loanmath.terms import EarlyRepayment, InterestOn, LastInstalment, Method, Penalty, Portion
from loanmath.testing import loan_terms, stories
from loanmath.trace import Why
from tests.loanmath.loans import day, lent, life, loan, loan_11, paid

FLAT = loan(12_000, "10", "2024-10-01", 4, method=Method.FLAT, day_count=DayCount.PERIOD)


def lines(seen, on: str) -> dict[QuoteItem, int]:
    return {line.item: line.amount for line in quote(seen.facts, seen.terms, day(on)).lines}


def test_the_quote_says_what_it_is_made_of():
    """Loan 11 after 11 days: 83 of interest, and 20/31 of the fee of 50.00 back."""
    seen = life(loan_11(), on="2015-06-01")
    assert lines(seen, "2015-06-01") == {
        QuoteItem.PRINCIPAL_NOT_DUE: 550_00,
        QuoteItem.INTEREST_TO_DATE: 83,
        QuoteItem.COST_REDUCTION: -32_26,
    }
    assert quote(seen.facts, seen.terms, day("2015-06-01")).total == 518_57


def test_paying_the_quote_closes_the_contract():
    money = SettledEarly(value_date=day("2015-06-01"), key="last", amount=518_57)
    seen = life(loan_11(), money, on="2015-12-31")
    assert (seen.stage, seen.balances.credit) == (Stage.SETTLED, 0)
    assert not seen.findings


def test_less_than_the_quote_is_told():
    money = SettledEarly(value_date=day("2015-06-01"), key="last", amount=518_00)
    assert [(f.code, f.amount) for f in life(loan_11(), money, on="2015-06-01").findings] == [
        (FindingCode.QUOTE_CHANGED, 57)
    ]


def test_a_fee_for_early_repayment():
    rules = EarlyRepayment(fee=Portion(share=Fraction(1, 100)), reduces_financed_fees=False)
    assert lines(life(loan_11(early_repayment=rules), on="2015-06-01"), "2015-06-01")[QuoteItem.EARLY_FEE] == 5_50


def test_the_quote_counts_overdue_debt_penalty_and_credit():
    terms = loan(300, "0", "2024-01-01", 3, penalty=Penalty(RateRule(Decimal("36.5"))))
    fee = FeeCharged(value_date=day("2024-02-02"), key="f", amount=5_00, due=day("2024-02-02"))
    assert lines(life(terms, fee, on="2024-02-11"), "2024-02-11") == {
        QuoteItem.PRINCIPAL_DUE: 100_00,
        QuoteItem.PRINCIPAL_NOT_DUE: 200_00,
        QuoteItem.PENALTY: 1_00,
        QuoteItem.FEES: 5_00,
    }
    assert lines(life(terms, paid("2024-01-10", 30_00), on="2024-01-10"), "2024-01-10")[QuoteItem.CREDIT] == -30_00


def test_days_past_due_count_from_the_oldest_above_the_tolerance():
    terms = loan(300, "0", "2024-01-01", 3, tolerance=1_00)
    trifle = life(terms, paid("2024-02-01", 99_50), on="2024-03-10").arrears
    assert (trifle.oldest_due, trifle.days_past_due, trifle.instalments) == (day("2024-03-01"), 9, 1)
    assert trifle.overdue.principal == 100_50
    both = life(terms, on="2024-03-10").arrears
    assert (both.days_past_due, both.instalments, both.bucket()) == (38, 2, 2)


def test_arrears_begin_the_day_after_the_due_date():
    plan = life(loan(300, "0", "2024-01-01", 3), on="2024-06-01").view.plan
    assert arrears(plan, day("2024-02-01")).days_past_due == 0
    assert arrears(plan, day("2024-02-02")).days_past_due == 1


def test_earned_counts_the_days_before_a_day():
    """1 000.00 at 36.5 per cent earns 1.00 a day, to the last due date and no further."""
    seen = life(loan(1000, "36.5", "2024-01-01", 1), on="2024-01-01")
    assert [earned(seen, day(on)).interest for on in ("2024-01-01", "2024-01-02", "2024-02-01", "2024-03-01")] == [
        0,
        1_00,
        31_00,
        31_00,
    ]


def test_flat_interest_is_earned_evenly_over_its_period():
    seen = life(FLAT, on="2024-10-01")
    assert earned(seen, day("2024-10-16")).interest == round(100_00 * 15 / 31)
    assert earned(seen, day("2024-11-01")).interest == 100_00
    assert earned(seen, day("2025-02-01")).interest == 400_00


def test_earned_counts_penalty_interest():
    seen = life(loan(1000, "0", "2024-01-01", 1, penalty=Penalty(RateRule(Decimal("36.5")))), on="2024-01-01")
    assert earned(seen, day("2024-02-11")) == Amounts(penalty=10_00)


def test_outstanding_tells_billed_from_unbilled():
    balances = life(loan(1000, "36.5", "2024-01-01", 2, method=Method.EQUAL_PRINCIPAL), on="2024-02-11").balances
    assert balances.billed == Amounts(500_00, 31_00)
    assert balances.unbilled == Amounts(500_00, 5_00)
    assert balances.outstanding.total == 1036_00


def test_why_this_amount():
    terms = loan_11(penalty=Penalty(RateRule(Decimal("4.00"))))
    fee = FeeCharged(value_date=day("2015-06-25"), key="reminder 1", amount=10_00, due=day("2015-06-25"))
    found = {
        item.component: item for item in explain(terms, [lent(terms), fee], day("2015-07-01")) if item.instalment == 1
    }
    interest = found[Component.INTEREST].lines
    assert [(line.what, line.balance, line.rate, line.days) for line in interest] == [
        (Why.INTEREST, 550_00, 50_000, 31),
        (Why.ROUNDED, 0, 0, 0),
    ]
    assert interest[0].exact == Fraction(55000 * 5 * 31, 36500)
    assert [(line.balance, line.days) for line in found[Component.PENALTY].lines[:1]] == [(550_00, 10)]


def test_why_the_interest_of_a_quote():
    terms = loan(1000, "36.5", "2024-01-01", 2)
    money = paid("2024-01-05", 1_00)
    found = interest_to_date(terms, [lent(terms), money], day("2024-01-11"))
    assert [(line.start, line.end, line.balance, line.days, line.exact) for line in found] == [
        (day("2024-01-01"), day("2024-01-11"), 1000_00, 10, 10_00)
    ]


@settings(max_examples=100, deadline=None)
@given(stories())
def test_lines_add_up_to_their_figure(story):
    terms, events, on = story
    for item in explain(terms, events, on):
        assert sum(line.exact for line in item.lines) == item.amount == item.lines[-1].rounded


@settings(max_examples=150, deadline=None)
@given(stories())
def test_checks_find_nothing_wrong_with_what_replay_made(story):
    terms, events, on = story
    seen = replay(terms, events, on)
    assert check(seen.facts, terms) == check(seen.view, terms) == []


@pytest.mark.parametrize(
    ("field", "by"), [("asked", 1), ("bearing", 1), ("received", 1), ("oldest", 2), ("asked", 500_00)]
)
def test_checks_see_a_wrong_number(field, by):
    terms = loan(300, "0", "2024-01-01", 3)
    facts: Facts = life(terms, on="2024-03-10").facts
    assert {found.code for found in check(replace(facts, **{field: getattr(facts, field) + by}), terms)} == {
        FindingCode.BROKEN
    }


@settings(max_examples=200, deadline=None)
@given(loan_terms(interest_on=InterestOn.BALANCE, method=Method.ANNUITY, last_instalment=LastInstalment.TAKES_REST))
def test_the_short_way_gives_the_rows_of_replay(terms):
    seen = replay(terms, [lent(terms)], terms.start)
    assert [tuple(row) for row in agreed(terms)] == [
        (row.due, row.owed.principal, row.owed.interest) for row in seen.schedule
    ]


@pytest.mark.parametrize("rule", list(Rounding))
def test_the_short_way_rounds_as_told(rule):
    terms = loan(1000, "17.3", "2024-01-31", 24, rounding=rule)
    seen = life(terms, on="2024-01-31")
    assert [row.interest for row in agreed(terms)] == [row.owed.interest for row in seen.schedule]
