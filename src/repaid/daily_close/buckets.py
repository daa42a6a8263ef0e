"""Buckets of days past due: who went from which to which on a day, and what stands in each."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from repaid.contracts.queries.cohorts import cohort_ids
from repaid.contracts.sql.lateness import LATE, OVERDUE
from repaid.contracts.sql.sets import in_sets

_CHANGES: Final = f"""
    WITH late AS ({LATE}),
    was AS (
        SELECT contract_id, bucket FROM daily_close_contractbucket
        WHERE organisation_id = %(organisation)s AND contract_id BETWEEN %(first)s AND %(last)s
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
      AND g.contract_id BETWEEN %(first)s AND %(last)s
"""
_ENTER: Final = """
    INSERT INTO daily_close_contractbucket (contract_id, organisation_id, bucket, since)
    SELECT contract_id, organisation_id, after, day FROM daily_close_bucketchange
    WHERE organisation_id = %(organisation)s AND day = %(on)s AND after > 0
      AND contract_id BETWEEN %(first)s AND %(last)s
    ON CONFLICT (contract_id) DO UPDATE SET bucket = EXCLUDED.bucket, since = EXCLUDED.since
"""
_LATE_SUMS: Final = f"""
    SELECT s.cohort_id, k.bucket, count(*), sum(s.principal), COALESCE(sum(o.overdue), 0)
    FROM daily_close_contractbucket k
    JOIN contracts_standing s ON s.contract_id = k.contract_id AND s.contract_id BETWEEN %(first)s AND %(last)s
    LEFT JOIN ({OVERDUE}) o ON o.contract_id = k.contract_id
    WHERE k.organisation_id = %(organisation)s AND k.contract_id BETWEEN %(first)s AND %(last)s
    GROUP BY s.cohort_id, k.bucket
"""


class Late(NamedTuple):
    """Contracts of a cohort in a bucket: how many, their principal, what is overdue; minor units."""

    cohort_id: int
    bucket: int
    contracts: int
    principal: int
    overdue: int


def note_changes(organisation_id: int, on: date, first: int, last: int) -> int:
    """Log the contracts with ids in [first, last] that changed their bucket by the end of a day; returns how many."""
    given: Mapping[str, Any] = {
        "organisation": organisation_id, "on": on, "first": first, "last": last, "cohorts": cohort_ids(organisation_id)
    }  # fmt: skip
    with in_sets() as cursor:
        cursor.execute(_CHANGES, given)
        count: int = cursor.rowcount
        cursor.execute(_LEAVE, given)
        cursor.execute(_ENTER, given)
    return count


def late_sums(organisation_id: int, on: date, first: int, last: int) -> list[Late]:
    """What of the contracts with ids in [first, last] is past due, by cohort and bucket."""
    with in_sets() as cursor:
        cursor.execute(_LATE_SUMS, {"organisation": organisation_id, "on": on, "first": first, "last": last})
        return [Late(*map(int, row)) for row in cursor.fetchall()]
