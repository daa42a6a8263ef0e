"""What must hold at the end of every day, whatever happened. A broken law is a finding, never raised.

Each law has one signature, so a new one is one function and one line in `LAWS`.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import connection

from loanmath.checks import check
from repaid.contracts.queries.contracts import contracts
from repaid.contracts.queries.life import life_of
from repaid.daily_close.checks import check_books
from repaid.daily_close.queries import runs
from repaid.ledger.choices import Role
from repaid.ledger.queries import role_codes, trial_balance
from repaid.payments.queries import waiting_total
from repaid.simulation.deeds import Data
from repaid.simulation.life.world import Lender, World


class Broken(NamedTuple):
    """A law that is broken: a code, the same for the same kind of fault, and what was found."""

    code: str
    sentence: str


Law = Callable[[Lender], Iterator[Broken]]


def broken(world: World, on: int) -> list[Data]:
    """Every law that is broken at the end of a day."""
    connection.check_constraints()
    return [
        {"day": on, "lender": lender.code, **found._asdict()}
        for lender in world.lenders.values()
        for law in LAWS
        for found in law(lender)
    ]


def _books(lender: Lender) -> Iterator[Broken]:
    """`check-books` finds nothing."""
    yield from (Broken(found.code, str(found.finding)) for found in check_books(lender.machine))


def _closes(lender: Lender) -> Iterator[Broken]:
    """No close found a difference between ledger and contracts."""
    for run in runs(lender.machine)[:5]:
        if run.findings:
            yield Broken("close_found", f"The close of {run.day} found {run.findings}")


def _engine(lender: Lender) -> Iterator[Broken]:
    """The engine's own invariants hold for every contract."""
    for contract in contracts(lender.machine, lender.today):
        life = life_of(contract, lender.today)
        for found in check(life.facts, life.terms):
            yield Broken("engine", f"Contract {contract.number}: {found.detail}")


def _trial_balance(lender: Lender) -> Iterator[Broken]:
    """The trial balance of all days comes to nothing."""
    for total in trial_balance(lender.machine, date.min, date.max).totals:
        if total.closing_minor:
            yield Broken("trial_balance", f"The trial balance comes to {total.closing_minor} {total.currency}")


def _rows(statement: str, lender: Lender) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [lender.machine.organisation_id])
        return list(cursor.fetchall())


_MONEY: Final = """
    WITH live AS (
        SELECT e.contract_id, e.kind, e.amount FROM contracts_event e WHERE NOT EXISTS (
            SELECT FROM contracts_event r
            WHERE r.contract_id = e.contract_id AND r.kind = 'reversed' AND r.names = e.key
        )
    ), money AS (
        SELECT contract_id,
               sum(amount) FILTER (WHERE kind IN ('received', 'early_repaid', 'settled_early')) AS received,
               sum(amount) FILTER (WHERE kind = 'refunded') AS refunded
        FROM live GROUP BY contract_id
    ), met AS (
        SELECT contract_id, sum(paid_principal + paid_interest + paid_penalty + paid_fees + paid_tax) AS paid
        FROM contracts_instalment GROUP BY contract_id
    ), owed AS (
        SELECT contract_id, sum(amount) AS lent FROM contracts_movement
        WHERE kind = 'refunded' AND component = 'principal' GROUP BY contract_id
    )
    SELECT s.number, COALESCE(money.received, 0), COALESCE(money.refunded, 0) - COALESCE(owed.lent, 0),
           COALESCE(met.paid, 0), b.credit
    FROM contracts_balance b
    JOIN contracts_contract c ON c.id = b.contract_id AND c.organisation_id = %s
    JOIN access_subject s ON s.id = c.subject_id
    JOIN money USING (contract_id) LEFT JOIN met USING (contract_id) LEFT JOIN owed USING (contract_id)
"""


def _money(lender: Lender) -> Iterator[Broken]:
    """What came in and did not go out again has paid something or is credit; a refund beyond credit was lent."""
    for number, received, refunded, paid, credit in _rows(_MONEY, lender):
        if received - refunded != paid + credit:
            sums = f"received {received}, refunded {refunded}, paid {paid}, credit {credit}"
            yield Broken("money", f"Contract {number}: {sums}")


_SETTLED: Final = """
    SELECT p.number, p.settled, COALESCE(sum(s.amount) FILTER (WHERE s.withdrawn_at IS NULL), 0)
    FROM payments_payment p LEFT JOIN settling_settlement s ON s.payment_id = p.id
    WHERE p.organisation_id = %s GROUP BY p.id
    HAVING p.settled <> COALESCE(sum(s.amount) FILTER (WHERE s.withdrawn_at IS NULL), 0)
"""
_TAKEN: Final = """
    SELECT p.number, s.event_key FROM settling_settlement s JOIN payments_payment p ON p.id = s.payment_id
    WHERE p.organisation_id = %s AND (s.withdrawn_at IS NULL) <> (
        EXISTS (
            SELECT FROM contracts_event e
            WHERE e.contract_id = s.contract_id AND e.key = s.event_key AND e.amount = s.amount
        ) AND NOT EXISTS (
            SELECT FROM contracts_event r
            WHERE r.contract_id = s.contract_id AND r.kind = 'reversed' AND r.names = s.event_key
        )
    )
"""


def _settlements(lender: Lender) -> Iterator[Broken]:
    """A payment is settled by its settlements in force, and each of them is an event in force of its contract."""
    for number, settled, by_settlements in _rows(_SETTLED, lender):
        yield Broken("settled", f"Payment {number}: settled {settled}, its settlements come to {by_settlements}")
    for number, key in _rows(_TAKEN, lender):
        yield Broken("settlement", f"Payment {number}: its settlement and the event {key} do not agree")


def _unallocated(lender: Lender) -> Iterator[Broken]:
    """What waits on payments is what the ledger holds as unallocated receipts."""
    code = role_codes(lender.machine.organisation_id)[Role.UNALLOCATED_RECEIPTS]
    rows = trial_balance(lender.machine, date.min, date.max).rows
    held = -sum(row.closing_minor for row in rows if row.code == code)
    waits = waiting_total(lender.machine.organisation_id, lender.currency)
    if held != waits:
        yield Broken("unallocated", f"Payments wait for {waits}, the ledger holds {held} as unallocated")


LAWS: Final[tuple[Law, ...]] = (_books, _closes, _engine, _trial_balance, _money, _settlements, _unallocated)


def footprint() -> dict[str, tuple[int, int]]:
    """Every table's rows as the database keeps them: how many, and a sum over their versions. Any change shows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        parts = (_PRINT.format(table=table) for (table,) in cursor.fetchall())
        cursor.execute(" UNION ALL ".join(parts))
        return {table: (count, versions) for table, count, versions in cursor.fetchall()}


_PRINT: Final = "SELECT '{table}', count(*), sum(hashtextextended(xmin::text || ctid::text, 0)) FROM {table}"
