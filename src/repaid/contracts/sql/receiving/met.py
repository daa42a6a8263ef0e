"""The lines of candidates after their receipt: what was met, what is open, and how penalty interest goes on.

Penalty interest is asked (`ask`) when the money gets to the line, or to its penalty interest where the scheme goes by
component, and when nothing is left that bears it. From the value date on it is earned on what is left (`base`); where
nothing is left it ends with what was asked. A line that falls due by the way (`is_new`) begins to bear it.

`late_end` is what was earned when the contract was counted last (`until`): on the value date, or with what fell due.
`still` is open on the value date, `still_today` on the business day. `earned` is what the ledger has to learn: what was
earned by the business day, less what was posted.
"""

from typing import Final

from repaid.contracts.sql.lines import days_between, rounded

_PAID: Final = ", ".join(
    f"COALESCE(sum(p.paid) FILTER (WHERE p.component = '{name}'), 0)::bigint AS paid_{name}"
    for name in ("principal", "interest", "penalty", "fees", "tax")
)


def _late(top: str, slope: str, since: str, day: str) -> str:
    """Penalty interest on a day, minor units; `top` is what it comes to on the day `since`."""
    days = days_between(since, day, "f.penalty_is_thirty")
    return rounded(f"{top} + {slope} * ({days})", "f.penalty_bottom", "f.rounding")


_END: Final = (
    f"f.late_now + f.base * f.penalty_ppm * ({days_between('f.value_date', 'f.until', 'f.penalty_is_thirty')})"
)
_TODAY: Final = _late("f.late_now", "f.base * f.penalty_ppm", "f.value_date", "%(on)s::date")
_POSTED: Final = _late("f.late_top", "f.late_slope", "f.since", "f.posted")

MET: Final = f"""
CREATE TEMPORARY TABLE taking_met ON COMMIT DROP AS
WITH paid AS (
    SELECT p.contract_id, p.number, {_PAID}, sum(p.paid)::bigint AS paid_total,
           min(p.before) FILTER (WHERE p.component = 'penalty' OR NOT p.by_component) AS before
    FROM taking_part p GROUP BY p.contract_id, p.number
),
known AS MATERIALIZED (
    SELECT paid.*, l.place, l.due, l.open_total, l.is_late, l.asked, l.ask AS accrued, l.late_top, l.late_slope,
           l.late_now, l.is_new, c.amount, c.until, CASE WHEN l.is_new THEN c.until ELSE c.value_date END AS value_date,
           c.since, c.posted, c.tolerance, c.rounding, c.penalty_ppm, c.penalty_bottom, c.penalty_is_thirty,
           CASE WHEN l.is_late OR l.is_new THEN
               CASE WHEN c.penalty_of > 0 THEN l.principal - paid.paid_principal ELSE 0 END
               + CASE WHEN c.penalty_of = 2 THEN l.interest + l.fees + l.tax
                   - paid.paid_interest - paid.paid_fees - paid.paid_tax ELSE 0 END
           ELSE 0 END AS base
    FROM taking_candidate c
    JOIN taking_line l ON l.contract_id = c.contract_id
    JOIN paid ON paid.contract_id = l.contract_id AND paid.number = l.number
),
f AS MATERIALIZED (
    SELECT known.*, CASE WHEN amount > before OR base = 0 THEN accrued ELSE 0 END AS ask FROM known
)
SELECT f.contract_id, f.number, f.place, f.due, f.ask, f.asked + f.ask AS asked, f.is_late, f.is_new, f.base,
       {_END} AS late_end, f.value_date AS settles_on, f.penalty_bottom, f.tolerance, f.paid_principal,
       f.paid_interest, f.paid_penalty, f.paid_fees, f.paid_tax, f.paid_total,
       f.open_total + f.ask - f.paid_total AS still,
       f.open_total + CASE WHEN f.base > 0 THEN {_TODAY} - f.asked ELSE f.ask END - f.paid_total AS still_today,
       CASE WHEN NOT f.is_late THEN 0 WHEN f.base > 0 THEN {_TODAY} - {_POSTED} ELSE f.asked + f.ask - {_POSTED} END
           AS earned
FROM f
"""
