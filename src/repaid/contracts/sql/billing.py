"""Twin of `loanmath.accrual.bill` for plain annuities: the instalment that falls due on a day is billed set-based.

Plain is what `commands.renewing.is_plain` says: nothing but time has touched the contract since its standing was made,
so interest can be read off its line, and what it asks next is one more step of the plan. Every figure that the engine
would write is written here; the others are left for the engine.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import connection

from repaid.contracts.sql.lines import day_arguments, days_between, earned_on, rounded
from repaid.contracts.sql.standing import CohortSum


class Rule(NamedTuple):
    """What a cohort agreed, on the day of billing. Amounts are minor units, rates parts per million, years days.

    `penalty_of` is 0 (no penalty interest), 1 (of overdue principal) or 2 (of the whole instalment).
    """

    cohort_id: int
    year: int
    is_thirty: bool
    stops: bool
    tolerance: int
    exponent: int
    penalty_of: int
    penalty_ppm: int
    penalty_year: int
    penalty_basis: int
    penalty_until: date
    follows_law: bool


_TYPES: Final = {"penalty_until": "date", "is_thirty": "boolean", "stops": "boolean", "follows_law": "boolean"}
_RULES: Final = ", ".join(f"%({name})s::{_TYPES.get(name, 'bigint')}[]" for name in Rule._fields)

_OWN: Final = ", ".join(f"rule.{name}" for name in Rule._fields[1:])
_NEXT_INTEREST: Final = rounded("f.left_over * f.ppm * f.days", "(f.year * 1000000)", "f.rounding")

_BILL: Final = f"""
WITH rule AS MATERIALIZED (SELECT * FROM unnest({_RULES}) AS given({", ".join(Rule._fields)})),
due AS MATERIALIZED (
    SELECT s.contract_id, s.cohort_id, s.following, s.last, s.unasked, s.ppm, s.rounding, a.base, i.amount,
           i.number, {earned_on("s", "now")} AS interest, {earned_on("s", "posted")} AS posted
    FROM contracts_balance b
    JOIN contracts_standing s ON s.contract_id = b.contract_id
    JOIN contracts_instalment i ON i.contract_id = s.contract_id AND i.number = s.following
    JOIN contracts_accrual a ON a.contract_id = s.contract_id AND a.instalment = 0
    WHERE b.next_due_on = %(on)s AND b.contract_id BETWEEN %(first)s AND %(last)s AND s.cohort_id = ANY(%(cohort_id)s)
      AND s.is_plain AND s.as_of >= b.posted_until AND s.as_of < %(on)s AND s.until >= %(on)s
      AND s.following < s.last AND i.due = %(on)s
),
asked AS MATERIALIZED (
    SELECT due.*, LEAST(due.amount - due.interest, due.unasked) AS principal,
           due.unasked - LEAST(due.amount - due.interest, due.unasked) AS left_over
    FROM due WHERE due.interest <= due.amount AND due.amount > 0
),
f AS MATERIALIZED (
    SELECT asked.*, {_OWN}, n.due AS next_due, n.amount AS next_planned, n.number = asked.last AS is_last,
           {days_between("n.start", "n.due", "rule.is_thirty")} AS days,
           CASE WHEN rule.stops THEN asked.base - asked.principal ELSE asked.base END AS bearing,
           CASE rule.penalty_of WHEN 1 THEN asked.principal WHEN 2 THEN asked.principal + asked.interest ELSE 0 END
               AS late_base
    FROM asked JOIN rule USING (cohort_id)
    JOIN contracts_instalment n ON n.contract_id = asked.contract_id AND n.number = asked.following + 1
    WHERE asked.left_over > 0
),
billed AS MATERIALIZED (
    SELECT f.*, CASE WHEN f.is_last THEN f.left_over + step.interest
                     WHEN step.interest > f.next_planned THEN f.next_planned
                     ELSE step.interest + LEAST(f.next_planned - step.interest, f.left_over) END AS next_amount
    FROM f CROSS JOIN LATERAL (SELECT {_NEXT_INTEREST} AS interest) step
    WHERE step.interest + f.left_over > 0
),
instalments AS (
    UPDATE contracts_instalment i SET owed_principal = x.principal, owed_interest = x.interest, fixed = true
    FROM billed x WHERE i.contract_id = x.contract_id AND i.number = x.number
),
balances AS (
    UPDATE contracts_balance b
    SET counted_to = %(on)s, posted_until = %(on)s, next_due_on = x.next_due, next_amount = x.next_amount,
        oldest_due_on = COALESCE(b.oldest_due_on,
                                 CASE WHEN x.principal + x.interest > x.tolerance THEN %(on)s::date END),
        rest = b.rest || jsonb_build_object('today', %(on)s::text, 'next', x.following, 'asked', trunc(
            COALESCE(b.rest ->> 'asked', '0')::numeric + x.principal / power(10::numeric, x.exponent), x.exponent::int
        )::text)
    FROM billed x WHERE b.contract_id = x.contract_id
),
earning AS (
    UPDATE contracts_accrual a
    SET base = x.bearing, since = %(on)s, carried_numerator = 0, carried_denominator = 1
    FROM billed x WHERE a.contract_id = x.contract_id AND a.instalment = 0
),
late AS (
    INSERT INTO contracts_accrual (contract_id, instalment, base, overdue_since, since, carried_numerator,
                                   carried_denominator, asked, compounded)
    SELECT x.contract_id, x.number, x.late_base, %(on)s, %(on)s, 0, 1, 0, 0 FROM billed x WHERE x.late_base > 0
),
lines AS (
    INSERT INTO contracts_earningline (contract_id, component, number, top, slope, bottom, origin, basis, rounding)
    SELECT x.contract_id, 'penalty', x.number, 0, x.late_base * x.penalty_ppm, x.penalty_year * 1000000,
           CASE x.penalty_basis WHEN 0 THEN %(now_0)s ELSE %(now_2)s END, x.penalty_basis, x.rounding
    FROM billed x WHERE x.late_base > 0
),
standings AS (
    UPDATE contracts_standing s
    SET as_of = %(on)s, interest = s.interest + x.interest, top = 0, slope = x.bearing * x.ppm,
        bottom = x.year * 1000000, origin = CASE s.basis WHEN 0 THEN %(now_0)s ELSE %(now_2)s END,
        unasked = x.left_over, following = x.following + 1, is_plain = x.late_base = 0,
        follows_law = x.late_base > 0 AND x.follows_law,
        until = LEAST(x.next_due, CASE WHEN x.late_base > 0 THEN x.penalty_until END, %(horizon)s::date)
    FROM billed x WHERE s.contract_id = x.contract_id
)
SELECT cohort_id, count(*), sum(interest - posted) FROM billed GROUP BY cohort_id
"""


def bill_plain(
    rules: Sequence[Rule], part: tuple[int, int], on: date, posted: date, horizon: date
) -> tuple[int, list[CohortSum]]:
    """Bill the plain contracts with ids in `part` that fall due: how many, and what they earned since `posted`."""
    columns: dict[str, Any] = dict(zip(Rule._fields, map(list, zip(*rules, strict=True)), strict=True))
    given = {
        **columns, "on": on, "first": part[0], "last": part[1], "horizon": horizon,
        **day_arguments(now=on, posted=posted),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_BILL, given)
        rows = cursor.fetchall()
    return sum(count for _cohort, count, _earned in rows), [
        CohortSum(cohort, earned_interest=int(earned)) for cohort, _count, earned in rows
    ]
