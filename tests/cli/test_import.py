"""`repaid import portfolio`, and the contracts that it leaves."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from repaid.access.models import AuditRecord
from repaid.access.queries import machine_in
from repaid.contracts.models import Contract
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.queries.life import life_of
from repaid.ledger.queries import trial_balance
from repaid.simulation.demo import open_business_lender
from tests.cli.documents import facts, refusal

pytestmark = pytest.mark.django_db

SAMPLE = Path("src/repaid/contracts/imports/tests/sample.csv").absolute()
DAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def harbor(db: None) -> None:
    open_business_lender(DAY)


def test_real_loans_become_contracts() -> None:
    found = facts("import", "portfolio", SAMPLE)
    differing = found.pop("findings")
    assert found == {
        "rows": 7, "imported": 7, "known": 0, "instalment_equal": 6, "balance_checked": 7, "balance_equal": 2,
    }  # fmt: skip
    assert {
        "line": 4, "column": "balance", "code": "balance_differs", "key": "224", "ours": "6963.59", "theirs": "6920.52",
        "difference": "43.07", "said": "the plan leaves another balance after 5 instalments", "kept": True,
    } in differing  # fmt: skip
    contract = contract_named(machine_in("harbor"), "LC-1")
    assert contract.subject.title == "Alan Model"
    life = life_of(contract, DAY)
    assert life.facts.instalment == 65_253
    assert life.balances.outstanding.principal == 2_701_586


def test_the_books_balance() -> None:
    facts("import", "portfolio", SAMPLE)
    by = machine_in("harbor")
    for total in trial_balance(by, DAY, DAY).totals:
        assert total.debit_minor == total.credit_minor
    assert AuditRecord.objects.filter(command="contracts.import_contracts").count() == 1


def test_the_same_file_twice_imports_nothing_twice() -> None:
    facts("import", "portfolio", SAMPLE)
    again = facts("import", "portfolio", SAMPLE)
    assert (again["imported"], again["known"]) == (0, 7)
    assert Contract.objects.count() == 7


def test_a_gzipped_file(tmp_path: Path) -> None:
    file = tmp_path / "book.csv.gz"
    file.write_bytes(gzip.compress(SAMPLE.read_bytes()))
    assert facts("import", "portfolio", file)["imported"] == 7


def test_a_wrong_row_is_named_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "book.csv"
    file.write_text(SAMPLE.read_text(encoding="utf-8").replace(",652.53,", ",abc,"), encoding="utf-8")
    found = facts("import", "portfolio", file)
    assert (found["rows"], found["imported"]) == (7, 6)
    assert found["findings"][0] == {
        "line": 3, "column": "installment", "code": "wrong_row", "said": "“abc” cannot be used here", "kept": False,
    }  # fmt: skip
    assert not Contract.objects.filter(subject__number="LC-1").exists()


def test_a_key_that_stands_twice(tmp_path: Path) -> None:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    file = tmp_path / "book.csv"
    file.write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    found = facts("import", "portfolio", file)
    assert found["imported"] == 7
    assert (found["findings"][-1]["line"], found["findings"][-1]["column"]) == (9, "row_id")


def test_a_file_that_is_no_table_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "book.csv"
    file.write_bytes(b"\x00\x01\x02")
    assert refusal("import", "portfolio", file) == f"{file}: line 1: a NUL byte stands in it"
    assert not Contract.objects.exists()


def test_an_organisation_that_is_not_there() -> None:
    assert "nowhere" in refusal("import", "portfolio", SAMPLE, "--organisation", "nowhere")
