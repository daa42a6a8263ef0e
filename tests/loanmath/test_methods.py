"""Every method of repayment, and what may be special about its schedule."""

from dataclasses import replace
from fractions import Fraction

import pytest

from loanmath.book import Reference
from loanmath.calendars import SATURDAY_SUNDAY, Calendar, WorkingDayRule
from loanmath.components import Amounts
from loanmath.dates import Every, Unit
from loanmath.daycount import DayCount
from loanmath.facts import FindingCode, Origin
from loanmath.replay import replay
from loanmath.rounding import Rounding
from loanmath.terms import (
    AnnuityFactor,
    FeeShareOf,
    GivenInstalment,
    InstalmentFee,
    Kind,
    LastInstalment,
    LoanTerms,
    Method,
    Portion,
    TermsRefused,
    TrancheTerm,
)
from tests.loanmath.loans import day, lent, life, loan, paid, rows

EVEN = {"day_count": DayCount.PERIOD, "annuity_factor": AnnuityFactor.EVEN}


def amounts(terms: LoanTerms) -> list[int]:
    return [row.owed.total for row in life(terms, on=terms.start.isoformat()).schedule]


def principals(terms: LoanTerms) -> list[int]:
    return [row.owed.principal for row in life(terms, on=terms.start.isoformat()).schedule]


def interests(terms: LoanTerms) -> list[int]:
    return [row.owed.interest for row in life(terms, on=terms.start.isoformat()).schedule]


def test_annuity():
    """1 000.00 at 12 per cent over 12 equal months: 88.85, the textbook's figure."""
    terms = loan(1000, "12", "2024-01-01", 12, **EVEN)
    assert amounts(terms) == [88_85] * 11 + [88_84]
    assert sum(principals(terms)) == 1000_00
    assert interests(terms)[:3] == [10_00, 9_21, 8_42]


def test_equal_principal():
    terms = loan(1200, "12", "2024-01-01", 4, method=Method.EQUAL_PRINCIPAL, **EVEN)
    assert rows(life(terms, on="2024-01-01")) == [
        ("2024-02-01", 300_00, 12_00),
        ("2024-03-01", 300_00, 9_00),
        ("2024-04-01", 300_00, 6_00),
        ("2024-05-01", 300_00, 3_00),
    ]


def test_flat_interest_is_on_the_original_amount():
    """12 000 at 10 per cent flat over 4 months: 3 000 and 100 each."""
    terms = loan(12_000, "10", "2024-10-01", 4, method=Method.FLAT, **EVEN)
    assert amounts(terms) == [3_100_00] * 4


def test_flat_split_evenly_rounds_the_whole_interest_once():
    terms = loan(1000, "7", "2025-01-01", 3, method=Method.FLAT, **EVEN)
    assert interests(terms) == [5_83, 5_83, 5_84]
    assert principals(terms) == [333_33, 333_33, 333_34]


def test_interest_only_then_principal():
    terms = loan(1000, "12", "2024-01-01", 3, method=Method.INTEREST_ONLY, **EVEN)
    assert principals(terms) == [0, 0, 1000_00]
    assert interests(terms) == [10_00, 10_00, 10_00]


def test_bullet():
    terms = loan(1000, "12", "2024-01-01", 3, method=Method.BULLET, day_count=DayCount.THIRTY_E_360)
    assert rows(life(terms, on="2024-01-01")) == [("2024-04-01", 1000_00, 30_00)]


def test_bullet_of_one_period_counts_its_days():
    """129 days at 15 per cent on 1 000.00, actual/365: 53.01."""
    terms = loan(1000, "15", "2024-01-01", 1, method=Method.BULLET, every=Every(129, Unit.DAYS))
    assert rows(life(terms, on="2024-01-01")) == [("2024-05-09", 1000_00, 53_01)]


@pytest.mark.parametrize("balloon", [Portion(400_00), Portion(share=Fraction(2, 5))])
def test_balloon_is_left_for_the_last(balloon: Portion):
    terms = loan(1000, "12", "2024-01-01", 6, balloon=balloon, **EVEN)
    *equal, last = amounts(terms)
    assert len(set(equal)) == 1
    assert abs(last - equal[0] - 400_00) <= 6


def test_grace_on_principal_pays_interest_first():
    terms = loan(1000, "12", "2024-01-01", 5, grace_principal=2, **EVEN)
    assert principals(terms)[:2] == [0, 0]
    assert interests(terms)[:3] == [10_00, 10_00, 10_00]
    assert len(set(amounts(terms)[2:-1])) == 1


def test_grace_on_interest_is_collected_by_the_next():
    terms = loan(1000, "12", "2024-01-01", 4, grace_interest=2, method=Method.EQUAL_PRINCIPAL, **EVEN)
    assert interests(terms) == [0, 0, 22_50, 2_50]
    assert principals(terms) == [250_00] * 4


