"""Rates: agreed, indexed, statutory; dated tables; the rate of each day.

A rate is a Decimal in per cent a year. Rates lie on a grid of 0.0001 per cent,
so `ppm` (parts per million, int) is exact and is what the engine computes with.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

PPM: Final = 1_000_000
PPM_PER_PERCENT: Final = 10_000


class RateTooFine(ValueError):
    """A rate between two points of the grid of 0.0001 per cent."""


@lru_cache(maxsize=1024)
def ppm(percent: Decimal) -> int:
    """Parts per million of a rate in per cent.

    >>> ppm(Decimal("9.4822"))
    94822
    """
    scaled = percent * PPM_PER_PERCENT
    if scaled != int(scaled):
        raise RateTooFine(f"{percent} per cent is finer than 0.0001 per cent")
    return int(scaled)


@dataclass(frozen=True, slots=True)
class RateStep:
    """A rate in force from a day on (None: from the beginning)."""

    since: date | None
    percent: Decimal


@dataclass(frozen=True, slots=True)
class TableStep:
    """One row of a table of law: the rate from a day on, and where it is written."""

    since: date
    percent: Decimal
    source: str = ""


@dataclass(frozen=True, slots=True)
class RateTable:
    """Rates by date, oldest first, known up to `until` (None: the last one stands until further notice)."""

    name: str
    steps: tuple[TableStep, ...]
    until: date | None = None
    _since: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        since = tuple(step.since for step in self.steps)
        if any(a >= b for a, b in pairwise(since)):
            raise ValueError(f"table {self.name}: steps must rise by date")
        object.__setattr__(self, "_since", since)

    def on(self, day: date) -> TableStep | None:
        """The step in force on a day; None where the table does not reach."""
        if self.until is not None and day >= self.until:
            return None
        found = bisect_right(self._since, day)
        return self.steps[found - 1] if found else None

    def changes(self, start: date, end: date) -> Iterator[date]:
        """The days in (start, end) on which the answer changes."""
        yield from self._since[bisect_right(self._since, start) : bisect_left(self._since, end)]
        if self.until is not None and start < self.until < end:
            yield self.until


@dataclass(frozen=True, slots=True)
class RateRule:
    """How the rate of a day is found: the agreed one, or a table's, never above the legal maximum.

    `percent` alone is a fixed rate. With `table` the rate is table x multiple +
    margin (statutory, twice statutory, index + margin). `cap` names the table of
    the legal maximum; the lower of the two counts. A maximum that is not on file
    is reported, and the agreed rate stands.
    """

    percent: Decimal = Decimal(0)
    table: str = ""
    multiple: Decimal = Decimal(1)
    margin: Decimal = Decimal(0)
    cap: str = ""


class DayRate(NamedTuple):
    """The rate of [start, end): ppm, the tables it came from, the tables that were missing."""

    start: date
    end: date
    ppm: int
    source: str
    missing: tuple[str, ...] = ()


Tables = Mapping[str, RateTable]


def rates_between(rule: RateRule, tables: Tables, start: date, end: date) -> list[DayRate]:
    """The rates of the days [start, end), cut where a table changes."""
    if not (rule.table or rule.cap):
        return [DayRate(start, end, ppm(rule.percent), "")]
    cuts = {start, end}
    for name in (rule.table, rule.cap):
        if name in tables:
            cuts.update(tables[name].changes(start, end))
    days = sorted(cuts)
    return [_day_rate(rule, tables, a, b) for a, b in pairwise(days)]


def _day_rate(rule: RateRule, tables: Tables, start: date, end: date) -> DayRate:
    percent, sources, missing = rule.percent, [], []
    if rule.table:
        step = _step(tables, rule.table, start)
        if step is None:
            missing.append(rule.table)
        else:
            percent = step.percent * rule.multiple + rule.margin
            sources.append(step.source or rule.table)
    if rule.cap:
        step = _step(tables, rule.cap, start)
        if step is None:
            missing.append(rule.cap)
        elif step.percent < percent:
            percent = step.percent
            sources.append(step.source or rule.cap)
    return DayRate(start, end, ppm(percent), ", ".join(sources), tuple(missing))


def _step(tables: Tables, name: str, day: date) -> TableStep | None:
    table = tables.get(name)
    return table.on(day) if table else None
