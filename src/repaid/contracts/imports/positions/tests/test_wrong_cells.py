"""Every cell that cannot be taken is named by line and column, in one sentence; nothing of its row is kept."""

import pytest

from repaid.access.actors import Actor
from repaid.contracts.imports.positions.notes import Note
from repaid.contracts.imports.positions.tests.rows import (
    CURRENT,
    LATE,
    MATURED,
    PESEL,
    SOURCE,
    Row,
    brought,
    codes,
    new_lender,
    table,
    taken,
)
from repaid.contracts.models import Contract
from repaid.contracts.tests.lender import person
from repaid.parties.choices import IdentifierKind
from repaid.parties.commands.register import NewIdentifier, register_person
from repaid.parties.models import Party

TWELVE_DIGITS = "1" * 41


@pytest.fixture
def by(db: None) -> Actor:
    return new_lender()


# what is changed in a row that is right, the column that is named, the code, words of the sentence
WRONG: list[tuple[Row, Row, str, str, str]] = [
    (CURRENT, {"number": ""}, "number", "empty", "This cell is empty. It is needed."),
    (CURRENT, {"number": TWELVE_DIGITS}, "number", "too_long", "longer than 40 characters"),
    (CURRENT, {"product": "na-zawsze"}, "product", "unknown_product", "no published product with the code “na-zawsze”"),
    (CURRENT, {"branch": "WR"}, "branch", "unknown_branch", "There is no branch with the code “WR”."),
    (CURRENT, {"currency": "EUR"}, "currency", "other_currency", "Product na-raty is in PLN, not in “EUR”."),
    (CURRENT, {"currency": ""}, "currency", "empty", "It is needed"),
    (CURRENT, {"amount": "twelve"}, "amount", "bad_amount", "“twelve” is not an amount in PLN."),
    (CURRENT, {"amount": "12000.001"}, "amount", "bad_amount", "is not an amount in PLN"),
    (CURRENT, {"amount": "0.00"}, "amount", "amount_zero", "must be above zero"),
    (CURRENT, {"principal": "-1.00"}, "principal", "below_zero", "must not be below zero"),
    (CURRENT, {"credit": "9" * 17}, "credit", "bad_amount", "is not an amount in PLN"),
    (CURRENT, {"start": "2015-13-01"}, "start", "bad_date", "“2015-13-01” is not a date."),
    (CURRENT, {"start": ""}, "start", "empty", "It is needed"),
    (CURRENT, {"start": "2015-09-11"}, "start", "after_the_day", "later than the day of the take-over, 2015-09-10"),
    (CURRENT, {"rate": "much"}, "rate", "bad_rate", "“much” is not a rate in per cent"),
    (CURRENT, {"rate": "12.00001"}, "rate", "bad_rate", "four decimals at most"),
    (CURRENT, {"rate": "-1"}, "rate", "bad_rate", "“-1”"),
    (CURRENT, {"rate": "NaN"}, "rate", "bad_rate", "“NaN”"),
    (CURRENT, {"remaining": "nine"}, "remaining", "bad_count", "“nine” is not a whole number from 0 to 1200."),
    (CURRENT, {"instalments": "1201"}, "instalments", "bad_count", "from 1 to 1200"),
    (CURRENT, {"instalments": "8"}, "remaining", "more_left_than_agreed", "9 instalments remain of 8."),
    (CURRENT, {"next_due": "2015-09-09"}, "next_due", "next_due_passed", "is before the day of the take-over"),
    (CURRENT, {"next_due": ""}, "next_due", "next_due_needed", "needs the next due date"),
    (CURRENT, {"remaining": "0"}, "remaining", "next_due_needed", "the remaining instalments"),
    (CURRENT, {"first_due": "2015-05-20"}, "first_due", "due_before_start", "is before 2015-05-21"),
    (CURRENT, {"principal": "0.00"}, "principal", "nothing_left", "the contract is not running"),
    (CURRENT, {"interest_due": "1.00"}, "oldest_due", "overdue_since_needed", "Since when?"),
    (CURRENT, {"oldest_due": "2015-08-21"}, "oldest_due", "nothing_overdue", "nothing is due and unpaid"),
    (LATE, {"oldest_due": "2015-09-11"}, "oldest_due", "after_the_day", "later than the day of the take-over"),
    (LATE, {"principal_due": "11055.74"}, "principal_due", "more_due_than_left", "11055.74 PLN of principal is due"),
    (MATURED, {"principal": "6031.42"}, "next_due", "next_due_needed", "Principal that is not due yet"),
    (CURRENT, {"given_names": "", "family_name": ""}, "family_name", "no_name", "The borrower has no name"),
    (CURRENT, {"national_id": "90010112348"}, "national_id", "wrong_number", "This PESEL is not right."),
    (CURRENT, {"company": "Zła sp. z o.o.", "company_id": "1"}, "company_id", "wrong_number", "This NIP is not right."),
    (CURRENT, {"mobile": "12"}, "mobile", "wrong_phone", "This phone number is not right."),
    (CURRENT, {"email": "anna@"}, "email", "wrong_email", "This e-mail address is not right."),
    (CURRENT, {"born_on": "2016-01-01"}, "born_on", "born_later", "lies in the future"),
    (CURRENT, {"address": "x" * 201}, "address", "too_long", "longer than 200 characters"),
]


