"""`repaid export journal`."""

import csv
import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from repaid.access.models import AuditRecord, Export
from repaid.simulation.demo import tell_lender
from tests.cli.documents import facts, refusal, run

pytestmark = pytest.mark.django_db

YEAR = ("export", "journal", "--from", "2026-01-01", "--to", "2026-12-31")


@pytest.fixture(autouse=True)
def krakowska(db: None) -> None:
    tell_lender("krakowska", date(2026, 11, 21), ["11", "101"])


def test_the_journal_of_a_year_comes_to_its_control_sums(tmp_path: Path) -> None:
    file = tmp_path / "journal.csv"
    found = facts(*YEAR, "--out", str(file))
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))[1:]
    (total,) = found["sums"]
    assert (len(rows) - 1, rows[-1][17:]) == (found["lines"], ["PLN", *map(str, list(total.values())[1:])])
    assert sum(Decimal(row[13]) for row in rows[:-1]) == Decimal(total["debit"]) == Decimal(total["credit"])
    assert found["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest() == Export.objects.get().digest
    assert (found["bytes"], found["final"]) == (file.stat().st_size, False)
    assert AuditRecord.objects.filter(command="ledger.export_journal").count() == 1


@pytest.mark.parametrize(("file_format", "begins"), [("xlsx", b"PK"), ("xml", b"<?xml")])
def test_other_formats(tmp_path: Path, file_format: str, begins: bytes) -> None:
    file = tmp_path / f"journal.{file_format}"
    assert "SHA-256" in run(*YEAR, "--format", file_format, "--out", str(file)).stdout
    assert file.read_bytes().startswith(begins)


def test_what_cannot_be_written(tmp_path: Path) -> None:
    assert "Choose one of the formats." in refusal(*YEAR, "--format", "pdf", "--out", str(tmp_path / "x"))
    assert "cannot be written" in refusal(*YEAR, "--out", str(tmp_path / "nowhere" / "x"))
