"""Adding up standings: what the books ought to hold of the contracts of each cohort, and what a day earned.

`earned_*` is the twin of `repaid.contracts.postings.position` between the last posting and a day, for contracts whose
lines hold on that day; the others are returned by name, for the engine.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from repaid.contracts.sql.lines import day_arguments, earned_on
from repaid.contracts.sql.sets import in_sets


class CohortSum(NamedTuple):
    """The contracts of one cohort on a day, minor units; `earned_*` since the last posting."""

    cohort_id: int
    contracts: int = 0
    principal: int = 0
    interest: int = 0
    penalty: int = 0
    fees: int = 0
    tax: int = 0
    credit: int = 0
    earned_interest: int = 0
    earned_penalty: int = 0
    earned_fees: int = 0

    def plus(self, other: "CohortSum") -> "CohortSum":
        """Both together; the cohort is this one's."""
        return CohortSum(self.cohort_id, *(mine + theirs for mine, theirs in zip(self[1:], other[1:], strict=True)))


@dataclass(slots=True)
class Total:
    """Sums by cohort."""

    cohorts: dict[int, CohortSum] = field(default_factory=dict)

    def add(self, rows: Iterable[CohortSum]) -> None:
        """Add sums to those that are there."""
        for row in rows:
            known = self.cohorts.get(row.cohort_id)
            self.cohorts[row.cohort_id] = known.plus(row) if known else row


_HOLDS: Final = "s.until >= %(on)s AND NOT (s.follows_law AND %(law_changed)s AND s.as_of < %(on)s)"
_SUMS: Final = f"""
    SELECT s.cohort_id, count(*), sum(s.principal), sum(s.interest + line.now), sum(s.penalty), sum(s.fees), sum(s.tax),
           sum(s.credit), sum(line.now - line.posted), 0, 0
    FROM contracts_standing s
    CROSS JOIN LATERAL (SELECT {earned_on("s", "now")} AS now, {earned_on("s", "posted")} AS posted) line
    WHERE s.contract_id BETWEEN %(first)s AND %(last)s AND {_HOLDS}
      AND s.cohort_id = ANY(%(cohorts)s)
    GROUP BY s.cohort_id
"""
_LINES: Final = f"""
    SELECT s.cohort_id, e.component, sum(line.now), sum(line.now - line.posted)
    FROM contracts_earningline e
    JOIN contracts_standing s ON s.contract_id = e.contract_id
    CROSS JOIN LATERAL (SELECT {earned_on("e", "now")} AS now, {earned_on("e", "posted")} AS posted) line
    WHERE e.contract_id BETWEEN %(first)s AND %(last)s AND s.contract_id BETWEEN %(first)s AND %(last)s AND {_HOLDS}
      AND s.cohort_id = ANY(%(cohorts)s)
    GROUP BY s.cohort_id, e.component
"""
_BENT: Final = f"""
    SELECT s.contract_id FROM contracts_standing s
    WHERE s.contract_id BETWEEN %(first)s AND %(last)s AND NOT ({_HOLDS}) AND s.cohort_id = ANY(%(cohorts)s)
    ORDER BY s.contract_id
"""


class Part(NamedTuple):
    """The contracts of an organisation from one id to another."""

    cohorts: list[int]
    first: int
    last: int


def sums(part: Part, on: date, posted: date, *, law_changed: bool) -> tuple[list[CohortSum], list[int]]:
    """Sums of the contracts whose lines hold on a day, and the ids of the others. `posted`: the last closed day."""
    given = {
        **part._asdict(), "on": on, "law_changed": law_changed, **day_arguments(now=on, posted=max(posted, _EARLIEST)),
    }  # fmt: skip
    with in_sets() as cursor:
        cursor.execute(_SUMS, given)
        found = Total()
        found.add(CohortSum(*(int(value) for value in row)) for row in cursor.fetchall())
        cursor.execute(_LINES, given)
        for cohort, component, now, earned in cursor.fetchall():
            found.add([_of_line(cohort, component, int(now), int(earned))])
        cursor.execute(_BENT, given)
        return list(found.cohorts.values()), [key for (key,) in cursor.fetchall()]


_EARLIEST: Final = date(1900, 1, 1)


def _of_line(cohort: int, component: str, now: int, earned: int) -> CohortSum:
    if component == "penalty":
        return CohortSum(cohort, penalty=now, earned_penalty=earned)
    return CohortSum(cohort, earned_fees=-earned)
