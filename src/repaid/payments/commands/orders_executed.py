"""Orders that a statement shows carried out: a line of money out bears their end-to-end id."""

from collections.abc import Sequence
from typing import Final

from django.db import connection

from repaid.access.actors import Actor

EXECUTE: Final = """
WITH told AS (
    SELECT DISTINCT ON (o.id) o.id AS order_id, p.id AS payment_id, p.value_date
    FROM payments_payment p
    JOIN payments_paymentwords w ON w.payment_id = p.id
    CROSS JOIN LATERAL jsonb_array_elements(w."references") AS named
    JOIN payments_paymentorder o
      ON o.organisation_id = p.organisation_id AND o.end_to_end = named ->> 1
     AND o.amount = -p.amount AND o.currency = p.currency AND o.state = 'sent'
    WHERE p.statement_id = ANY(%(statements)s) AND p.amount < 0
    ORDER BY o.id, p.id
), done AS (
    UPDATE payments_paymentorder o SET state = 'executed', payment_id = told.payment_id, executed_on = told.value_date
    FROM told WHERE o.id = told.order_id AND o.state = 'sent' RETURNING o.id
)
INSERT INTO payments_orderstep (order_id, state, at, by_id, reason)
SELECT id, 'executed', clock_timestamp(), %(user)s, '' FROM done
"""


def execute_told(by: Actor, statement_ids: Sequence[int]) -> int:
    """Mark the orders that new statements show carried out, by id, amount and currency; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(EXECUTE, {"statements": list(statement_ids), "user": by.user_id})
        return int(cursor.rowcount)
