"""What contracts of a cohort agreed, as far as a payment asks; given to statements as arrays, one a column."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple


class Agreed(NamedTuple):
    """A cohort. Amounts are minor units, rates parts per million, `bottom` days of a year times a million.

    `bears`: billed principal goes on bearing contract interest. `holds`: what nothing billed claims waits as credit.
    `bills`: an instalment that falls due on the business day may be billed by the way.
    `penalty_of` is 0 (no penalty interest), 1 (of overdue principal) or 2 (of the whole instalment); its rate has been
    the same since `penalty_from`.
    """

    cohort_id: int
    version_id: int
    branch_id: int | None
    currency: str
    bottom: int
    is_thirty: bool
    bears: bool
    rounding: int
    tolerance: int
    exponent: int
    holds: bool
    bills: bool
    cash_basis: bool
    penalty_of: int
    penalty_ppm: int
    penalty_bottom: int
    penalty_is_thirty: bool
    penalty_from: date


class Slot(NamedTuple):
    """Where a scheme pays a component that was due before the day (`is_past`) or on it.

    All slots of one `turn` come before those of the next; in one turn by instalment, then `place`, or the other way
    round (`by_component`).
    """

    cohort_id: int
    is_past: bool
    component: str
    turn: int
    place: int
    by_component: bool


_TYPES: Final = {"currency": "text", "component": "text", "penalty_from": "date"} | dict.fromkeys(
    ("is_thirty", "bears", "holds", "bills", "cash_basis", "penalty_is_thirty", "is_past", "by_component"), "boolean"
)


def as_rows(kind: Any) -> str:
    """SQL for the rows that `as_arrays` gives; `kind` is the class of the rows."""
    arrays = ", ".join(f"%({name})s::{_TYPES.get(name, 'bigint')}[]" for name in kind._fields)
    return f"(SELECT * FROM unnest({arrays}) AS given({', '.join(kind._fields)}))"


def as_arrays(rows: Sequence[Any]) -> Mapping[str, list[Any]]:
    """Named tuples of one kind, at least one, as the arguments of a statement with `as_rows`."""
    return dict(zip(rows[0]._fields, map(list, zip(*rows, strict=True)), strict=True))
