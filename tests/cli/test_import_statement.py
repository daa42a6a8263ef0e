"""`repaid import statement`: counts and sums of every sample, what is wrong with it, and what is booked."""

import json
from pathlib import Path
from typing import Any

import pytest

from repaid.access.actors import Actor
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.tests.lender import lender, loan_11
from repaid.payments.formats.tests.shared import SHARED, shared
from repaid.payments.models import Payment
from repaid.payments.tests.money import table
from repaid.settling import intakes
from repaid.settling.models import Intake
from tests.cli.documents import facts, run

pytestmark = pytest.mark.django_db
DAY = "2015-05-21"
EXPECTED = SHARED / "statements" / "expected.json"
SAMPLES = json.loads(EXPECTED.read_text()) if EXPECTED.exists() else {}
REVERSED_AS_IN = {"de_sepa_large.sta"}
"""Two reversals that the other reader took for credits."""


@pytest.fixture(autouse=True)
def by(db: None) -> Actor:
    found = lender()
    loan_11(found)
    return found


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    """Two payments for loan 11 by its account, one of nobody."""
    from repaid.contracts.tests.lender import ACCOUNT, LAUNCH

    file = tmp_path / "bank.csv"
    rows = [("100,00", "Piotr", "", ACCOUNT), ("50,50", "Piotr", "", f"rata {ACCOUNT}"), ("7,00", "Jan", "", "czynsz")]
    file.write_bytes(table(rows, LAUNCH))
    return file


def said(file: Path, *options: str) -> tuple[int, Any]:
    """Exit code and facts."""
    done = run("import", "statement", file, "--json", *options)
    return done.exit_code, json.loads(done.stdout)


def test_it_is_kept_and_settled_where_the_contract_is_certain(by: Actor, statement: Path) -> None:
    found = facts("import", "statement", statement)
    assert found == {
        "format": "csv", "transactions": 3, "sum": "157.50", "currency": "PLN", "sums": {"PLN": "157.50"}, "new": 3,
        "known": 0, "matched": 2, "findings": [],
    }  # fmt: skip
    assert contract_named(by, "11").balance.credit == 15050
    again = facts("import", "statement", statement)
    assert (again["new"], again["known"], again["matched"]) == (0, 3, 0)


def test_a_long_one_is_taken_in_part_by_part_and_says_the_same(
    by: Actor, statement: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intakes, "LONG_FROM", 2)
    tried = facts("import", "statement", statement, "--dry-run")
    assert tried == facts("import", "statement", statement)
    assert (tried["new"], tried["matched"], Intake.objects.get().state) == (3, 2, "done")


def test_a_dry_run_says_the_same_and_does_nothing(statement: Path) -> None:
    tried = facts("import", "statement", statement, "--dry-run")
    assert not Payment.objects.exists()
    assert tried == facts("import", "statement", statement)


def test_a_wrong_line_is_named_and_nothing_is_kept(statement: Path) -> None:
    statement.write_bytes(statement.read_bytes() + f"\n{DAY};1x;PLN;Jan;;;\n".encode())
    code, found = said(statement)
    assert (code, found["new"], found["findings"][0]["line"]) == (1, 0, 5)
    assert "1x" in found["findings"][0]["sentence"]
    assert not Payment.objects.exists()
    code, found = said(statement, "--keep-good")
    assert (code, found["new"]) == (0, 3)


@pytest.mark.parametrize(
    "name", sorted(name for name, told in SAMPLES.items() if {"transactions", "entries"} & set(told))
)
def test_every_sample_gives_its_count_and_sum(name: str) -> None:
    told = SAMPLES[name]
    _code, found = said(shared(f"statements/{name}"), "--dry-run")
    assert found["transactions"] == told.get("transactions", told.get("entries"))
    if found["sum"] is not None and name not in REVERSED_AS_IN:
        assert float(found["sum"]) == float(told.get("sum", told.get("signed_sum")))


HOSTILE = ("camt_billion_laughs.xml", "camt_xxe_file.xml", "lol.xlsx", "mt940_balance_mismatch.sta", "bomb_sheet.xlsx")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_named_and_keeps_nothing(name: str) -> None:
    code, found = said(shared(f"hostile/{name}"))
    assert code == 1
    assert found["findings"]
    assert not Payment.objects.exists()