def test_grace_on_interest_of_an_annuity_keeps_its_principal():
    plain = loan(1000, "12", "2024-01-01", 4, **EVEN)
    waiting = loan(1000, "12", "2024-01-01", 4, grace_interest=2, **EVEN)
    assert principals(waiting) == principals(plain)
    assert interests(waiting)[:2] == [0, 0]
    assert abs(sum(interests(waiting)) - sum(interests(plain))) <= 1


def test_periods_free_of_interest():
    terms = loan(1000, "12", "2024-01-01", 4, interest_free=2, method=Method.EQUAL_PRINCIPAL, **EVEN)
    assert interests(terms) == [0, 0, 5_00, 2_50]


def test_irregular_first_period_is_measured_by_its_nominal_period():
    """From 15 January to 1 March: 46 days of a month of 29 (1 February to 1 March)."""
    terms = loan(1200, "12", "2024-01-15", 2, first_due=day("2024-03-01"), method=Method.EQUAL_PRINCIPAL, **EVEN)
    first = life(terms, on="2024-01-15").schedule[0]
    assert first.due == day("2024-03-01")
    assert first.owed.interest == round(12_00 * 46 / 29)


def test_first_period_in_days():
    """32 days at 14.5 per cent on 100 000: 1 271.23 (actual/365)."""
    terms = loan(100_000, "14.5", "2023-11-03", 12, first_due=day("2023-12-05"))
    assert life(terms, on="2023-11-03").schedule[0].owed.interest == 1271_23


def test_financed_fee_is_principal():
    terms = loan(1000, "0", "2024-01-01", 2)
    assert principals(terms) == [500_00, 500_00]


def test_several_disbursements_grow_the_coming_instalments():
    terms = loan(300, "0", "2024-01-01", 3)
    seen = replay(terms, [lent(terms), lent(terms, "2024-02-10", 100_00, "second")], day("2024-02-10"))
    assert [row.owed.principal for row in seen.schedule] == [100_00, 150_00, 150_00]


def test_a_tranche_with_its_own_full_term_adds_its_own_instalments():
    terms = loan(300, "0", "2024-01-01", 3, tranche_term=TrancheTerm.OWN_FULL_TERM)
    seen = replay(terms, [lent(terms), lent(terms, "2024-02-10", 300_00, "second")], day("2024-02-10"))
    assert [row.owed.principal for row in seen.schedule] == [100_00, 200_00, 200_00, 100_00]


def test_down_payment_is_due_at_once():
    terms = loan(1000, "0", "2024-01-01", 3, down_payment=Portion(share=Fraction(1, 4)))
    seen = life(terms, on="2024-01-01")
    assert [row.owed.principal for row in seen.schedule] == [250_00, 250_00, 250_00, 250_00]
    assert seen.schedule[0].origin is Origin.DOWN_PAYMENT
    assert seen.balances.billed.principal == 250_00


def test_automatic_down_payment_is_paid_by_itself():
    terms = loan(1000, "0", "2024-01-01", 3, down_payment=Portion(share=Fraction(1, 4)), down_payment_automatic=True)
    assert life(terms, on="2024-01-01").balances.billed.total == 0


def test_an_automatic_down_payment_that_was_taken_stays():
    """Two tranches of 1 000,00; 300,00 are found later, paid before the second one."""
    terms = loan(2000, "0", "2024-01-01", 3, down_payment=Portion(share=Fraction(1, 4)), down_payment_automatic=True)
    first, second = lent(terms, amount=1000_00), lent(terms, "2024-01-20", 1000_00, "second")
    found = paid("2024-01-10", 300_00)
    unknown = replay(terms, [first, second, found], day("2024-01-20"))
    assert (unknown.view.received, unknown.view.credit) == (550_00, 50_00), "what nobody told is covered by the credit"
    told = replay(terms, [first, replace(second, own_share=250_00), found], day("2024-01-20"))
    assert (told.view.received, told.view.credit) == (800_00, 300_00)
    assert told.balances.billed.total == 0


def test_a_down_payment_that_credit_covered_is_owed_when_the_credit_is_gone():
    terms = loan(2000, "0", "2024-01-01", 3, down_payment=Portion(share=Fraction(1, 4)), down_payment_automatic=True)
    second = lent(terms, "2024-01-20", 1000_00, "second")
    seen = replay(terms, [lent(terms, amount=1000_00), replace(second, own_share=0)], day("2024-01-20"))
    assert (seen.view.received, seen.balances.billed.principal) == (250_00, 250_00)


def test_instalment_in_whole_zlotys():
    terms = loan(1000, "12", "2024-01-01", 12, multiple=100, **EVEN)
    assert amounts(terms)[:11] == [89_00] * 11


def test_a_multiple_that_would_leave_nothing_is_not_used():
    assert amounts(loan(1, "0", "2026-02-18", 3, multiple=100)) == [33, 33, 34]


def test_instalment_rounded_up_to_the_cent():
    terms = loan(1000, "12", "2024-01-01", 7, instalment_rounding=Rounding.UP, **EVEN)
    assert amounts(terms)[0] == 148_63
    assert amounts(terms)[-1] < 148_63


