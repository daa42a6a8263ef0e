"""Spreadsheet functions against numpy-financial and Microsoft's documented examples."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from loanmath import time_value
from loanmath.irr import NoRate, rate_of_return
from tests.loanmath.shared_data import vectors

VECTORS = vectors("excel_time_value")["vectors"]


def exact(number: float) -> Decimal:
    return Decimal(repr(number))


def positional(name: str, numbers: list[float], due: int) -> Decimal:
    """The CUM functions and BEGIN variants give `due` last; the rest leave it out."""
    function = getattr(time_value, name)
    if name.startswith("cum"):
        rate, nper, pv, first, last, when = numbers
        return function(exact(rate), exact(nper), exact(pv), int(first), int(last), int(when))
    return function(*(exact(number) for number in numbers), **({"due": 1} if due else {}))


@pytest.mark.parametrize(
    "vector", [v for v in VECTORS if v["fn"] != "XIRR"], ids=lambda v: f"{v['fn']}-{v['args'][:2]}"
)
def test_published_values(vector: dict) -> None:
    name, _, begin = vector["fn"].partition("_")
    found = positional(name.lower(), vector["args"], due=bool(begin))
    assert float(found) == pytest.approx(vector["expected"], abs=vector["tol"])


@pytest.mark.parametrize("vector", [v for v in VECTORS if v["fn"] == "XIRR"], ids=lambda v: v["fn"])
def test_the_rate_of_dated_flows(vector: dict) -> None:
    amounts, days = vector["args"]
    on = [date.fromisoformat(day) for day in days]
    flows = [(Fraction((d - on[0]).days, 365), exact(amount)) for d, amount in zip(on, amounts, strict=True)]
    assert float(rate_of_return(flows)) == pytest.approx(vector["expected"], abs=vector["tol"])


@pytest.mark.parametrize("due", [0, 1])
@pytest.mark.parametrize("rate", ["0", "0.01", "-0.002", "0.25"])
def test_every_function_solves_the_same_equation(rate: str, due: int) -> None:
    r, n, lent, left = Decimal(rate), Decimal(36), Decimal(10_000), Decimal(-1_500)
    paid = time_value.pmt(r, n, lent, left, due)
    tolerance = Decimal("1e-20")
    assert abs(time_value.pv(r, n, paid, left, due) - lent) < tolerance
    assert abs(time_value.fv(r, n, paid, lent, due) - left) < tolerance
    assert abs(time_value.nper(r, paid, lent, left, due) - n) < tolerance
    assert abs(time_value.rate(n, paid, lent, left, due) - r) < tolerance


def test_principal_of_all_payments_is_the_loan() -> None:
    r, n, lent = Decimal("0.0075"), Decimal(360), Decimal(125_000)
    assert abs(time_value.cumprinc(r, n, lent, 1, 360) + lent) < Decimal("1e-20")
    paid = 360 * time_value.pmt(r, n, lent)
    assert abs(time_value.cumipmt(r, n, lent, 1, 360) + time_value.cumprinc(r, n, lent, 1, 360) - paid) < Decimal(
        "1e-20"
    )


def test_what_has_no_answer_is_an_error_with_a_name() -> None:
    with pytest.raises(NoRate):
        time_value.nper(Decimal("0.1"), Decimal(-50), Decimal(1000))  # less than the interest
    with pytest.raises(NoRate):
        time_value.nper(Decimal(0), Decimal(0), Decimal(1000))
    with pytest.raises(NoRate):
        time_value.rate(Decimal(10), Decimal(100), Decimal(1000))  # money only comes in
