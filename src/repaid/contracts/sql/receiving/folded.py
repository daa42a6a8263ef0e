"""Candidates after their receipt: what was paid, what waits as credit, and what was earned since the last posting.

Those that the receipt would change in another way (money that pays in advance, nothing left to come) are left out, for
the engine. `serial` names the event in the ledger.
"""

from typing import Final

from repaid.contracts.models.event import SERIAL
from repaid.contracts.sql.lines import days_between, rounded

_NAMES: Final = ("principal", "interest", "penalty", "fees", "tax")
_SUMS: Final = ", ".join(f"sum(m.paid_{name}) AS paid_{name}" for name in _NAMES)
_PAID: Final = ", ".join(f"COALESCE(met.paid_{name}, 0)::bigint AS paid_{name}" for name in _NAMES)
_TOTAL: Final = f"({' + '.join(f'f.paid_{name}' for name in _NAMES)})"


def _interest(top: str, slope: str, since: str, day: str) -> str:
    """Contract interest that is earned and not billed on a day, minor units; `top` is it on the day `since`."""
    days = days_between(since, day, "f.is_thirty")
    return rounded(f"{top} + {slope} * ({days})", "f.bottom", "f.rounding")


_NOW: Final = f"c.top + c.slope * ({days_between('c.since', 'c.value_date', 'c.is_thirty')})"
_TODAY: Final = _interest("f.now", "f.bearing * f.ppm", "f.until", "%(on)s::date")
_POSTED: Final = _interest("f.top", "f.slope", "f.since", "f.posted")

FOLDED: Final = f"""
CREATE TEMPORARY TABLE taking_folded ON COMMIT DROP AS
WITH met AS (
    SELECT m.contract_id, min(m.place) FILTER (WHERE m.still > 0) AS oldest,
           min(m.due) FILTER (WHERE m.still_today > m.tolerance) AS oldest_due_on, sum(m.ask) AS asked,
           sum(m.earned) AS penalty_earned, {_SUMS}
    FROM taking_met m GROUP BY m.contract_id
),
moves AS (SELECT p.contract_id, count(*) AS count FROM taking_part p WHERE p.paid > 0 GROUP BY p.contract_id),
f AS MATERIALIZED (
    SELECT c.contract_id, c.cohort_id, c.currency, c.subject_id, c.key, c.amount, c.value_date, c.since, c.posted,
           c.until, c.falls_due, c.movements, c.principal, c.exponent, c.holds, c.cash_basis, c.bottom, c.is_thirty,
           c.rounding, c.ppm, c.slope, c.top, CASE WHEN c.falls_due THEN 0 ELSE {_NOW} END AS now,
           c.bearing - CASE WHEN c.bears THEN COALESCE(met.paid_principal, 0)::bigint
                            WHEN c.falls_due THEN due.principal ELSE 0 END AS bearing,
           c.next + c.falls_due::int AS next, COALESCE(met.oldest, c.next + c.falls_due::int) AS oldest,
           due.principal AS billed, due.next_due_on, due.next_amount, COALESCE(due.interest, 0) AS billed_interest,
           met.oldest_due_on, {_PAID},
           COALESCE(met.asked, 0)::bigint AS asked, COALESCE(met.penalty_earned, 0)::bigint AS penalty_earned,
           COALESCE(moves.count, 0) AS moves
    FROM taking_candidate c
    LEFT JOIN taking_due due ON due.contract_id = c.contract_id
    LEFT JOIN met ON met.contract_id = c.contract_id
    LEFT JOIN moves ON moves.contract_id = c.contract_id
)
SELECT f.*, {_TODAY} + f.billed_interest - {_POSTED} AS interest_earned, f.amount - {_TOTAL} AS left_over,
       nextval('{SERIAL}') AS serial
FROM f WHERE f.principal > f.paid_principal AND (f.holds OR f.amount = {_TOTAL})
"""