def test_levelling_spreads_the_difference_of_the_last():
    def gaps(rule: LastInstalment) -> list[int]:
        loans = (loan(1000, str(percent), "2024-01-01", 24, last_instalment=rule) for percent in range(1, 40))
        return [abs(last - before) for *_, before, last in map(amounts, loans)]

    apart, level = gaps(LastInstalment.TAKES_REST), gaps(LastInstalment.LEVELLED)
    assert all(after <= before for before, after in zip(apart, level, strict=True))
    assert sum(level) < sum(apart)


def test_an_agreed_instalment_is_not_computed():
    terms = loan(1000, "12", "2024-01-01", 12, instalment=100_00, **EVEN)
    assert amounts(terms)[:10] == [100_00] * 10


def test_given_table():
    table = (
        GivenInstalment(day("2024-02-01"), 100_00, 5_00),
        GivenInstalment(day("2024-03-15"), 200_00, 1_00, Amounts(fees=2_00)),
    )
    terms = loan(300, "9", "2024-01-01", 2, method=Method.GIVEN, given=table)
    assert [tuple(row.owed)[:4] for row in life(terms, on="2024-01-01").schedule] == [
        (100_00, 5_00, 0, 0),
        (200_00, 1_00, 0, 2_00),
    ]


def test_given_table_that_asks_too_little_is_told():
    terms = loan(300, "0", "2024-01-01", 1, method=Method.GIVEN, given=(GivenInstalment(day("2024-02-01"), 100_00),))
    seen = life(terms, on="2024-01-01")
    assert [(found.code, found.amount) for found in seen.findings] == [(FindingCode.LEFT_OVER, 200_00)]
    assert seen.schedule[0].owed.principal == 300_00


def test_a_claim_is_a_table_of_due_dates():
    table = (GivenInstalment(day("2024-02-01"), 120_00), GivenInstalment(day("2024-03-01"), 80_00))
    claim = loan(200, "0", "2024-01-01", 2, kind=Kind.CLAIM, method=Method.GIVEN, given=table)
    seen = life(claim, on="2024-02-20")
    assert seen.arrears.days_past_due == 19
    assert seen.balances.overdue.principal == 120_00


@pytest.mark.parametrize(
    ("share_of", "fees"),
    [(FeeShareOf.PRINCIPAL, [1_00, 1_00]), (FeeShareOf.INTEREST, [2, 1]), (FeeShareOf.BOTH, [1_02, 1_01])],
)
def test_fee_of_every_instalment(share_of: FeeShareOf, fees: list[int]):
    fee = InstalmentFee("service", Portion(share=Fraction(1, 100)), share_of)
    terms = loan(200, "12", "2024-01-01", 2, method=Method.EQUAL_PRINCIPAL, instalment_fees=(fee,), **EVEN)
    assert [row.owed.fees for row in life(terms, on="2024-01-01").schedule] == fees


def test_due_dates_are_counted_from_the_seed():
    """31 January, 29 February, 31 March: never from the previous date."""
    seen = life(loan(400, "0", "2024-01-31", 4), on="2024-01-31")
    assert [str(row.due) for row in seen.schedule] == ["2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"]


def test_due_day_aims_at_the_last_of_the_month():
    terms = loan(300, "0", "2024-02-10", 3, first_due=day("2024-02-29"), due_day=31)
    assert [str(row.due) for row in life(terms, on="2024-02-10").schedule] == ["2024-02-29", "2024-03-31", "2024-04-30"]


def test_working_days_move_the_due_date():
    calendars = {"pl": Calendar(weekend=SATURDAY_SUNDAY, holidays=frozenset({day("2024-05-01")}))}
    terms = loan(300, "0", "2024-02-01", 3, working_days=WorkingDayRule.FOLLOWING, calendar="pl")
    seen = replay(terms, [lent(terms)], day("2024-02-01"), Reference(calendars=calendars))
    assert [str(row.due) for row in seen.schedule] == ["2024-03-01", "2024-04-01", "2024-05-02"]


def test_jalali_months_are_periods():
    """15 Farvardin 1403 is 3 April 2024; a Jalali month later is 4 May."""
    terms = loan(300, "0", "2024-04-03", 3, every=Every(1, Unit.JALALI_MONTHS))
    assert [str(row.due) for row in life(terms, on="2024-04-03").schedule] == ["2024-05-04", "2024-06-04", "2024-07-05"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"count": 0},
        {"amount": -1},
        {"multiple": 0},
        {"grace_principal": 12},
        {"method": Method.GIVEN},
        {"day_count": DayCount.THIRTY_360_US},
        {"rates": ()},
        {"due_day": 31},
        {"first_due": day("2023-12-31")},
    ],
)
def test_terms_that_contradict_themselves_are_refused(wrong):
    with pytest.raises(TermsRefused):
        LoanTerms(**{"currency": "PLN", "amount": 1, "start": day("2024-01-01"), "count": 12, **wrong})
