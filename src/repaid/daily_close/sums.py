"""What the parts of a run came to."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Sum

from repaid.contracts.sql.standing import CohortSum
from repaid.daily_close.buckets import Late
from repaid.daily_close.choices import StepName
from repaid.daily_close.models import Part, PartLate, PartSum, Run

FIELDS: Final = CohortSum._fields


def keep(part: Part, sums: Iterable[CohortSum]) -> None:
    """Store the sums of a part."""
    PartSum.objects.bulk_create(PartSum(part=part, **row._asdict()) for row in sums)


def keep_late(part: Part, late: Iterable[Late]) -> None:
    """Store what of a part is past due."""
    PartLate.objects.bulk_create(PartLate(part=part, **row._asdict()) for row in late)


def late_of_run(run: Run) -> list[Late]:
    """All parts of a run together, by cohort and bucket."""
    rows = (
        PartLate.objects.filter(part__step__run=run).values_list("cohort_id", "bucket").order_by("cohort_id", "bucket")
    )
    return [Late(*map(int, row)) for row in rows.annotate(*map(Sum, Late._fields[2:]))]


def of_run(run: Run) -> list[CohortSum]:
    """All parts of a run together, by cohort."""
    rows = PartSum.objects.filter(part__step__run=run, part__step__name__in=(StepName.BILL, StepName.ACCRUE))
    names = FIELDS[1:]
    found: Any = rows.values("cohort_id").order_by("cohort_id").annotate(**{f"all_{name}": Sum(name) for name in names})
    return [CohortSum(row["cohort_id"], *(int(row[f"all_{name}"]) for name in names)) for row in found]
