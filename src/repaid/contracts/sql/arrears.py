"""Twin of `loanmath.arrears.arrears` and of the principal in `Life.balances`, for many contracts on one day.

A day in the past is seen as it is known now: what was owed then is what is owed now less what was charged since, plus
what a new plan has taken back since; what was met by then are the movements up to then. Penalty interest is left out
of the amounts (it is exact only in the engine), but a line of which only penalty interest is open is past due.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from django.db import connection

ARREARS: Final = """
    SELECT c.id AS contract_id, COALESCE(owing.principal, 0) AS principal, COALESCE(late.overdue, 0) AS overdue,
           COALESCE(%(on)s::date - late.oldest, 0) AS days_past_due
    FROM contracts_contract c
    LEFT JOIN (
        SELECT m.contract_id, sum(CASE WHEN m.kind IN ('paid', 'waived', 'reduced', 'written_off', 'sold')
                                       THEN -m.amount ELSE m.amount END) AS principal
        FROM contracts_movement m
        WHERE m.component = 'principal' AND m.kind <> 'reopened' AND m.value_date <= %(on)s
          AND m.contract_id IN ({contracts})
        GROUP BY m.contract_id
    ) owing ON owing.contract_id = c.id
    LEFT JOIN (
        SELECT line.contract_id, sum(line.still) AS overdue,
               min(line.due) FILTER (WHERE line.still + line.penalty > line.tolerance) AS oldest
        FROM (
            SELECT i.contract_id, i.due, b.tolerance,
                   i.owed_principal + i.owed_interest + i.owed_fees + i.owed_tax + COALESCE(moved.still, 0) AS still,
                   i.owed_penalty + COALESCE(moved.penalty, 0) AS penalty
            FROM contracts_instalment i
            JOIN contracts_balance b ON b.contract_id = i.contract_id
            LEFT JOIN (
                SELECT m.contract_id, m.instalment,
                       sum(CASE WHEN m.kind = 'reopened' THEN m.amount ELSE -m.amount END)
                           FILTER (WHERE m.component <> 'penalty') AS still,
                       sum(-m.amount) FILTER (WHERE m.component = 'penalty' AND m.kind <> 'reopened') AS penalty
                FROM contracts_movement m
                WHERE m.instalment IS NOT NULL AND m.contract_id IN ({contracts})
                  AND ((m.kind IN ('paid', 'waived', 'reduced', 'written_off', 'sold') AND m.value_date <= %(on)s)
                       OR (m.kind IN ('charged', 'reopened') AND m.value_date > %(on)s))
                GROUP BY m.contract_id, m.instalment
            ) moved ON moved.contract_id = i.contract_id AND moved.instalment = i.number
            WHERE i.fixed AND i.due < %(on)s AND i.contract_id IN ({contracts})
        ) line
        WHERE line.still + line.penalty > 0
        GROUP BY line.contract_id
    ) late ON late.contract_id = c.id
    WHERE c.id IN ({contracts})
"""


class ContractArrears(NamedTuple):
    """A contract on a day; minor units."""

    contract_id: int
    principal: int
    overdue: int
    days_past_due: int


def arrears(contract_ids: Sequence[int], on: date) -> list[ContractArrears]:
    """Outstanding principal, overdue amount and days past due of contracts on a day, in order of their ids."""
    statement = ARREARS.format(contracts="SELECT unnest(%(contracts)s::bigint[])") + " ORDER BY c.id"
    with connection.cursor() as cursor:
        cursor.execute(statement, {"contracts": list(contract_ids), "on": on})
        return [ContractArrears(*(int(figure) for figure in row)) for row in cursor.fetchall()]


class AgeingGroup(NamedTuple):
    """The contracts of one product, branch (its code and name), currency and bucket; minor units."""

    product: str
    product_names: dict[str, str]
    branch: str
    currency: str
    bucket: int
    contracts: int
    principal: int
    overdue: int


_AGEING: Final = """
    SELECT p.code, p.names::text, COALESCE(b.code || '(' || b.name || ')', ''), c.currency,
           width_bucket(a.days_past_due, %(starts)s::int[]) AS bucket,
           count(*), sum(a.principal), sum(a.overdue)
    FROM ({arrears}) a
    JOIN contracts_contract c ON c.id = a.contract_id
    JOIN products_productversion v ON v.id = c.version_id
    JOIN products_product p ON p.id = v.product_id
    LEFT JOIN access_branch b ON b.id = c.branch_id
    WHERE a.principal <> 0 OR a.overdue <> 0
    GROUP BY p.code, p.names::text, b.code, b.name, c.currency, bucket
    ORDER BY p.code, b.code NULLS FIRST, c.currency, bucket
"""


def ageing(contract_ids: Sequence[int], on: date, starts: Sequence[int]) -> list[AgeingGroup]:
    """What contracts owe on a day, by product, branch, currency and bucket; `starts` as in `Arrears.bucket`."""
    statement = _AGEING.format(arrears=ARREARS.format(contracts="SELECT unnest(%(contracts)s::bigint[])"))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"contracts": list(contract_ids), "on": on, "starts": list(starts)})
        return [
            AgeingGroup(code, json.loads(names), branch, currency, bucket, count, int(principal), int(overdue))
            for code, names, branch, currency, bucket, count, principal, overdue in cursor.fetchall()
        ]
