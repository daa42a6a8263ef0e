"""Every sample of a real bank gives the count and the sum that an independent reader found, or names what differs."""

import json
from decimal import Decimal

import pytest

from loanmath.money import format_minor
from repaid.payments.formats import StatementFile, read_statement

from .shared import SHARED, shared

EXPECTED = SHARED / "statements" / "expected.json"
SAMPLES = json.loads(EXPECTED.read_text()) if EXPECTED.exists() else {}
COUNTED = sorted(name for name, facts in SAMPLES.items() if "transactions" in facts or "entries" in facts)
REVERSED_AS_IN = {"de_sepa_large.sta": 4 * Decimal("204.88")}
"""Two reversals of credits of 204.88 that the other reader took for credits; the balances of the file say debit."""


def read(name: str) -> StatementFile:
    return read_statement(name, shared(f"statements/{name}").read_bytes())


def total(file: StatementFile) -> Decimal:
    return sum((Decimal(format_minor(line.amount_minor, line.currency)) for line in file.lines), Decimal(0))


@pytest.mark.parametrize("name", COUNTED)
def test_counts_and_sums_are_those_of_the_other_reader(name: str) -> None:
    facts, file = SAMPLES[name], read(name)
    assert len(file.lines) == facts.get("transactions", facts.get("entries"))
    assert total(file) == Decimal(facts.get("sum", facts.get("signed_sum"))) - REVERSED_AS_IN.get(name, 0)
    if "tx_details" in facts:
        assert sum(line.details for line in file.lines) == facts["tx_details"]


@pytest.mark.parametrize("name", COUNTED)
def test_balances_that_do_not_add_up_are_named(name: str) -> None:
    facts = SAMPLES[name]
    if "final_closing_balance" not in facts or facts["statements_in_file"] != 1:
        pytest.skip("the other reader looked at one statement at most")
    found = {finding.code for finding in read(name).findings}
    adds_up = facts["closing_equals_opening_plus_sum"] or name == "edge_multiline.sta"  # its last line is a stray
    assert ("balance_mismatch" in found) is not adds_up


@pytest.mark.parametrize("name", COUNTED)
def test_the_same_file_twice_has_the_same_keys_and_each_line_its_own(name: str) -> None:
    first, again = ([line.natural_key for line in read(name).lines] for _ in range(2))
    assert first == again
    assert len(set(first)) == len(first)


def test_the_interim_report_has_the_keys_of_the_statement_that_follows() -> None:
    statement, interim = read("pl_mbank_collect_iph.sta"), read("pl_mbank_mt942.sta")
    assert [line.natural_key for line in interim.lines] == [line.natural_key for line in statement.lines]
    assert interim.statements[0].is_interim


def test_a_table_of_two_currencies_is_two_statements() -> None:
    for name in ("statement_en.csv", "statement_en.xlsx"):
        file = read(name)
        assert [(each.currency, each.lines[0].amount_minor) for each in file.statements] == [
            ("USD", -3350),
            ("EUR", 152500),
        ]


def test_orders_of_elixir_keep_their_polish_letters() -> None:
    file = read("SYNTHETIC_elixir0.pli")
    assert [line.counterparty for line in file.lines] == ["JAN KOWALSKI", "ŁUCJA ŹDŹBŁO", "A"]
    assert [line.amount_minor for line in file.lines] == [-12345, -99999999, -1]


def test_what_is_no_statement_is_named_as_such() -> None:
    assert [finding.code for finding in read("test.ofx").findings] == ["not_a_statement"]
