"""`repaid portfolio`: the ageing table."""

from datetime import date

import pytest

from repaid.simulation.demo import tell_lender
from tests.cli.documents import facts, refusal, run

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def krakowska(db: None) -> None:
    tell_lender("krakowska", DAY, ["11", "101", "102", "1147"])


def test_contracts_by_days_late() -> None:
    (found,) = facts("portfolio", "--on", "2026-11-21")
    assert (found["organisation"], found["on"], found["unbilled"]) == ("krakowska", "2026-11-21", 0)
    assert [(total["days"], total["contracts"]) for total in found["buckets"]] == [
        ("0", 2), ("1-30", 1), ("31-60", 0), ("61-90", 1), ("91 and more", 0),
    ]  # fmt: skip
    late = next(row for row in found["rows"] if row["days"] == "61-90")
    assert (late["product"], late["branch"], late["currency"]) == ("na-spokojnie", "TAR(Tarnów)", "PLN")
    assert late["overdue"] == "981.63"


def test_a_person_reads_a_table() -> None:
    shown = run("portfolio", "--organisation", "krakowska").stdout
    assert "Portfolio of krakowska on 2026-11-21" in shown
    assert "Instalment loan" in shown


def test_a_day_to_come_is_refused() -> None:
    sentence = refusal("portfolio", "--on", "2026-11-22", "--organisation", "krakowska")
    assert sentence == "The business day of krakowska is 2026-11-21. Choose that day or an earlier one."


def test_explain_a_contract_of_the_portfolio() -> None:
    """CZ-58: what is owed on a day adds up, line by line."""
    found = facts("explain", "1147", "--on", "2026-11-21")
    for part in ("owed", "to_repay_everything"):
        *lines, total = [round(float(line["amount"]) * 100) for line in found[part]]
        assert sum(lines) == total
    assert found["owed"][-1]["what"] == "Owed today"
    assert any(line["steps"] for line in found["owed"])
    assert refusal("explain", "9999") == "There is no contract 9999 here, or you may not see it."
    assert run("explain", "1147", "--on", "2026-02-30").exit_code == 2
