"""The billed lines of candidates that are unpaid, with the penalty interest that they ask on the value date.

Penalty interest of a line is late_top / penalty_bottom on the day `since`, and rises by late_slope a day; `ask` is what
of it is earned by the value date and not asked yet. A line that the twin cannot count is not `is_plain`, and its
contract is left to the engine.
"""

from typing import Final

from repaid.contracts.sql.lines import days_between, rounded
from repaid.contracts.sql.receiving.candidates import FAR, ROOM

_OWED: Final = ", ".join(
    f"i.owed_{name} - i.paid_{name} - i.waived_{name} - i.written_off_{name} AS {name}"
    for name in ("principal", "interest", "penalty", "fees", "tax")
)
_BASE: Final = """
    CASE c.penalty_of WHEN 1 THEN owing.principal
                      WHEN 2 THEN owing.principal + owing.interest + owing.fees + owing.tax ELSE 0 END
"""
_DAYS: Final = days_between("f.since", "f.value_date", "f.penalty_is_thirty")
_LATE: Final = f"f.late_top + f.late_slope * ({_DAYS})"

LINES: Final = f"""
CREATE TEMPORARY TABLE taking_line ON COMMIT DROP AS
WITH found AS MATERIALIZED (
    SELECT c.contract_id, c.value_date, c.since, c.rounding, c.penalty_bottom, c.penalty_is_thirty, owing.*, p.asked,
           p.instalment IS NOT NULL AS is_late, p.base, c.penalty_ppm,
           p.carried_numerator * (c.penalty_bottom / p.carried_denominator) AS exact,
           CASE
               WHEN p.instalment IS NULL THEN {_BASE} <= 0
               ELSE c.penalty_of > 0 AND p.since = c.since AND c.penalty_from <= c.since AND p.compounded = 0
                    AND p.base = {_BASE} AND p.carried_numerator >= 0
                    AND mod(c.penalty_bottom, p.carried_denominator) = 0
                    AND p.carried_numerator * (c.penalty_bottom / p.carried_denominator)
                        + p.base::numeric * c.penalty_ppm * {FAR} < {ROOM}
           END AS is_plain
    FROM taking_candidate c
    CROSS JOIN LATERAL (
        SELECT i.number, i.place, i.due, i.open_total, {_OWED}
        FROM contracts_instalment i
        WHERE i.contract_id = c.contract_id AND i.fixed AND i.open_total > 0
          AND i.place >= c.oldest AND i.place < c.next
    ) owing
    LEFT JOIN contracts_accrual p ON p.contract_id = c.contract_id AND p.instalment = owing.number
),
f AS MATERIALIZED (
    SELECT found.*, CASE WHEN is_plain THEN exact::bigint END AS late_top,
           CASE WHEN is_plain THEN base * penalty_ppm END AS late_slope
    FROM found
)
SELECT contract_id, number, place, due, open_total, principal, interest, penalty, fees, tax, is_late, asked, is_plain,
       late_slope, late_top, {_LATE} AS late_now, false AS is_new,
       CASE WHEN is_late THEN {rounded(_LATE, "f.penalty_bottom", "f.rounding")} - f.asked ELSE 0 END AS ask
FROM f
"""

LEAVE: Final = """
DELETE FROM taking_candidate c USING (
    SELECT known.contract_id FROM taking_candidate known LEFT JOIN taking_line l USING (contract_id)
    GROUP BY known.contract_id, known.late, known.falls_due
    HAVING bool_or(NOT l.is_plain) OR count(*) FILTER (WHERE l.is_late) <> known.late
        OR known.falls_due AND NOT COALESCE(bool_or(l.is_new), false)
) other WHERE c.contract_id = other.contract_id
"""
"""Leaves contracts to the engine with a line that is not plain or with penalty interest on another line, and those of
which something falls due that could not be billed."""
