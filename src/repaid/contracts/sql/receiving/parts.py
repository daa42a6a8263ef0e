"""Twin of `loanmath.allocation.spread` for billed lines: what of each receipt meets which component of which line.

The scheme of the terms puts everything that is open in one row; a receipt goes along it until it is used up. `turn` is
the place in that row, `before` what stands in it earlier. Penalty interest that a line has earned stands in it wherever
the money may get to it. What falls due after the value date comes last (`is_later`): money that waits as credit meets
it on that day.
"""

from typing import Final

from repaid.contracts.sql.receiving.agreed import Slot, as_rows

PARTS: Final = f"""
CREATE TEMPORARY TABLE taking_part ON COMMIT DROP AS
WITH owing AS MATERIALIZED (
    SELECT c.contract_id, c.cohort_id, c.amount AS receipt, l.due < c.value_date AS is_past, l.number, l.place,
           each.component, each.amount, l.is_new AND l.due > c.value_date AS is_later
    FROM taking_candidate c
    JOIN taking_line l ON l.contract_id = c.contract_id
    CROSS JOIN LATERAL (
        VALUES ('principal', l.principal), ('interest', l.interest), ('penalty', l.penalty + l.ask),
               ('fees', l.fees), ('tax', l.tax)
    ) each (component, amount)
    WHERE each.amount > 0
)
SELECT o.contract_id, o.number, o.component, o.is_later, slot.by_component, row_number() OVER along AS turn,
       sum(o.amount) OVER along - o.amount AS before,
       GREATEST(LEAST(o.amount, o.receipt + o.amount - sum(o.amount) OVER along), 0)::bigint AS paid
FROM owing o
JOIN {as_rows(Slot)} slot
    ON slot.cohort_id = o.cohort_id AND slot.is_past = o.is_past AND slot.component = o.component
WINDOW along AS (
    PARTITION BY o.contract_id
    ORDER BY o.is_later, slot.turn, CASE WHEN slot.by_component THEN slot.place ELSE o.place END,
             CASE WHEN slot.by_component THEN o.place ELSE slot.place END
    ROWS UNBOUNDED PRECEDING
)
"""
