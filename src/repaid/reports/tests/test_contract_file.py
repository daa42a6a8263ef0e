"""Everything a contract is, as one document: complete, masked, audited, within the scope, and computed again alike."""

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loanmath.money import parse_minor
from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.access.rights import all_rights
from repaid.access.tests.people import member
from repaid.contracts.commands.billing import bill_due
from repaid.contracts.commands.charges import charge_fee
from repaid.contracts.commands.opening import open_contract
from repaid.contracts.commands.reversal import reverse_event
from repaid.contracts.imports.positions.tests.rows import LATE, new_lender, taken
from repaid.contracts.queries.contracts import contract_named
from repaid.contracts.tests.lender import day_comes, instalment_loan, lender, loan_11, pay, pln
from repaid.kernel.refusal import MissingRight, NotFound
from repaid.parties.choices import IdentifierKind
from repaid.parties.commands.identifiers import add_identifier
from repaid.payments.commands.entering import register_payment
from repaid.products.queries import TermsRequest
from repaid.reports.commands.exporting import exported_document
from repaid.reports.contract_file.document import document_of
from repaid.reports.contract_file.tables import as_csv, as_files, as_json, as_zip
from repaid.reports.rights import EXPORT_CONTRACT
from repaid.settling.commands.settling import settle_payment

LATER = date(2015, 7, 1)
PARTS = (
    "format", "version", "exported_at", "exported_by", "as_of", "left_out", "identifiers_in_full", "contract",
    "parties", "states", "records", "story", "schedule", "instalments", "allocations", "balances", "arrears",
    "accruals", "findings", "explanation", "transfers", "payments", "audit",
)  # fmt: skip


@pytest.fixture
def by(db: None) -> Actor:
    """Piotr's loan 11, paid in part ten days late, with a fee; a payment was reversed."""
    by = lender()
    loan_11(by)
    day_comes(by, LATER)
    bill_due(by=by)
    pay(by, "11", "1.00", LATER, "wrong")
    reverse_event(by=by, number="11", of="wrong", reason="belongs to somebody else")
    charge_fee(by=by, number="11", amount=pln("12.50"), value_date=LATER, due=LATER, name="letter")
    settle(by, "100.00")
    return by


def settle(by: Actor, amount: str) -> None:
    """A payment that was entered by hand and settled on loan 11."""
    number = register_payment(by=by, amount=pln(amount), value_date=LATER, payer="Piotr", title="umowa 11").number
    settle_payment(by=by, number=number, lines=[("11", pln(amount))])


def test_every_part_is_there(by: Actor) -> None:
    document = document_of(by, "11")
    assert tuple(document) == PARTS
    assert (document["format"], document["version"], document["as_of"]) == ("repaid.contract", 1, LATER)
    counts = {row["key"]: row["counts"] for row in document["records"] if row["kind"] == "received"}
    assert (counts["wrong"], sum(counts.values())) == (False, 1)
    assert [row["role"] for row in document["parties"]] == ["borrower"]
    assert [row["total"] for row in document["schedule"]] == ["552.95", "12.50"]
    assert sum(parse_minor(row["open"]["total"], "PLN") for row in document["instalments"]) == 465_45
    assert [part["settled"][0]["amount"] for part in document["payments"]] == ["100.00"]
    assert {row["component"] for row in document["accruals"]} == {"interest", "penalty"}
    assert len(document["transfers"]) > 5
    assert "contracts.disburse" in [row["command"] for row in document["audit"]]
    figure = next(each for each in document["explanation"]["figures"] if each["component"] == "interest")
    assert figure["lines"][0] | {"exact_minor": ""} == {
        "what": "interest", "from": date(2015, 5, 21), "until": date(2015, 6, 21), "balance": "550.00",
        "percent": "5", "days": 31, "years": "31/365", "basis": "act_365", "exact_minor": "", "event": "launch",
        "source": None,
    } | {"event": figure["lines"][0]["event"]}  # fmt: skip


def test_the_manual_names_every_part() -> None:
    manual = (Path(__file__).parents[4] / "docs" / "manual" / "contract-file.md").read_text()
    assert [part for part in PARTS if f"`{part}`" not in manual] == []


def test_it_is_as_of_the_day(by: Actor) -> None:
    on_the_due_date = document_of(by, "11", date(2015, 6, 21))
    assert on_the_due_date["balances"]["billed"]["total"] == "552.34"
    assert on_the_due_date["arrears"]["days_past_due"] == 0


def test_the_balances_are_those_of_the_ledger(by: Actor) -> None:
    document = document_of(by, "11")
    lent = sum(signed(row, "201") for row in document["transfers"] if row["component"] == "principal")
    assert lent == parse_minor(document["balances"]["outstanding"]["principal"], "PLN")


