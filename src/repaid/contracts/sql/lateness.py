"""How many days past due contracts are on a day: the twin of `loanmath.arrears.arrears` for days, of rows alone.

The oldest due date beyond the tolerance stands on each balance, so a bucket is a matter of dates.
"""

from typing import Final

from loanmath.arrears import BUCKETS

BUCKET_OF: Final = f"width_bucket(%(on)s::date - b.oldest_due_on, ARRAY{list(BUCKETS)})"
LATE: Final = f"""
    SELECT b.contract_id, {BUCKET_OF} AS bucket
    FROM contracts_balance b
    LEFT JOIN contracts_standing s ON s.contract_id = b.contract_id AND s.contract_id BETWEEN %(first)s AND %(last)s
    LEFT JOIN contracts_contract c
        ON c.id = b.contract_id AND s.contract_id IS NULL AND c.id BETWEEN %(first)s AND %(last)s
    WHERE b.oldest_due_on - %(on)s::date < 0 AND b.contract_id BETWEEN %(first)s AND %(last)s
      AND (s.cohort_id = ANY(%(cohorts)s) OR c.organisation_id = %(organisation)s)
"""
"""The contracts of an organisation with ids in [first, last] that are past due on a day, each with its bucket.

The narrow standing tells whose a contract is; the wide contract is read where there is none yet. Every table is told
the range, and the age is written so that its index, which holds the whole portfolio, is not walked for each part.
"""

OVERDUE: Final = """
    SELECT i.contract_id, sum(i.open_total) AS overdue
    FROM contracts_instalment i
    WHERE i.contract_id BETWEEN %(first)s AND %(last)s AND i.fixed AND i.open_total > 0 AND i.due < %(on)s
    GROUP BY i.contract_id
"""
"""What of the contracts with ids in [first, last] was due before a day and is open, minor units."""
