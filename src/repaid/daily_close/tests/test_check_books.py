"""Whoever alters a row behind the back of the product is found out, even the owner of the database."""

from datetime import date

import pytest
from django.db import connection

from repaid.access.actors import Actor
from repaid.access.commands.organisations import move_business_day
from repaid.access.models import Organisation
from repaid.contracts.tests.lender import instalment_loan, loan_11, pay
from repaid.daily_close.checks import check_books
from repaid.daily_close.seals import file_of
from repaid.daily_close.tests.nights import close, close_to
from repaid.settings import roles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lived(by: Actor) -> None:
    """Two loans, one paid in part, some days closed and a day begun."""
    loan_11(by)
    instalment_loan(by, number="A-1")
    move_business_day(by=by, day=date(2015, 6, 20))
    close_to(by, date(2015, 6, 24))
    pay(by, "A-1", "500.00", date(2015, 6, 23))
    close(by, 2)


def as_owner(statement: str) -> None:
    """Alter something as the owner of the database may."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.OWNER}")
        cursor.execute(statement)
        assert cursor.rowcount == 1
        cursor.execute("RESET ROLE")


def told(by: Actor) -> list[str]:
    """The sentences of a check."""
    return [str(found.finding) for found in check_books(by)]


LOAN = "(SELECT c.id FROM contracts_contract c JOIN access_subject s ON s.id = c.subject_id WHERE s.number = 'A-1')"


def test_books_in_order(by: Actor) -> None:
    assert told(by) == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            f"UPDATE contracts_event SET payload = jsonb_set(payload, '{{amount}}', '\"700.00\"')"
            f" WHERE kind = 'received' AND contract_id = {LOAN}",
            "Contract A-1: what happened is not what follows from its events.",
        ),
        (
            f"UPDATE contracts_event SET value_date = value_date - 1 WHERE kind = 'received' AND contract_id = {LOAN}",
            "Contract A-1: what happened is not what follows from its events.",
        ),
        (
            f"UPDATE contracts_instalment SET paid_principal = paid_principal + 1 WHERE number = 1"
            f" AND contract_id = {LOAN}",
            "Contract A-1: instalments is not what follows from its events.",
        ),
        (
            f"UPDATE contracts_balance SET oldest_due_on = NULL WHERE contract_id = {LOAN}",
            "Contract A-1: balance is not what follows from its events.",
        ),
        (
            f"UPDATE contracts_balance SET posted_until = posted_until - 1 WHERE contract_id = {LOAN}",
            "Contract A-1: balance is not what follows from its events.",
        ),
        (
            f"UPDATE contracts_accrual SET base = base - 1 WHERE instalment = 0 AND contract_id = {LOAN}",
            "Contract A-1: interest that is earned is not what follows from its events.",
        ),
        (
            f"UPDATE contracts_standing SET principal = principal - 1 WHERE contract_id = {LOAN}",
            "Contract A-1: standing of the daily close is not what follows from its events.",
        ),
        (
            "UPDATE ledger_transfer SET amount_minor = amount_minor + 1 WHERE cause_kind = 'accrual'"
            " AND booked_on = '2015-06-25' AND debit_id IN (SELECT id FROM ledger_account WHERE component = 'interest'"
            " AND product = 'na-raty')",
            "The seal of 2015-06-25, part -1, does not fit the transfers or the seal before it.",
        ),
        (
            "UPDATE daily_close_seal SET digest = repeat('0', 64) WHERE day = '2015-06-24' AND part = -1",
            "The seals of 2015-06-24 are not those of the exported file.",
        ),
    ],
)
def test_an_altered_row_is_named(by: Actor, statement: str, sentence: str) -> None:
    as_owner(statement)
    assert sentence in told(by)


def test_an_altered_transfer_names_the_account(by: Actor) -> None:
    as_owner(
        "UPDATE ledger_transfer SET amount_minor = amount_minor + 100 WHERE cause_kind = 'accrual'"
        " AND booked_on = '2015-06-25' AND debit_id IN (SELECT id FROM ledger_account WHERE component = 'interest'"
        " AND product = 'na-raty')"
    )
    assert any("product na-raty" in sentence and "interest" in sentence for sentence in told(by))


def test_a_transfer_without_cause(by: Actor) -> None:
    as_owner(
        "INSERT INTO ledger_transfer (organisation_id, debit_id, credit_id, amount_minor, currency, value_date,"
        " booked_on, cause_kind, cause_id) SELECT organisation_id, debit_id, credit_id, 1, currency, value_date,"
        " booked_on, 'manual', 4711 FROM ledger_transfer WHERE cause_kind = 'accrual' LIMIT 1"
    )
    assert any("names the cause manual 4711" in sentence for sentence in told(by))


def test_missing_seals_of_the_last_day(by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.OWNER}")
        cursor.execute("DELETE FROM daily_close_seal WHERE day = '2015-06-25'")
        assert cursor.rowcount > 1
        cursor.execute("RESET ROLE")
    assert told(by) == ["The day 2015-06-25 was closed, but its seals are missing."]


def test_an_altered_file(by: Actor) -> None:
    file = file_of(Organisation.objects.get(pk=by.organisation_id), date(2015, 6, 24))
    file.write_text(file.read_text().replace('"transfers": 0', '"transfers": 1', 1))
    assert told(by) == ["The seals of 2015-06-24 are not those of the exported file."]


def test_a_missing_file(by: Actor) -> None:
    file_of(Organisation.objects.get(pk=by.organisation_id), date(2015, 6, 24)).unlink()
    assert told(by) == ["There is no exported file with the seals of 2015-06-24."]
