"""The contracts that may take their receipt set-based, with everything of them that the twin counts with.

Contract interest is (top + slope x days) / bottom, counted from the day `since`; rows of which a figure has no room in
bigint are left to the engine, and so is whatever else this statement does not let through.
"""

from typing import Final

from repaid.contracts.sql.receiving.agreed import Agreed, as_rows

FAR: Final = 4_000
"""Days over which figures must have room."""
ROOM: Final = 1 << 61

_OWN: Final = ", ".join(Agreed._fields)
_OPEN: Final = ", ".join(
    f"i.owed_{name} - i.paid_{name} - i.waived_{name} - i.written_off_{name}"
    for name in ("principal", "interest", "penalty", "fees", "tax")
)
_PROJECTED_ALIKE: Final = """EXISTS (
    SELECT FROM contracts_instalment n WHERE n.contract_id = found.contract_id AND n.place = found.next
      AND n.rest = '{}' AND n.amount = found.next_amount AND n.amount <= found.principal - COALESCE((
          SELECT sum(i.open_principal) FROM contracts_instalment i
          WHERE i.contract_id = found.contract_id AND i.place < found.next
      ), 0)
      AND EXISTS (
          SELECT FROM contracts_instalment i
          WHERE i.contract_id = found.contract_id AND i.place > found.next AND NOT i.fixed
      )
)"""
"""Whether the next instalment asks its planned amount, however much interest is in it. That is asked where billed
principal goes on bearing interest, so that money for it changes what is to come."""

CANDIDATES: Final = f"""
CREATE TEMPORARY TABLE taking_candidate ON COMMIT DROP AS
WITH agreed AS MATERIALIZED {as_rows(Agreed)},
found AS MATERIALIZED (
    SELECT g.contract_id, g.key, g.amount, g.value_date, c.subject_id, agreed.*, b.counted_to AS since,
           GREATEST(b.posted_until, b.counted_to, %(closed_until)s) AS posted, b.movements, b.credit, b.principal,
           b.next_amount, COALESCE((b.rest ->> 'oldest')::int, 0) AS oldest,
           COALESCE((b.rest ->> 'next')::int, 0) AS next, (b.rest -> 'rates' -> -1 ->> 1)::bigint AS ppm,
           a.base AS bearing, a.carried_numerator * (agreed.bottom / a.carried_denominator) AS top
    FROM taking_receipt g
    JOIN contracts_balance b ON b.contract_id = g.contract_id
    JOIN contracts_contract c ON c.id = g.contract_id
    JOIN contracts_standing s ON s.contract_id = g.contract_id
    JOIN agreed ON agreed.cohort_id = s.cohort_id AND agreed.version_id = c.version_id
         AND agreed.branch_id IS NOT DISTINCT FROM c.branch_id AND agreed.currency = c.currency
    JOIN contracts_accrual a ON a.contract_id = g.contract_id AND a.instalment = 0
    WHERE g.amount > 0 AND g.currency = c.currency AND c.state = 'active'
      AND g.value_date BETWEEN GREATEST(c.launched_on, b.counted_to) AND %(on)s
      AND (b.last_value_date, b.last_rank, b.last_key COLLATE "C") < (g.value_date, %(rank)s, g.key COLLATE "C")
      AND NOT b.rest ?| ARRAY['pauses', 'suspended_on', 'penalty_paused']
      AND (b.rest -> 'rates' -> -1 ->> 0)::date <= b.counted_to
      AND a.base > 0 AND a.carried_numerator >= 0 AND mod(agreed.bottom, a.carried_denominator) = 0
      AND NOT EXISTS (SELECT FROM contracts_event e WHERE e.contract_id = g.contract_id AND e.key = g.key)
)
SELECT found.contract_id, key, found.amount, value_date, subject_id, {_OWN}, since, posted, movements, credit,
       principal, oldest, next, plan.due = %(on)s AS falls_due,
       CASE WHEN plan.due = %(on)s THEN %(on)s ELSE value_date END AS until, ppm, bearing, bearing * ppm AS slope,
       top::bigint AS top,
       (SELECT count(*) FROM contracts_accrual p WHERE p.contract_id = found.contract_id AND p.instalment > 0) AS late
FROM found
JOIN LATERAL (
    SELECT min(i.due) FILTER (WHERE i.place = found.next) AS due,
           bool_or(CASE WHEN i.place >= found.next THEN i.rest ? 'written'
                        WHEN i.place >= found.oldest THEN LEAST({_OPEN}) < 0 END) AS is_odd
    FROM contracts_instalment i WHERE i.contract_id = found.contract_id
) plan ON (plan.due > %(on)s OR (plan.due = %(on)s AND found.bills AND found.credit = 0)) AND NOT plan.is_odd
WHERE top + bearing::numeric * ppm * {FAR} < {ROOM} AND posted <= %(on)s AND %(on)s - since < {FAR}
  AND (oldest = next OR credit = 0) AND (NOT bears OR {_PROJECTED_ALIKE})
"""
