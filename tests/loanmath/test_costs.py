"""Costs that law limits: Dutch collection costs, Polish caps, reductions after an early repayment."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmath.costs import (
    CollectionCosts,
    CollectionScale,
    CostCap,
    EarlyFeeCap,
    Tier,
    arrears_fees_allowed,
    collection_costs,
    cost_cap,
    cost_reduction,
    early_fee_cap,
    in_force,
)
from tests.loanmath.shared_data import vectors

BIK = CollectionScale(
    date(2012, 7, 1),
    (
        Tier(250_000, Decimal(15)),
        Tier(500_000, Decimal(10)),
        Tier(1_000_000, Decimal(5)),
        Tier(20_000_000, Decimal(1)),
        Tier(None, Decimal("0.5")),
    ),
    least=4_000,
    most=677_500,
    source="Besluit BIK, art. 2",
)
MPKK = [
    CostCap(date(2022, 12, 18), Decimal(10), Decimal(10), Decimal(45), short=Decimal(5)),
    CostCap(date(2016, 3, 11), Decimal(25), Decimal(30), Decimal(100)),
    CostCap(date(2020, 3, 31), Decimal(15), Decimal(6), Decimal(45), short=Decimal(5)),
    CostCap(date(2021, 7, 1), Decimal(25), Decimal(30), Decimal(100)),
]


@pytest.mark.parametrize("case", vectors("nl_wik_incassokosten")["vectors"], ids=lambda c: str(c["principal"]))
def test_dutch_collection_costs(case: dict) -> None:
    principal = int(Decimal(str(case["principal"])) * 100)
    costs = collection_costs(principal, BIK, Decimal(21))
    assert costs.net == int(Decimal(str(case["costs_ex_vat"])) * 100)
    assert costs.gross == int(Decimal(str(case["costs_incl_21_vat"])) * 100)


@pytest.mark.parametrize(
    ("principal", "net"),
    [(1, 40), (100, 40), (2_500, 375), (3_500, 475), (5_000, 625), (10_000, 875), (200_000, 2_775), (1_005_000, 6_775)],
)
def test_dutch_collection_costs_of_the_worked_figures(principal: int, net: int) -> None:
    assert collection_costs(principal * 100, BIK) == CollectionCosts(net * 100, 0)


@given(st.integers(1, 200_000_000), st.integers(0, 1_000_000))
def test_a_larger_claim_never_costs_less(principal: int, more: int) -> None:
    assert collection_costs(principal, BIK).net <= collection_costs(principal + more, BIK).net <= BIK.most


@pytest.mark.parametrize(
    ("days", "most"), [(29, 500_00), (30, 1_082_19), (365, 2_000_00), (730, 3_000_00), (1_825, 4_500_00)]
)
def test_polish_cap_of_costs_without_interest(days: int, most: int) -> None:
    row = in_force(MPKK, date(2026, 1, 1))
    assert row is not None
    assert cost_cap(1_000_000, days, row) == most


@pytest.mark.parametrize(
    ("day", "most"),
    [("2016-03-11", 550_000), ("2020-03-31", 210_000), ("2021-07-01", 550_000), ("2022-12-18", 200_000)],
)
def test_each_cap_holds_in_its_time(day: str, most: int) -> None:
    """10 000,00 for a year under the four laws."""
    row = in_force(MPKK, date.fromisoformat(day))
    assert row is not None
    assert cost_cap(1_000_000, 365, row) == most


def test_before_the_first_row_there_is_no_law() -> None:
    assert in_force(MPKK, date(2016, 3, 10)) is None


def test_polish_fees_for_arrears_fill_what_interest_leaves() -> None:
    assert arrears_fees_allowed(4_000, 2_981, 5_962) == 2_981
    assert arrears_fees_allowed(1_000, 2_981, 5_962) == 1_000
    assert arrears_fees_allowed(1_000, 6_000, 5_962) == 0


def test_costs_fall_in_proportion_to_time() -> None:
    assert cost_reduction(312_499, 64, 96) == 208_333
    unused, whole = (date(2026, 2, 16) - date(2016, 10, 11)).days, (date(2026, 2, 16) - date(2016, 1, 29)).days
    assert (unused, whole) == (3_415, 3_671)
    assert cost_reduction(526_882, unused, whole) == 490_139
    assert cost_reduction(526_882, -3, whole) == 0


def test_the_fee_of_an_early_repayment_by_the_time_left() -> None:
    cap = EarlyFeeCap(date(2026, 11, 20), over_a_year=Decimal(1), up_to_a_year=Decimal("0.5"))
    repaid = date(2026, 12, 1)
    assert early_fee_cap(500_000, repaid, date(2028, 2, 1), 100_000, cap) == 5_000
    assert early_fee_cap(500_000, repaid, date(2027, 8, 1), 100_000, cap) == 2_500
    assert early_fee_cap(500_000, repaid, date(2027, 12, 1), 100_000, cap) == 2_500
    assert early_fee_cap(500_000, repaid, date(2028, 2, 1), 1_234, cap) == 1_234
