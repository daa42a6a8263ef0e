"""`repaid import contracts`: running contracts of another system out of a file."""

import json
from pathlib import Path
from typing import Any

import pytest

from repaid.access.actors import Actor
from repaid.contracts.imports.positions.tests.rows import CURRENT, JALALI, LATE, new_lender, table
from repaid.contracts.models import Contract, TakeOver
from repaid.interfaces.cli import positions
from tests.cli.documents import facts, run

pytestmark = pytest.mark.django_db
OF_STARY = ("--source", "Stary System", "--day", "2015-09-10")


@pytest.fixture(autouse=True)
def by(db: None) -> Actor:
    return new_lender()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two rows that are right, one that is wrong."""
    place = tmp_path / "positions.csv"
    place.write_bytes(table(CURRENT, LATE | {"rate": "much"}, JALALI))
    return place


def said(*arguments: Any) -> tuple[int, Any]:
    done = run("import", "contracts", *arguments, "--json")
    return done.exit_code, json.loads(done.stdout)


def test_only_tried(file: Path) -> None:
    found = facts("import", "contracts", file, *OF_STARY, "--dry-run")
    assert (found["rows"], found["good"], found["known"], found["wrong"], found["taken"]) == (3, 2, 0, 1, 0)
    assert found["sums"]["PLN"]["principal"] == "9134.55"
    assert {name: amount for name, amount in found["sums"]["IRR"].items() if amount != "0"} == {
        "contracts": 1,
        "principal": "92062745",
        "interest_accrued": "817215",
    }
    assert found["findings"] == [
        {
            "line": 3,
            "column": "rate",
            "severity": "error",
            "sentence": "“much” is not a rate in per cent, with four decimals at most.",
        }
    ]
    assert not TakeOver.objects.exists()


def test_a_wrong_row_and_nothing_is_kept(file: Path) -> None:
    code, found = said(file, *OF_STARY)
    assert (code, found["taken"]) == (1, 0)
    assert not Contract.objects.exists()


def test_what_is_right_is_kept_by_choice_and_once(file: Path) -> None:
    assert said(file, *OF_STARY, "--keep-good")[1]["taken"] == 2
    again = said(file, *OF_STARY, "--keep-good", "--prefix", "X-")[1]
    assert (again["taken"], again["known"]) == (0, 2)
    assert Contract.objects.count() == 2


def test_a_large_file_goes_part_by_part(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(positions, "AT_ONCE_MAX", 1)
    assert said(file, *OF_STARY, "--keep-good")[1]["taken"] == 2
    assert TakeOver.objects.get().state == "done"


def test_for_people(file: Path) -> None:
    done = run("import", "contracts", file, *OF_STARY, "--dry-run")
    assert "Can be taken over" in done.stdout
    assert "9134.55" in done.stdout
    assert "“much” is not a rate" in done.stdout


def test_a_day_that_has_not_come(file: Path) -> None:
    done = run("import", "contracts", file, "--day", "2015-09-11")
    assert done.exit_code == 1
    assert "later than the business day" in done.stderr
