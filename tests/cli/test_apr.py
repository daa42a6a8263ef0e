"""`repaid apr`: rates of the EU and the US from a file, and what it refuses."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.documents import EXAMPLES, facts, refusal, run, written
from tests.loanmath.shared_data import vectors


def flows(items: list[dict[str, Any]], time: str) -> list[dict[str, str]]:
    return [{"t" if time == "t_years" else "on": item[time], "amount": str(item["amount"])} for item in items]


def test_loan_of_a_month(tmp_path: Path) -> None:
    document = {
        "rule": "eu",
        "advances": [{"on": "2026-01-10", "amount": "1000.00"}],
        "payments": [{"on": "2026-02-09", "amount": "1050.00"}],
    }
    assert facts("apr", written(tmp_path, document)) == {"apr": "81.051922"}


def test_times_in_years(tmp_path: Path) -> None:
    document = {
        "rule": "eu",
        "advances": [{"t": "0", "amount": "1000.00"}],
        "payments": [{"t": "3/365+1/12", "amount": "1050.00"}],
    }
    assert facts("apr", written(tmp_path, document)) == {"apr": "70.390044"}


def test_single_payment_of_regulation_z(tmp_path: Path) -> None:
    document = {
        "rule": "us",
        "advances": [{"on": "1978-01-03", "amount": "1000.00"}],
        "payments": [{"on": "1978-09-15", "amount": "1080.00"}],
    }
    assert facts("apr", written(tmp_path, document)) == {"apr": "11.450980"}


def test_the_manuals_examples() -> None:
    assert facts("apr", EXAMPLES / "apr-eu.json") == {"apr": "12.924323"}
    assert facts("apr", EXAMPLES / "apr-us.json") == {"apr": "11.450980"}


@pytest.mark.parametrize("vector", vectors("apr_eu_commission_44_examples")["vectors"], ids=lambda v: str(v["id"]))
def test_examples_of_the_commission(vector: dict[str, Any], tmp_path: Path) -> None:
    document = {
        "rule": "eu",
        "advances": flows(vector["advances"], "t_years"),
        "payments": flows(vector["payments"], "t_years"),
    }
    found = Decimal(facts("apr", written(tmp_path, document))["apr"])
    assert abs(found - Decimal(str(vector["expected_apr_pct"]))) <= Decimal(str(vector["tolerance_pct"]))


@pytest.mark.parametrize("vector", vectors("apr_us_regz_appendix_j_ffiec")["vectors"], ids=lambda v: str(v["id"]))
def test_examples_of_regulation_z(vector: dict[str, Any], tmp_path: Path) -> None:
    document = {
        "rule": "us",
        "advances": [{"on": vector["advance_date"], "amount": str(vector["amount_financed"])}],
        "payments": flows(vector["payments"], "date"),
    }
    found = Decimal(facts("apr", written(tmp_path, document))["apr"])
    assert abs(found - Decimal(str(vector["recomputed_apr_pct"]))) <= Decimal("0.0000011")


def test_a_person_reads_a_sentence(tmp_path: Path) -> None:
    assert run("apr", EXAMPLES / "apr-eu.json").stdout == "The annual percentage rate is 12.924323 %.\n"


LENT = [{"on": "2026-01-10", "amount": "1000.00"}]
PAID = [{"on": "2026-02-09", "amount": "1050.00"}]


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({"rule": "eu", "advances": LENT}, "payments: this field is missing"),
        ({"rule": "uk", "advances": LENT, "payments": PAID}, "rule: one of eu, us is expected"),
        ({"rule": "eu", "advances": LENT, "payments": PAID, "fee": "1"}, "fee: there is no such field"),
        (
            {"rule": "eu", "advances": LENT, "payments": [{"on": "2026-02-30", "amount": "1.00"}]},
            "payments[0].on: there is no day 2026-02-30",
        ),
        (
            {"rule": "eu", "advances": LENT, "payments": [{"on": "2026-02-28", "amount": "1,00"}]},
            "payments[0].amount: an amount such as 100.00 is expected, not 1,00",
        ),
        (
            {"rule": "eu", "advances": LENT, "payments": [{"on": "2026-02-28", "amount": "-1.00"}]},
            "payments[0].amount: an amount such as 100.00 is expected, not -1.00",
        ),
        (
            {"rule": "eu", "advances": LENT, "payments": [{"on": "2026-02-28", "amount": 1.5}]},
            "payments[0].amount: write numbers with decimals as text, in quotation marks",
        ),
        (
            {"rule": "eu", "advances": LENT, "payments": [{"t": "1e999999999", "amount": "1.00"}]},
            "payments[0].t: write 1e999999999 without an exponent",
        ),
        (
            {"rule": "eu", "advances": [{"t": "0", "amount": "9.00"}], "payments": [{"t": "1/0", "amount": "9.00"}]},
            "payments[0].t: a time in years such as 3/365+1/12 is expected, not 1/0",
        ),
        (
            {"rule": "us", "advances": [{"t": "0", "amount": "9.00"}], "payments": PAID},
            "advances[0].t: there is no such field",
        ),
        (
            {"rule": "eu", "advances": [{"t": "0", "amount": "9.00"}], "payments": PAID},
            "payments: give all times as dates or all as years",
        ),
        (
            {"rule": "eu", "advances": LENT, "payments": []},
            "There is no annual percentage rate: a rate needs an advance and a payment.",
        ),
    ],
)
def test_refusals_name_field_and_place(document: dict[str, Any], sentence: str, tmp_path: Path) -> None:
    assert refusal("apr", written(tmp_path, document)) == sentence
