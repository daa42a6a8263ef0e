"""How many days past due contracts are on a day: the twin of `loanmath.arrears.arrears` for days, of rows alone.

The oldest due date beyond the tolerance stands on each balance, so a bucket is a matter of dates.
"""

from typing import Final

from loanmath.arrears import BUCKETS

BUCKET_OF: Final = f"width_bucket(%(on)s::date - b.oldest_due_on, ARRAY{list(BUCKETS)})"
LATE: Final = f"""
    SELECT b.contract_id, {BUCKET_OF} AS bucket
    FROM contracts_balance b
    LEFT JOIN contracts_standing s ON s.contract_id = b.contract_id
    LEFT JOIN contracts_contract c ON c.id = b.contract_id AND s.contract_id IS NULL
    WHERE b.oldest_due_on < %(on)s AND b.contract_id BETWEEN %(first)s AND %(last)s
      AND (s.cohort_id = ANY(%(cohorts)s) OR c.organisation_id = %(organisation)s)
"""
"""The contracts of an organisation with ids in [first, last] that are past due on a day, each with its bucket.

The narrow standing tells whose a contract is; the wide contract is read where there is none yet.
"""

OVERDUE: Final = """
    SELECT i.contract_id, sum(i.open_total) AS overdue
    FROM contracts_instalment i
    WHERE i.contract_id IN ({contracts}) AND i.fixed AND i.open_total > 0 AND i.due < %(on)s
    GROUP BY i.contract_id
"""
"""What of some contracts was due before a day and is open, minor units."""
