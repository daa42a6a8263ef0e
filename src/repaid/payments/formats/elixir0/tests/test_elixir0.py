"""Elixir-0: mass payments received, each into its own repayment account."""

from pathlib import Path

import pytest

from repaid.payments.formats import read_statement

SAMPLE = (Path(__file__).parent / "orders.pli").read_bytes()


def test_payments_come_in_from_the_payer_into_the_repayment_account() -> None:
    lines = read_statement("orders.pli", SAMPLE).lines
    assert [(line.amount_minor, line.counterparty, line.paid_into) for line in lines] == [
        (55234, "JAN KOWALSKI", "84114020040000000000001000"),
        (10000, "EWA NOWAK", "84114020040000000000001001"),
        (7500, "JAN KOWALSKI", "84114020040000000000001000"),
    ]


def test_a_title_cut_at_35_characters_is_one_text() -> None:
    assert read_statement("orders.pli", SAMPLE).lines[1].remittance == "RATA 2 UMOWA Z DNIA 1 STYCZNIA 2026 NR 7"


def test_wrong_rows_are_named_and_the_rest_is_kept() -> None:
    found = read_statement("orders.pli", SAMPLE).findings
    assert [(each.code, each.facts["line"]) for each in found] == [("bad_date", 3), ("bad_amount", 4)]


@pytest.mark.parametrize("encoding", ["cp1250", "cp852", "iso8859-2", "utf-8", "utf-16"])
def test_polish_letters_in_every_encoding(encoding: str) -> None:
    content = SAMPLE.decode().replace("KOWALSKI", "ŻÓŁĆ-ŚWIĄTEK").encode(encoding)
    assert read_statement("orders.pli", content).lines[0].counterparty == "JAN ŻÓŁĆ-ŚWIĄTEK"


def test_orders_from_one_account_to_many_are_money_out() -> None:
    rows = [row for row in SAMPLE.decode().splitlines() if row.startswith("110,20260316,") and ";" not in row]
    same_payer = "\n".join(rows).replace("02103000190109850300071988", "61109010140000071219812874")
    file = read_statement("orders.pli", same_payer.encode())
    assert [line.amount_minor for line in file.lines] == [-55234, -10000]
    assert [each.code for each in file.findings] == ["read_as_orders"]