def signed(row: dict[str, Any], code: str) -> int:
    amount = parse_minor(row["amount"], row["currency"])
    return amount * ((row["debit"] == code) - (row["credit"] == code))


class TestWhoSeesWhat:
    def test_numbers_of_people_are_masked_without_the_right(self, by: Actor) -> None:
        party = contract_named(by, "11").parties.get().party.number
        add_identifier(by=by, number=party, kind=IdentifierKind.PESEL, value="90010112349")
        jan = member(by, "Jan Kowalski", ("contracts.view", EXPORT_CONTRACT.code))
        ewa = member(by, "Ewa Przykładowa", tuple(all_rights()))
        assert exported_document(jan, "11")["parties"][0]["identifiers"] == [{"kind": "pesel", "value": "•••••••2349"}]
        assert exported_document(ewa, "11")["parties"][0]["identifiers"] == [{"kind": "pesel", "value": "90010112349"}]
        assert [row.outcome["identifiers_in_full"] for row in exports(by)] == [False, True]

    def test_what_needs_a_right_of_its_own_is_left_out_and_said(self, by: Actor) -> None:
        document = document_of(member(by, "Jan Kowalski", ("contracts.view",)), "11")
        assert document["left_out"] == ["transfers", "payments", "audit"]
        assert (document["transfers"], document["payments"], document["audit"]) == (None, None, None)
        assert "transfers.csv" not in as_files(document)

    def test_it_is_an_act_of_the_audit_trail(self, by: Actor) -> None:
        document = exported_document(by, "11")
        row = exports(by).get()
        assert row.subject == contract_named(by, "11").subject
        assert document["audit"][-1]["command"] == "reports.export_contract"

    def test_without_the_right(self, by: Actor) -> None:
        with pytest.raises(MissingRight, match="Export everything"):
            exported_document(member(by, "Jan Kowalski", ("contracts.view",)), "11")
        assert not exports(by).exists()

    def test_of_another_branch(self, by: Actor) -> None:
        number = instalment_loan(by)
        wanda = member(by, "Wanda Warszawska", tuple(all_rights()), scope="branch", branch="WA")
        with pytest.raises(NotFound):
            exported_document(wanda, number)
        assert not exports(by).exists()


def exports(by: Actor) -> Any:
    rows = AuditRecord.objects.filter(organisation=by.organisation_id, command="reports.export_contract", refusal="")
    return rows.order_by("id")


class TestFiles:
    def test_json_is_read_back(self, by: Actor) -> None:
        document = document_of(by, "11")
        assert json.loads(as_json(document))["story"] == document["story"]

    def test_a_file_for_each_list(self, by: Actor) -> None:
        document = document_of(by, "11")
        files = as_files(document)
        rows = list(csv.DictReader(io.StringIO(files["instalments.csv"])))
        assert [row["open.total"] for row in rows] == [each["open"]["total"] for each in document["instalments"]]
        assert len(list(csv.DictReader(io.StringIO(files["transfers.csv"])))) == len(document["transfers"])
        head = next(csv.DictReader(io.StringIO(files["contract.csv"])))
        assert (head["contract.number"], head["contract.amount"], head["version"]) == ("11", "500.00", "1")
        with zipfile.ZipFile(io.BytesIO(as_zip(files))) as package:
            assert set(package.namelist()) == set(files)

    def test_no_cell_is_a_formula(self) -> None:
        assert as_csv([{"payer": "=cmd|' /C calc'!A0", "amount": "-5.00"}]) == (
            "payer,amount\r\n'=cmd|' /C calc'!A0,-5.00\r\n"
        )

    def test_a_contract_that_was_never_paid_out(self, by: Actor) -> None:
        request = TermsRequest(amount=pln("1200.00"), count=12, start=LATER)
        opened = open_contract(by=by, product="na-raty", request=request, borrowers=["1"])
        document = document_of(by, opened.number)
        assert (document["contract"]["launched_on"], document["schedule"]) == (None, [])
        assert as_files(document)["schedule.csv"] == "\r\n"


class TestTakenOver:
    def test_where_it_came_from_stands_in_it(self, db: None) -> None:
        by = new_lender()
        taken(by, LATE)
        document = document_of(by, "S-2")
        assert document["contract"]["taken_over_from"] == {
            "source": "Stary System", "number": "S-2", "instalments": 12, "first_due": date(2015, 6, 21),
            "last_paid_on": date(2015, 8, 21), "last_paid": "1066.57",
        }  # fmt: skip
        assert document["balances"]["outstanding"]["total"] == "11342.67"
