"""Money, amounts of components, and the named roundings."""

import doctest
import importlib
import pkgutil
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import loanmath
from loanmath.annuity import equal_instalment
from loanmath.components import Amounts, Component
from loanmath.money import CurrencyMismatch, Money, format_minor, parse_minor
from loanmath.rounding import Rounding, round_fraction, round_ratio, round_to_multiple


@given(st.integers(-(10**15), 10**15), st.sampled_from(("PLN", "IRR", "KWD")))
def test_written_money_reads_back(minor, currency):
    assert parse_minor(format_minor(minor, currency), currency) == minor


@pytest.mark.parametrize("text", ["", "1,00", "1.", ".5", "1e3", "0.001", "--1", "12 34", "١٢"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=r"amount|finer"):
        parse_minor(text, "PLN")


def test_sums_stay_in_one_currency():
    assert Money(5, "PLN") + Money(7, "PLN") - Money(2, "PLN") == Money(10, "PLN")
    assert Money(1, "PLN") < Money(2, "PLN") <= Money(2, "PLN")
    assert -Money(1, "PLN") == Money(-1, "PLN")
    assert not Money(0, "PLN")
    with pytest.raises(CurrencyMismatch):
        Money(1, "PLN") + Money(1, "EUR")


@pytest.mark.parametrize(
    ("rule", "half", "minus_half", "one_and_half", "third"),
    [
        (Rounding.HALF_UP, 1, -1, 2, 0),
        (Rounding.HALF_EVEN, 0, 0, 2, 0),
        (Rounding.UP, 1, -1, 2, 1),
        (Rounding.DOWN, 0, 0, 1, 0),
    ],
)
def test_roundings_by_name(rule, half, minus_half, one_and_half, third):
    ties = (Fraction(1, 2), Fraction(-1, 2), Fraction(3, 2), Fraction(1, 3))
    assert [round_fraction(tie, rule) for tie in ties] == [half, minus_half, one_and_half, third]


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**9), st.sampled_from(Rounding))
def test_rounding_moves_by_less_than_one(numerator, denominator, rule):
    rounded = round_ratio(numerator, denominator, rule)
    distance = abs(Fraction(numerator, denominator) - rounded)
    assert distance < 1 if rule in (Rounding.UP, Rounding.DOWN) else distance <= Fraction(1, 2)
    assert round_ratio(-numerator, denominator, rule) == -rounded


def test_multiples():
    assert [round_to_multiple(n, 100) for n in (149, 150, 33, 0)] == [100, 200, 33, 0]


@given(st.lists(st.integers(-9, 9), min_size=5, max_size=5), st.lists(st.integers(-9, 9), min_size=5, max_size=5))
def test_amounts_add_component_by_component(one, other):
    a, b = Amounts(*one), Amounts(*other)
    assert a.plus(b).minus(b) == a
    assert a.total == sum(a.of(component) for component in Component)
    assert a.add(Component.FEES, 3).of(Component.FEES) == a.fees + 3


def test_equal_instalment_against_the_formula():
    """P r / (1 - (1 + r)^-n) with exact fractions."""
    for percent, n in ((1, 12), (3, 60), (25, 240)):
        r = Fraction(percent, 1200)
        exact = 250_000_00 * r / (1 - (1 + r) ** -n)
        assert equal_instalment(250_000_00, [(percent, 1200)] * n) == round_fraction(exact)


@pytest.mark.parametrize("name", ["loanmath", *(m.name for m in pkgutil.walk_packages(loanmath.__path__, "loanmath."))])
def test_documentation_is_true(name):
    module = importlib.import_module(name)
    assert doctest.testmod(module).failed == 0
