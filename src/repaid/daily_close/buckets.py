"""Buckets of days past due: who went from which to which on a day, and what stands in each."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from repaid.contracts.queries.cohorts import cohort_ids
from repaid.contracts.sql.lateness import LATE, OVERDUE
from repaid.contracts.sql.sets import in_sets

_CHANGES: Final = f"""
    WITH late AS ({LATE}),
    was AS (
        SELECT contract_id, bucket FROM daily_close_contractbucket WHERE organisation_id = %(organisation)s
    )
    INSERT INTO daily_close_bucketchange (contract_id, organisation_id, day, before, after)
    SELECT contract_id, %(organisation)s, %(on)s, COALESCE(was.bucket, 0), COALESCE(late.bucket, 0)
    FROM late FULL JOIN was USING (contract_id)
    WHERE COALESCE(was.bucket, 0) <> COALESCE(late.bucket, 0)
    ORDER BY contract_id
"""
_LEAVE: Final = """
    DELETE FROM daily_close_contractbucket k USING daily_close_bucketchange g
    WHERE g.contract_id = k.contract_id AND g.organisation_id = %(organisation)s AND g.day = %(on)s AND g.after = 0
"""
_ENTER: Final = """
    INSERT INTO daily_close_contractbucket (contract_id, organisation_id, bucket, since)
    SELECT contract_id, organisation_id, after, day FROM daily_close_bucketchange
    WHERE organisation_id = %(organisation)s AND day = %(on)s AND after > 0
    ON CONFLICT (contract_id) DO UPDATE SET bucket = EXCLUDED.bucket, since = EXCLUDED.since
"""
_MINE: Final = "SELECT contract_id FROM daily_close_contractbucket WHERE organisation_id = %(organisation)s"
_LATE_SUMS: Final = f"""
    SELECT s.cohort_id, k.bucket, count(*), sum(s.principal), COALESCE(sum(o.overdue), 0)
    FROM daily_close_contractbucket k
    JOIN contracts_standing s ON s.contract_id = k.contract_id
    LEFT JOIN ({OVERDUE.format(contracts=_MINE)}) o
        ON o.contract_id = k.contract_id
    WHERE k.organisation_id = %(organisation)s
    GROUP BY s.cohort_id, k.bucket
"""


def note_changes(organisation_id: int, on: date) -> int:
    """Log the contracts that changed their bucket by the end of a day; returns how many."""
    given: Mapping[str, Any] = {"organisation": organisation_id, "on": on, "cohorts": cohort_ids(organisation_id)}
    with in_sets() as cursor:
        cursor.execute(_CHANGES, given)
        count: int = cursor.rowcount
        cursor.execute(_LEAVE, given)
        cursor.execute(_ENTER, given)
    return count


def late_sums(organisation_id: int, on: date) -> list[tuple[int, int, int, int, int]]:
    """Cohort, bucket, contracts, principal and what is overdue, of contracts that are past due."""
    with in_sets() as cursor:
        cursor.execute(_LATE_SUMS, {"organisation": organisation_id, "on": on})
        return [tuple(int(value) for value in row) for row in cursor.fetchall()]  # type: ignore[misc]
