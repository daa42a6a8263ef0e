"""`repaid schedule` and `repaid replay` on files: figures, the manual's example, and what they refuse."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.documents import EXAMPLES, example, facts, refusal, run, written

LOAN_11 = "payday-loan.json"


def changed(**terms: Any) -> dict[str, Any]:
    story = example(LOAN_11)
    story["terms"].update(terms)
    return story


def test_schedule_of_loan_11() -> None:
    """CZ-60: 500,00 with a financed fee of 50,00 at 5 %, one monthly instalment, launched on 2015-05-21."""
    found = facts("schedule", EXAMPLES / LOAN_11)
    assert found["principal"] == "550.00"
    assert found["rows"] == [
        {
            "number": 1, "from": "2015-05-21", "due": "2015-06-21", "principal": "550.00", "interest": "2.34",
            "penalty": "0.00", "fees": "0.00", "tax": "0.00", "total": "552.34", "balance": "0.00",
        }
    ]  # fmt: skip


def test_terms_alone_are_a_document(tmp_path: Path) -> None:
    found = facts("schedule", written(tmp_path, example(LOAN_11)["terms"]))
    assert found["totals"]["total"] == "552.34"


def test_rows_add_up(tmp_path: Path) -> None:
    terms = {
        "currency": "EUR",
        "amount": "10000.00",
        "start": "2026-01-31",
        "count": 12,
        "rates": [{"since": None, "percent": "9.00"}],
    }
    found = facts("schedule", written(tmp_path, terms))
    assert [row["due"] for row in found["rows"][:3]] == ["2026-02-28", "2026-03-31", "2026-04-30"]
    assert found["rows"][-1]["balance"] == "0.00"
    assert found["totals"]["principal"] == "10000.00"


def test_replay_ten_days_late() -> None:
    """CL-43: 552,34 paid ten days late at 4,00 % costs 0,61; CZ-62: what nothing claims is kept."""
    found = facts("replay", EXAMPLES / LOAN_11)
    assert found["state"] == "settled"
    assert found["allocations"] == [
        {
            "receipt": "receipt-1",
            "amount": "600.00",
            "parts": [
                {"instalment": 1, "component": "penalty", "amount": "0.61", "on": "2015-07-01"},
                {"instalment": 1, "component": "interest", "amount": "2.34", "on": "2015-07-01"},
                {"instalment": 1, "component": "principal", "amount": "550.00", "on": "2015-07-01"},
            ],
            "refunded": "0.00",
            "credit": "47.05",
        }
    ]
    assert found["balances"]["outstanding"]["total"] == "0.00"
    assert found["balances"]["credit"] == "47.05"


def test_replay_before_the_payment_is_in_arrears(tmp_path: Path) -> None:
    story = example(LOAN_11)
    story["as_of"] = "2015-06-30"
    found = facts("replay", written(tmp_path, story))
    assert found["arrears"] == {
        "days_past_due": 9, "oldest_due": "2015-06-21", "instalments": 1, "overdue": "552.88", "bucket": 1,
    }  # fmt: skip
    assert found["allocations"] == []


def test_a_missing_maximum_is_a_finding(tmp_path: Path) -> None:
    """Decision 6: where no legal maximum is on file that is a finding, never zero and never a refusal."""
    story = example(LOAN_11)
    del story["tables"]
    found = facts("replay", written(tmp_path, story))
    assert found["findings"][0]["code"] == "rate_missing"
    assert found["schedule"][0]["penalty"] == "0.61"


def test_a_person_reads_tables() -> None:
    shown = run("replay", EXAMPLES / LOAN_11).stdout
    assert "552.95" in shown
    assert "receipt-1" in shown


def test_the_manual_shows_what_the_command_says() -> None:
    manual = (EXAMPLES.parent / "story-format.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```json\n(.*?)```", manual, flags=re.DOTALL)
    assert (EXAMPLES / LOAN_11).read_text(encoding="utf-8") in blocks


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (changed(start="2026-02-30"), "terms.start: there is no day 2026-02-30"),
        (changed(start="9999-12-31"), "terms.start: a year from 1900 to 2200 is expected"),
        (changed(colour="red"), "terms.colour: no such field"),
        (changed(amount="5,00"), "terms.amount: not an amount: '5,00'"),
        (changed(amount="-5.00"), "terms.amount: it must not be below zero"),
        (changed(amount=500), "terms.amount: text expected"),
        (changed(amount=500.5), "terms.amount: write numbers with decimals as text, in quotation marks"),
        (changed(amount="9" * 30), "terms.amount: at most 15 digits before the point are possible"),
        (changed(count=10**9), "terms.count: a whole number from -3700 to 3700 is expected"),
        (changed(every={"n": 0, "unit": "months"}), "terms.every.n: a whole number from 1 to 3700 is expected"),
        (changed(calendar="XX"), "terms.calendar: calendar XX must stand in “calendars”"),
        (
            changed(rates=[{"since": None, "percent": "1e999999999"}]),
            "terms.rates[0].percent: write 1e999999999 without an exponent",
        ),
        (
            changed(rates=[{"since": None, "percent": "5.00001"}]),
            "terms.rates[0].percent: at most 4 decimals are possible",
        ),
        (changed(currency="\ud800AB"), "terms.currency: it holds a character that is none"),
        (example(LOAN_11) | {"as_of": "yesterday"}, "as_of: a date such as 2026-01-31 is expected, not yesterday"),
        (example(LOAN_11) | {"events": {}}, "events: a list in square brackets is expected"),
        (example(LOAN_11) | {"moon": 1}, "moon: there is no such field"),
        (
            example(LOAN_11) | {"calendars": {"PL": {"weekend": [7]}}},
            "calendars.PL.weekend[0]: days from 0 (Monday) to 6 (Sunday) are expected",
        ),
        (
            example(LOAN_11) | {"tables": {"PL:max_delay": [{"since": "2015-01-01", "percent": "ten"}]}},
            "tables.PL:max_delay[0].percent: a rate such as 11.25 is expected",
        ),
    ],
)
def test_refusals_name_field_and_place(document: dict[str, Any], sentence: str, tmp_path: Path) -> None:
    assert refusal("replay", written(tmp_path, document)) == sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"terms": {', "line 1, column 12: Expecting property name enclosed in double quotes"),
        ("", "line 1, column 1: Expecting value"),
        ("[1, 2]", "an object in braces is expected"),
        ('{"terms": {"amount": NaN}}', "NaN is not a number that can be used"),
        ('{"terms": {"amount": Infinity}}', "Infinity is not a number that can be used"),
        ('{"terms": 1, "terms": 2}', "“terms” stands twice in one object"),
        ('{"terms": ' + "9" * 5000 + "}", "a number in it has too many digits"),
        ("[" * 100_000, "it is nested too deeply"),
    ],
)
def test_broken_files_are_told_in_one_sentence(text: str, said: str, tmp_path: Path) -> None:
    file = written(tmp_path, text)
    assert refusal("replay", file) == f"{file} cannot be read: {said}"
    assert refusal("schedule", file) == f"{file} cannot be read: {said}"


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "utf16.json"
    file.write_bytes('{"terms": 1}'.encode("utf-16"))
    assert refusal("replay", file) == f"{file} cannot be read: byte 0 is no UTF-8 text"


def test_deep_nesting_inside_an_object(tmp_path: Path) -> None:
    assert refusal("replay", written(tmp_path, '{"a":' * 50 + "1" + "}" * 50)).endswith("nested too deeply")


def test_wrong_use_is_exit_code_2(tmp_path: Path) -> None:
    assert run("replay", tmp_path / "nowhere.json").exit_code == 2
    assert run("schedule").exit_code == 2
    assert run("schedule", EXAMPLES / LOAN_11, "--colour").exit_code == 2
