"""One search over all payments: of banks, of people, of collectors, and booked on a contract at once (CC-42)."""

from datetime import date
from typing import Any

import pytest
from django.db import connection

from repaid.access.actors import Actor
from repaid.access.grams import contains_words
from repaid.access.tests.people import krakowska, member
from repaid.contracts.commands.payments import receive_payment
from repaid.contracts.commands.reversal import reverse_event
from repaid.contracts.models import EventNote
from repaid.contracts.tests.lender import LAUNCH, instalment_loan, lender, loan_11, pln
from repaid.payments.commands.entering import register_payment
from repaid.payments.commands.statements import import_statement
from repaid.payments.models import Payment
from repaid.payments.tests.money import table
from repaid.settling.commands.settling import settle_payment
from repaid.settling.search import DIRECT, Asked, booked_payments, told_payments


@pytest.fixture(scope="module")
def made(module_db: None) -> Actor:
    """Of a bank 100,00 of Maria Łęcka; entered 552,34 for loan 11; booked on 77 at once 20,00 and 30,00 (reversed)."""
    found = lender()
    loan_11(found)
    instalment_loan(found, number="77")
    import_statement(by=found, name="a.csv", content=table([("100,00", "Maria Łęcka", "", "rata umowa 1147")], LAUNCH))
    number = register_payment(
        by=found, amount=pln("552.34"), value_date=LAUNCH, payer="علي نمونه", contract="11"
    ).number
    settle_payment(by=found, number=number, lines=[("11", pln("552.34"))])
    for receipt, amount in (("WPL-20", "20.00"), ("WPL-30", "30.00")):
        receive_payment(
            by=found, number="77", amount=pln(amount), value_date=LAUNCH, receipt=receipt, payer="Kasa Główna"
        )
    reverse_event(by=found, number="77", of="WPL-30", reason="Booked twice")
    return found


@pytest.fixture
def by(db: None, made: Actor) -> Actor:
    return made


def found(by: Actor, **asked: Any) -> list[int]:
    """The amounts of what is found, in minor units."""
    parts = (told_payments(by, Asked(**asked)), booked_payments(by, Asked(**asked)))
    return sorted(row.amount for rows in parts if rows is not None for row in rows)


def test_cc_42_everything_is_in_one_search(by: Actor) -> None:
    assert found(by) == [2000, 3000, 10000, 55234]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("lecka", [10000]), ("ŁĘC", [10000]), ("1147", [10000]), ("۱۱۴۷", [10000]), ("١١٤٧", [10000]),
        ("علی", [55234]), ("11", [55234]), ("wzorcowy", [55234]),
        ("WPL-2", [2000]), ("wpl", [2000, 3000]), ("glow", [2000, 3000]), ("Kowalska", [2000, 3000]),
        ("77", [2000, 3000]), ("nobody", []),
    ],
)  # fmt: skip
def test_cc_42_part_of_payer_title_receipt_borrower_or_contract(by: Actor, text: str, amounts: list[int]) -> None:
    assert found(by, text=text) == amounts


def test_cc_42_by_amount_days_and_state(by: Actor) -> None:
    """CC-42: 552,34 is found with its state; by date range, amount range, state and source."""
    assert told_payments(by, Asked(least=55234, most=55234)).get().state == "settled"
    assert found(by, most=2999) == [2000]
    assert found(by, since=date(2015, 5, 22)) == found(by, until=date(2015, 5, 20)) == []
    assert found(by, states=frozenset({"settled"})) == [2000, 55234]
    assert found(by, states=frozenset({"withdrawn"})) == [3000]
    assert found(by, states=frozenset({"unmatched"})) == [10000]
    assert found(by, sources=frozenset({DIRECT})) == [2000, 3000]
    assert found(by, sources=frozenset({"statement", DIRECT})) == [2000, 3000, 10000]


def test_everybody_sees_what_is_in_reach(by: Actor) -> None:
    assert found(member(by, "Jan Kowalski", ("payments.view",))) == [10000, 55234]
    assert found(member(by, "Olga Kowalska", ("contracts.view",))) == [2000, 3000]
    assert found(krakowska("inna")) == []


@pytest.mark.parametrize(
    ("rows", "path", "index"),
    [
        (Payment.objects.all(), "words__search", "payment_words_grams"),
        (EventNote.objects.exclude(search=""), "search", "payers_grams"),
    ],
    ids=["words", "payers"],
)
def test_a_part_of_a_word_is_looked_for_in_an_index(by: Actor, rows: Any, path: str, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    assert index in rows.filter(contains_words(path, ["lecka", "1147"])).explain()


def test_what_is_found_nearly_everywhere_is_found_as_well(by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("repaid.access.grams.MANY", 0)
    assert found(by, text="umowa") == [10000]
    assert found(by, text="glow") == [2000, 3000]
    assert found(by, text="11") == [55234]
