"""`repaid export contract`: what comes out is computed again by `repaid replay`, to the cent."""

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loanmath.events import Repayment
from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.commands.charges import charge_fee
from repaid.contracts.commands.payments import repay_early
from repaid.contracts.commands.reversal import reverse_event
from repaid.contracts.commands.terms import change_rate
from repaid.contracts.imports.positions.tests.rows import ALL, ON, new_lender, taken
from repaid.contracts.tests.lender import LAUNCH, day_comes, instalment_loan, loan_11, pay, pln
from tests.cli.documents import facts, run

pytestmark = pytest.mark.django_db
SAME = ("schedule", "allocations", "balances", "arrears", "findings")
LATER = date(2015, 9, 10)


@pytest.fixture
def by(db: None) -> Actor:
    return new_lender(LAUNCH)


def assert_the_same_again(number: str, folder: Path) -> None:
    """What was taken out of a contract is what a replay of it says."""
    place = folder / "contract.json"
    place.write_text(json.dumps(document := facts("export", "contract", number)))
    again = facts("replay", place)
    assert {name: again[name] for name in SAME} == {name: document[name] for name in SAME}
    assert again["state"] == document["contract"]["state"]


def test_a_lively_loan(by: Actor, tmp_path: Path) -> None:
    """Late, with penalty interest of a legal maximum, a fee, a reversal, another rate, a part repaid early."""
    loan_11(by)
    number = instalment_loan(by)
    day_comes(by, LATER)
    bill_due(by=by)
    pay(by, number, "1500.00", date(2015, 7, 3))
    charge_fee(by=by, number=number, amount=pln("20.00"), value_date=LATER, due=LATER, name="letter")
    change_rate(by=by, number=number, percent=Decimal(9), value_date=date(2015, 8, 1))
    repay_early(
        by=by, number=number, amount=pln("3000.00"), value_date=LATER, receipt="1E5", mode=Repayment.SHORTER_TERM
    )
    pay(by, number, "5.00", LATER, "wrong")
    reverse_event(by=by, number=number, of="wrong", reason="of somebody else")
    assert_the_same_again(number, tmp_path)
    assert_the_same_again("11", tmp_path)


def test_contracts_that_were_taken_over(by: Actor, tmp_path: Path) -> None:
    day_comes(by, ON)
    taken(by, *ALL)
    day_comes(by, date(2015, 9, 30))
    bill_due(by=by)
    for row in ALL:
        assert_the_same_again(row["number"], tmp_path)


def test_csv_files_in_a_folder(by: Actor, tmp_path: Path) -> None:
    loan_11(by)
    done = run("export", "contract", "11", "--csv", tmp_path / "out")
    assert "Contract 11 on" in done.stdout
    with (tmp_path / "out" / "schedule.csv").open() as file:
        assert [row["total"] for row in csv.DictReader(file)] == ["552.34"]
    assert json.loads((tmp_path / "out" / "story.json").read_text())["as_of"] == "2015-05-21"


def test_it_stands_in_the_audit_trail(by: Actor) -> None:
    loan_11(by)
    facts("export", "contract", "11", "--on", "2015-05-21")
    assert AuditRecord.objects.get(command="reports.export_contract").channel == "cli"


def test_no_such_contract(by: Actor) -> None:
    done: Any = run("export", "contract", "404")
    assert done.exit_code == 1
    assert "There is no contract 404 here" in done.stderr
