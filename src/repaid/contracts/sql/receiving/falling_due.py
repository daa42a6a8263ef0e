"""Twin of `loanmath.accrual.bill` by the way: the instalment of a candidate that falls due on the business day.

A payment of the day finds it billed; one of an earlier day becomes credit first, which pays it on its due date. Nothing
has touched what is to come, and billed principal stops bearing interest, so that neither of them changes what it asks.
"""

from typing import Final

from repaid.contracts.sql.lines import days_between, rounded

_INTEREST: Final = rounded(
    f"c.top + c.slope * ({days_between('c.since', '%(on)s::date', 'c.is_thirty')})", "c.bottom", "c.rounding"
)
_UNASKED: Final = """
    c.principal - COALESCE((
        SELECT sum(i.open_principal) FROM contracts_instalment i
        WHERE i.contract_id = c.contract_id AND i.place < c.next
    ), 0)
"""
_UNTOUCHED: Final = " AND ".join(
    f"i.{state}_{name} = 0"
    for state in ("owed", "paid", "waived", "written_off")
    for name in ("principal", "interest", "penalty", "fees", "tax")
)
_FOLLOWING: Final = rounded(
    f"f.left_over * f.ppm * ({days_between('%(on)s::date', 'f.next_due_on', 'f.is_thirty')})", "f.bottom", "f.rounding"
)

FALLING_DUE: Final = f"""
CREATE TEMPORARY TABLE taking_due ON COMMIT DROP AS
WITH found AS MATERIALIZED (
    SELECT c.contract_id, n.number, c.next AS place, n.amount, c.ppm, c.bottom, c.is_thirty, c.rounding,
           {_INTEREST} AS interest, ({_UNASKED})::bigint AS unasked, x.due AS next_due_on, x.amount AS next_planned,
           NOT EXISTS (
               SELECT FROM contracts_instalment i WHERE i.contract_id = c.contract_id AND i.place > c.next + 1
           ) AS is_last
    FROM taking_candidate c
    JOIN contracts_instalment n ON n.contract_id = c.contract_id AND n.place = c.next
    JOIN contracts_instalment x ON x.contract_id = c.contract_id AND x.place = c.next + 1
    WHERE c.falls_due AND n.amount > 0 AND n.rest = '{{}}' AND x.rest = '{{}}' AND x.start = n.due AND x.due > n.due
      AND NOT EXISTS (
          SELECT FROM contracts_instalment i
          WHERE i.contract_id = c.contract_id AND i.place >= c.next AND (i.fixed OR NOT ({_UNTOUCHED}))
      )
),
f AS MATERIALIZED (
    SELECT found.*, LEAST(amount - interest, unasked) AS principal,
           unasked - LEAST(amount - interest, unasked) AS left_over
    FROM found WHERE interest <= amount
)
SELECT f.contract_id, f.number, f.place, f.principal, f.interest, f.next_due_on,
       CASE WHEN f.is_last THEN f.left_over + {_FOLLOWING}
            WHEN {_FOLLOWING} > f.next_planned THEN f.next_planned
            ELSE {_FOLLOWING} + LEAST(f.next_planned - {_FOLLOWING}, f.left_over) END AS next_amount
FROM f WHERE f.left_over > 0
"""

AS_LINES: Final = """
INSERT INTO taking_line (contract_id, number, place, due, open_total, principal, interest, penalty, fees, tax, is_late,
                         asked, is_plain, late_slope, late_top, late_now, ask, is_new)
SELECT d.contract_id, d.number, d.place, %(on)s, d.principal + d.interest, d.principal, d.interest, 0, 0, 0, false, 0,
       true, 0, 0, 0, 0, true
FROM taking_due d WHERE d.principal + d.interest > 0
"""
