"""What the close of a day asks of contracts: bill what is due, and add up what all of them earned.

Part by part, each inside a transaction of the caller. Only the close calls these: they neither ask a right nor wait at
the gate of the business day, and what was earned comes back as sums by cohort instead of going to the ledger.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from loanmath.components import Amounts
from repaid.access.actors import Actor
from repaid.contracts.commands.batches import Days, stored_batches
from repaid.contracts.commands.billing import BILLED
from repaid.contracts.commands.effects import Stored
from repaid.contracts.models import Cohort
from repaid.contracts.postings import Position, chart_of, entries
from repaid.contracts.queries.cohorts import cohort_ids, horizon, rules_on
from repaid.contracts.queries.stored import Row
from repaid.contracts.sql.billing import bill_plain
from repaid.contracts.sql.standing import CohortSum, Part, Total, sums
from repaid.ledger.postings import Cause, Entry, Place, post

_DUE: Final = """
    SELECT b.contract_id FROM contracts_balance b JOIN contracts_contract c ON c.id = b.contract_id
    WHERE b.next_due_on <= %(on)s AND b.contract_id BETWEEN %(first)s AND %(last)s
      AND c.organisation_id = %(organisation)s AND c.state = ANY(%(states)s)
    UNION
    SELECT b.contract_id FROM contracts_balance b JOIN contracts_contract c ON c.id = b.contract_id
    WHERE b.credit > 0 AND b.counted_to < %(on)s AND b.contract_id BETWEEN %(first)s AND %(last)s
      AND c.organisation_id = %(organisation)s
      AND EXISTS (
          SELECT FROM contracts_instalment i
          WHERE i.contract_id = b.contract_id AND i.fixed AND i.open_total > 0 AND i.due <= %(on)s
      )
    ORDER BY contract_id
"""
_TOUCHED: Final = """
    SELECT b.contract_id FROM contracts_balance b JOIN contracts_contract c ON c.id = b.contract_id
    LEFT JOIN contracts_standing s ON s.contract_id = b.contract_id
    WHERE b.posted_until > %s AND b.contract_id BETWEEN %s AND %s AND c.organisation_id = %s
      AND (s.as_of < %s OR (s.as_of IS NULL AND c.launched_on IS NOT NULL))
    ORDER BY b.contract_id
"""


@dataclass(frozen=True, slots=True)
class Day:
    """The day to be closed and the one before it that was; `law_changed`: rates of law were put on file since then."""

    by: Actor
    on: date
    closed_until: date
    law_changed: bool


def bill_part(day: Day, first: int, last: int) -> tuple[int, list[CohortSum]]:
    """Bill the contracts from one id to another: how many, and what they earned since it was last posted."""
    states = [state.value for state in BILLED]
    given = {"on": day.on, "first": first, "last": last, "organisation": day.by.organisation_id, "states": states}
    total = Total()
    count = _bill_plain(day, first, last, total)
    billed, earned = _run(day, _ids(_DUE, given), Days.bill)
    total.add(earned)
    return count + billed, list(total.cohorts.values())


def _bill_plain(day: Day, first: int, last: int, total: Total) -> int:
    """Bill those that SQL can bill; what they earned goes into `total`."""
    rules = rules_on(day.by.organisation_id, day.on)
    if not rules:
        return 0
    count, earned = bill_plain(rules, (first, last), day.on, day.closed_until, horizon(day.on))
    total.add(earned)
    return count


def renew_part(day: Day, first: int, last: int) -> tuple[int, list[CohortSum]]:
    """Renew the standings of contracts that changed since the last close: how many, and what they earned."""
    touched = _ids(_TOUCHED, [day.closed_until, first, last, day.by.organisation_id, day.on])
    return _run(day, touched, Days.renew)


def accrue_part(day: Day, first: int, last: int) -> list[CohortSum]:
    """What the contracts from one id to another come to on the day, and what they earned since the last close."""
    part = Part(cohort_ids(day.by.organisation_id), first, last)
    found, bent = sums(part, day.on, day.closed_until, law_changed=day.law_changed)
    if not bent:
        return found
    total = Total()
    total.add(_run(day, bent, Days.renew)[1])
    renewed, left = sums(part, day.on, day.closed_until, law_changed=day.law_changed)
    assert not left, "what was renewed holds on its own day"
    total.add(renewed)
    return list(total.cohorts.values())


def _run(
    day: Day, contract_ids: Sequence[int], act: Callable[[Days, Stored], tuple[Row, Position] | None]
) -> tuple[int, list[CohortSum]]:
    """Do something to contracts, batch by batch: to how many it was done, and what they earned."""
    total, count = Total(), 0
    for batch in stored_batches(contract_ids, day.closed_until):
        days = Days(day.by, day.on)
        done = [found for was in batch if (found := act(days, was)) is not None]
        days.write()
        post(organisation_id=day.by.organisation_id, booked_on=day.on, entries=days.booked)
        total.add(_earned(row, earned) for row, earned in done)
        count += len(done)
    return count, list(total.cohorts.values())


def _earned(row: Row, earned: Position) -> CohortSum:
    charged = earned.charged
    return CohortSum(
        row[1], earned_interest=charged.interest, earned_penalty=charged.penalty, earned_fees=-earned.deferred
    )


def accrual_entries(cohort_sums: Sequence[CohortSum], value_date: date, cause: Cause) -> list[Entry]:
    """The entries of what was earned: one for each component, product, branch and currency."""
    cohorts = Cohort.objects.select_related("version__product").in_bulk([row.cohort_id for row in cohort_sums])
    found: dict[tuple[Place, Place], int] = {}
    for row in cohort_sums:
        cohort = cohorts[row.cohort_id]
        charged = Amounts(interest=row.earned_interest, penalty=row.earned_penalty)
        change = Position(charged=charged, deferred=-row.earned_fees)
        for entry in entries(cohort, change, chart_of(cohort.version), value_date, cause):
            # A day that takes back what was earned turns the sides: it is a negative amount of the same pair.
            pair, sign = ((entry.debit, entry.credit), 1)
            if (entry.credit, entry.debit) in found:
                pair, sign = (entry.credit, entry.debit), -1
            found[pair] = found.get(pair, 0) + sign * entry.amount_minor
    return [Entry(*pair, amount, value_date, cause) for pair, amount in sorted(found.items(), key=repr)]


def _ids(statement: str, arguments: Any) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, arguments)
        return [key for (key,) in cursor.fetchall()]
