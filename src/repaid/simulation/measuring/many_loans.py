"""A lender with as many loans as wanted, in seconds: sixty real ones are opened by commands, then copied in sets.

A third fall due on ten ordinary days (3.3 per cent of all on each), eighteen of sixty on one peak day. What the ledger
holds of the sixty is multiplied, so that a close finds ledger and contracts in agreement. The copies have no events:
they are the rows that a close reads and writes, and nothing else is asked of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.db import connection

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.commands.organisations import move_business_day
from repaid.contracts.commands.disbursement import disburse
from repaid.contracts.commands.opening import open_contract
from repaid.daily_close.run import close_until
from repaid.products.choices import ProductKind
from repaid.products.commands.products import create_product
from repaid.products.commands.versions import Draft, draft_version, publish_version
from repaid.products.queries import TermsRequest
from repaid.settings import roles
from repaid.simulation.lender import open_lender

LENDER: Final = "krakowska"
# The legal maximum of penalty interest did not change in this summer; what a change costs is another question.
OPENED: Final = date(2024, 6, 1)
LAST_BEFORE: Final = date(2024, 6, 30)
ORDINARY: Final = tuple(date(2024, 7, day) for day in range(1, 11))
PEAK: Final = date(2024, 7, 15)
TEMPLATES: Final = 60
PRODUCT: Final = Draft(
    valid_from=OPENED,
    template={"penalty": {"rate": {"percent": "12.00", "cap": "PL:max_delay"}}, "tolerance": "1.00"},
    rate=Decimal("9.5"), rate_min=Decimal(0), rate_max=Decimal(20), amount_min=1, amount_max=10**9, count_max=60,
)  # fmt: skip

_TABLES: Final = {
    "access_subject": {"id": "k.subject", "number": "'B-' || k.subject", "search_text": "''", "search_grams": "'{}'"},
    "contracts_contract": {"id": "k.contract", "subject_id": "k.subject", "account": "'B-' || k.subject"},
    "contracts_instalment": {"contract_id": "k.contract"},
    "contracts_accrual": {"contract_id": "k.contract"},
    "contracts_balance": {"contract_id": "k.contract"},
    "contracts_standing": {"contract_id": "k.contract"},
}
"""The tables that are copied, with the columns that a copy has of its own."""


@dataclass(frozen=True, slots=True)
class Lender:
    """The lender and how many loans it has; its business day is the first of ORDINARY."""

    by: Actor
    loans: int


def lender_with(loans: int, counts: Sequence[int] = (12,)) -> Lender:
    """Fill an empty database. `loans` is rounded to a multiple of TEMPLATES; `counts` of instalments go round."""
    by = open_lender(LENDER, OPENED).machine
    create_product(by=by, code="bench", names={"en": "Bench"}, kind=ProductKind.LOAN, currency="PLN")
    draft_version(by=by, product="bench", draft=replace(PRODUCT))
    publish_version(by=by, product="bench", number=1)
    for place, day in enumerate(_days_of_launch()):
        _launch(by, place, day, counts[place % len(counts)])
    move_business_day(by=by, day=LAST_BEFORE)
    close_until(by=by, until=LAST_BEFORE)
    copies = max(loans // TEMPLATES - 1, 0)
    if copies:
        _copy(copies)
    return Lender(by, TEMPLATES * (copies + 1))


def _days_of_launch() -> list[date]:
    """A month before each due date, in order."""
    ordinary = [day.replace(month=6) for day in ORDINARY for _twice in range(2)]
    peak = [PEAK.replace(month=6)] * 18
    later = [PEAK.replace(month=6) + timedelta(days=1 + place % 14) for place in range(TEMPLATES - 38)]
    return sorted(ordinary + peak + later)


def _launch(by: Actor, place: int, day: date, count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT day FROM access_businessday WHERE organisation_id = %s", [by.organisation_id])
        if cursor.fetchone()[0] < day:
            move_business_day(by=by, day=day)
    amount = Money(500_000 + 12_345 * place, "PLN")
    request = TermsRequest(amount=amount, count=count, start=day)
    opened = open_contract(by=by, product="bench", request=request, borrowers=["1"], branch="KRA")
    disburse(by=by, number=opened.number, amount=amount, value_date=day)


# ------------------------------------------------------------------ copying


def _copy(copies: int) -> None:
    with roles.working_as(connection, roles.OWNER), connection.cursor() as cursor:
        cursor.execute("SELECT max(id), (SELECT max(id) FROM access_subject) FROM contracts_contract")
        contract, subject = cursor.fetchone()
        cursor.execute(
            "CREATE TEMPORARY TABLE k AS SELECT c.id AS old_contract, c.subject_id AS old_subject,"
            " row_number() OVER w + %s AS contract, row_number() OVER w + %s AS subject"
            " FROM contracts_contract c, generate_series(1, %s) g WINDOW w AS (ORDER BY g, c.id)",
            [contract, subject, copies],
        )
        for table, own in _TABLES.items():
            cursor.execute(_copying(table, own))
        cursor.execute(_MULTIPLIED, [copies])
        cursor.execute("UPDATE daily_close_ledgerbalance SET balance = balance * %s", [copies + 1])
        for table in ("access_subject", "contracts_contract"):
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        cursor.execute("VACUUM ANALYZE")


_MULTIPLIED: Final = """
    INSERT INTO ledger_transfer (organisation_id, debit_id, credit_id, amount_minor, currency, value_date, booked_on,
                                 cause_kind, cause_id)
    SELECT organisation_id, debit_id, credit_id, sum(amount_minor) * %s, currency, max(value_date), max(booked_on),
           'accrual', 0
    FROM ledger_transfer GROUP BY organisation_id, debit_id, credit_id, currency
"""


def _copying(table: str, own: dict[str, str]) -> str:
    """Copy the rows of the sixty. Foreign keys are left to those who made them: the keys are copies of good ones."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [table],
        )
        columns = [name for (name,) in cursor.fetchall()]
        cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'", [table])
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    names, values = ", ".join(columns), ", ".join(own.get(name, f"t.{name}") for name in columns)
    key = "t.id = k.old_subject" if table == "access_subject" else f"t.{_key(table)} = k.old_contract"
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM k JOIN {table} t ON {key} ORDER BY k.contract"


def _key(table: str) -> str:
    return "id" if table == "contracts_contract" else "contract_id"