def test_every_wrong_cell_is_named(by: Actor) -> None:
    rows = [row | {"number": f"S-{place}"} | change for place, (row, change, *_told) in enumerate(WRONG)]
    file = brought(by, table(LATE, *rows))
    notes = {(note["line"], note["column"], note["code"]): Note.from_data(note) for note in file.notes}
    for line, (_row, change, column, code, words) in enumerate(WRONG, 3):
        assert (line, column, code) in notes, (change, [key for key in notes if key[0] == line])
        assert words in str(notes[line, column, code].finding)
    assert (file.rows, file.good, file.wrong) == (len(WRONG) + 1, 1, len(WRONG))


def test_the_wrong_value_of_a_national_number_is_not_repeated(by: Actor) -> None:
    file = brought(by, table(CURRENT | {"national_id": "90010112348"}))
    assert "90010112348" not in str(file.notes)


def test_the_same_number_twice_in_a_file(by: Actor) -> None:
    file = brought(by, table(CURRENT, LATE | {"number": "S-1"}))
    assert codes(file) == [(3, "number", "twice")]
    assert (file.good, file.wrong) == (1, 1)


def test_a_number_that_a_contract_of_our_own_has(by: Actor) -> None:
    taken(by, CURRENT)
    other = brought(by, table(CURRENT), source="Inny System")
    assert codes(other) == [(2, "number", "number_taken")]
    assert (brought(by, table(CURRENT), source="Inny System", prefix="I-").good) == 1


# what is changed, the column that is named, the code: told, and taken all the same
WARNED: list[tuple[Row, Row, str, str]] = [
    (CURRENT, {"principal": "12000.01", "instalment": ""}, "principal", "more_than_paid_out"),
    (CURRENT, {"remaining": "2", "instalment": "1066.57"}, "remaining", "last_is_odd"),
    (CURRENT, {"product": "balon", "instalment": ""}, "", ""),
]


def test_what_is_told_and_taken_all_the_same(by: Actor) -> None:
    file = brought(by, table(*(row | {"number": f"S-{k}"} | change for k, (row, change, *_told) in enumerate(WARNED))))
    assert codes(file) == [(line, column, code) for line, (*_row, column, code) in enumerate(WARNED, 2) if code]
    assert (file.good, file.wrong) == (len(WARNED), 0)


def test_interest_that_the_plan_makes_otherwise_is_told(by: Actor) -> None:
    file = brought(by, table(CURRENT | {"product": "ryczalt", "interest_accrued": "1.00"}))
    assert (2, "interest_accrued", "accrued_differs") in codes(file)


def test_a_borrower_who_is_known_under_another_name_stays_who_she_is(by: Actor) -> None:
    numbers = (NewIdentifier(IdentifierKind.PESEL, PESEL),)
    register_person(by=by, given_names="Anna", family_name="Nowa", identifiers=numbers)
    file = brought(by, table(CURRENT | {"national_id": PESEL}))
    assert codes(file) == [(2, "family_name", "other_name")]
    taken(by, CURRENT | {"national_id": PESEL})
    assert Party.objects.count() == 1
    assert Contract.objects.get().subject.title == "Anna Nowa"


def test_two_contracts_of_one_new_borrower(by: Actor) -> None:
    person(by)
    same = {"national_id": PESEL}
    taken(by, CURRENT | same, LATE | same | {"given_names": "Anna", "family_name": "Kowalska"})
    assert Party.objects.count() == 2


def test_a_known_row_is_left_alone_whatever_else_stands_in_it(by: Actor) -> None:
    taken(by, CURRENT)
    file = brought(by, table(CURRENT | {"rate": "much"}), source=SOURCE.upper())
    assert codes(file) == [(2, "number", "known")]
    assert file.source == SOURCE
