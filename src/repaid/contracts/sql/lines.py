"""Twin of what `loanmath` says has been earned on a day (`loanmath.life.earned`), for lines of many contracts.

A line is what the engine carries on one day and adds by the day (`queries.standing`); here it is only read off and
rounded, by the same named rules as `loanmath.rounding`: they act on the magnitude, as the division of PostgreSQL does.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from repaid.contracts.queries.standing import numbers_of

_NUMBER: Final = (
    "CASE {line}.basis WHEN 0 THEN %({day}_0)s WHEN 1 THEN %({day}_1)s WHEN 2 THEN %({day}_2)s ELSE %({day}_3)s END"
)
_ROUNDED: Final = """
    (({x}) / {bottom} + CASE WHEN ({x}) < 0 THEN -1 ELSE 1 END * CASE {rounding}
        WHEN 0 THEN (2 * abs(({x}) %% {bottom}) >= {bottom})::int
        WHEN 1 THEN (2 * abs(({x}) %% {bottom}) > {bottom}
                     OR (2 * abs(({x}) %% {bottom}) = {bottom} AND ({x}) / {bottom} %% 2 <> 0))::int
        WHEN 2 THEN (({x}) %% {bottom} <> 0)::int
        ELSE 0 END)
"""


def rounded(top: str, bottom: str, rounding: str) -> str:
    """SQL for top / bottom, rounded as `loanmath.rounding.round_ratio` does; `rounding` is a place in ROUNDINGS.

    The top is repeated where it is needed: a subquery would cost more than the few sums it saves.
    """
    return _ROUNDED.format(x=top, bottom=bottom, rounding=rounding)


def earned_on(line: str, day: str) -> str:
    """SQL for what the line of the row `line` has earned on the day `day` (a name given to `day_arguments`).

    Before its own first day a line says what it said then.
    """
    passed = f"GREATEST({_NUMBER.format(line=line, day=day)} - {line}.origin, 0)"
    return rounded(f"{line}.top + {line}.slope * {passed}", f"{line}.bottom", f"{line}.rounding")


def day_arguments(**days: date) -> Mapping[str, int]:
    """The arguments of statements made with `earned_on`: the numbers of each named day."""
    return {f"{name}_{basis}": number for name, day in days.items() for basis, number in enumerate(numbers_of(day))}


_THIRTY: Final = (
    "360 * (extract(year FROM {end}) - extract(year FROM {start}))::int"
    " + 30 * (extract(month FROM {end}) - extract(month FROM {start}))::int"
    " + LEAST(extract(day FROM {end}), 30)::int - LEAST(extract(day FROM {start}), 30)::int"
)


def days_between(start: str, end: str, is_thirty: str) -> str:
    """SQL for the days from one day to another: actual ones, or those of 30E/360 where `is_thirty` holds."""
    thirty = _THIRTY.format(start=start, end=end)
    return f"CASE WHEN {is_thirty} THEN {thirty} ELSE {end} - {start} END"
