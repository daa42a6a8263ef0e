"""Penalty interest: base, dated and capped rates, what is missing, what compounds."""

from decimal import Decimal

import pytest

from loanmath.book import Reference
from loanmath.facts import FindingCode
from loanmath.rates import RateRule, RateTable, RateTooFine, TableStep, ppm, rates_between
from loanmath.replay import replay
from loanmath.terms import GivenInstalment, Kind, Method, Penalty, PenaltyBase
from tests.loanmath.loans import day, lent, loan, paid

LEGAL = RateTable(
    "maximum",
    (
        TableStep(day("2023-01-01"), Decimal("20"), "act of 2023"),
        TableStep(day("2024-02-11"), Decimal("10"), "act of 2024"),
    ),
)


def owed_penalty(penalty: Penalty, on: str, *events, tables=(LEGAL,), percent: str = "0") -> int:
    terms = loan(1000, percent, "2024-01-01", 1, penalty=penalty)
    reference = Reference(tables={table.name: table for table in tables})
    return replay(terms, [lent(terms), *events], day(on), reference).balances.overdue.penalty


def test_it_runs_from_the_day_after_the_due_date():
    penalty = Penalty(RateRule(Decimal("36.5")))
    assert owed_penalty(penalty, "2024-02-01") == 0
    assert owed_penalty(penalty, "2024-02-02") == 1_00
    assert owed_penalty(penalty, "2024-02-11") == 10_00


def test_the_base_is_overdue_principal_or_the_whole_instalment():
    rate = RateRule(Decimal("36.5"))
    assert owed_penalty(Penalty(rate), "2024-02-11", percent="36.5") == 10_00
    assert owed_penalty(Penalty(rate, PenaltyBase.WHOLE_INSTALMENT), "2024-02-11", percent="36.5") == 10_31


def test_the_agreed_rate_is_cut_to_the_legal_maximum_of_each_day():
    """10 days at 20 per cent, then 10 days at 10 per cent, of 1 000.00."""
    capped = Penalty(RateRule(Decimal("36.5"), cap="maximum"))
    assert owed_penalty(capped, "2024-02-21") == round(100000 * 20 / 100 * 10 / 365 + 100000 * 10 / 100 * 10 / 365)


def test_a_lower_agreed_rate_stands():
    assert owed_penalty(Penalty(RateRule(Decimal("3.65"), cap="maximum")), "2024-02-21") == 2_00


def test_a_missing_maximum_is_told_and_the_agreed_rate_counts():
    terms = loan(1000, "0", "2024-01-01", 1, penalty=Penalty(RateRule(Decimal("36.5"), cap="maximum")))
    seen = replay(terms, [lent(terms)], day("2024-02-11"))
    assert seen.balances.overdue.penalty == 10_00
    assert [(found.code, found.detail) for found in seen.findings] == [(FindingCode.RATE_MISSING, "maximum")]


def test_a_maximum_known_only_to_a_day_is_missing_after_it():
    known = RateTable("maximum", LEGAL.steps, until=day("2024-03-01"))
    terms = loan(1000, "0", "2024-01-01", 1, penalty=Penalty(RateRule(Decimal(5), cap="maximum")))
    reference = Reference(tables={"maximum": known})
    assert not replay(terms, [lent(terms)], day("2024-03-01"), reference).findings
    assert replay(terms, [lent(terms)], day("2024-03-02"), reference).findings


def test_statutory_interest_of_a_claim():
    """Twice the statutory rate of 5 per cent on 1 000.00 for 73 days: 20.00."""
    statutory = RateTable("statutory", (TableStep(day("2020-01-01"), Decimal("5")),))
    penalty = Penalty(RateRule(table="statutory", multiple=Decimal(2)))
    table = (GivenInstalment(day("2024-01-31"), 1000_00),)
    claim = loan(1000, "0", "2024-01-01", 1, kind=Kind.CLAIM, method=Method.GIVEN, given=table, penalty=penalty)
    reference = Reference(tables={"statutory": statutory})
    assert replay(claim, [lent(claim)], day("2024-04-13"), reference).balances.overdue.penalty == 20_00


def test_margin_is_added_to_the_table():
    rule = RateRule(table="maximum", margin=Decimal("1.5"))
    found = rates_between(rule, {"maximum": LEGAL}, day("2024-02-10"), day("2024-02-12"))
    assert [(part.ppm, part.source) for part in found] == [(215_000, "act of 2023"), (115_000, "act of 2024")]


def test_dutch_statutory_interest_compounds_on_the_anniversary():
    """1 000.00 at 10 per cent: 100.00 after a year, which bears interest itself (art. 6:119 BW)."""
    simple = Penalty(RateRule(Decimal(10)))
    dutch = Penalty(RateRule(Decimal(10)), compounds_yearly=True)
    assert owed_penalty(simple, "2025-01-31") == owed_penalty(dutch, "2025-01-31") == 100_00
    assert owed_penalty(simple, "2026-02-01") == 200_27
    assert owed_penalty(dutch, "2026-02-01") == 210_30


def test_a_part_payment_lowers_the_base():
    penalty = Penalty(RateRule(Decimal("36.5")))
    assert owed_penalty(penalty, "2024-02-21", paid("2024-02-11", 510_00)) == 5_00


def test_rounding_once_over_its_whole_life():
    """Asked twice on the way, the sum is that of one rounding."""
    penalty = Penalty(RateRule(Decimal("3.33")))
    visits = [paid(f"2024-02-{n:02}", 1) for n in range(3, 20)]
    often = loan(1000, "0", "2024-01-01", 1, penalty=penalty)
    seen = replay(often, [lent(often), *visits], day("2024-03-01"))
    assert abs(seen.schedule[0].owed.penalty - 100000 * 333 / 10000 * 29 / 365) <= 0.5


@pytest.mark.parametrize("steps", [(("2024-02-01", 1), ("2024-01-01", 2)), (("2024-01-01", 1), ("2024-01-01", 2))])
def test_a_table_rises_by_date(steps):
    with pytest.raises(ValueError, match="rise by date"):
        RateTable("wrong", tuple(TableStep(day(since), Decimal(percent)) for since, percent in steps))


def test_rates_lie_on_a_grid():
    assert ppm(Decimal("9.4822")) == 94_822
    with pytest.raises(RateTooFine):
        ppm(Decimal("9.48221"))
