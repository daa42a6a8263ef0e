"""Rounds by turns, and what is told of them."""

import os
import platform
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final

LEAST_ROUNDS: Final = 5
PORTION_SECONDS: Final = 0.1

Work = Callable[[], int]
"""Does a portion of work; returns how many units of it."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure and what it must reach; `at_most`: the smaller the better."""

    what: str
    measured: float
    hard: float
    at_most: bool = False

    @property
    def met(self) -> bool:
        """Whether the hard goal is reached."""
        return self.measured <= self.hard if self.at_most else self.measured >= self.hard


@dataclass(frozen=True, slots=True)
class Measured:
    """A benchmark with its rates (units a second) and its goals."""

    benchmark: str
    rounds: int
    rates: Mapping[str, float]
    goals: tuple[Goal, ...]
    machine: Mapping[str, Any] = field(default_factory=lambda: machine())

    def as_data(self) -> dict[str, Any]:
        """The result as plain data, figures with three significant digits."""
        return {
            "benchmark": self.benchmark,
            "rounds": self.rounds,
            "rates": {name: short(rate) for name, rate in self.rates.items()},
            "goals": [{**asdict(goal), "measured": short(goal.measured), "met": goal.met} for goal in self.goals],
            "machine": dict(self.machine),
        }


def rates_of(works: Mapping[str, Work], rounds: int, clock: Callable[[], float] = perf_counter) -> dict[str, float]:
    """The rate of each work: all works by turns in every round, after one turn that does not count.

    `process_time` as the clock measures a core of our own; the default also waits for others (a database, a disk).
    """
    for work in works.values():
        work()
    found: dict[str, list[float]] = {name: [] for name in works}
    for _round in range(max(rounds, LEAST_ROUNDS)):
        for name, work in works.items():
            begun = clock()
            units = work()
            found[name].append(units / (clock() - begun))
    return {name: median(each) for name, each in found.items()}


def repeated(act: Callable[[], object]) -> Work:
    """A work that does one thing for about a tenth of a second."""
    begun = perf_counter()
    act()
    times = max(1, round(PORTION_SECONDS / (perf_counter() - begun)))

    def work() -> int:
        for _time in range(times):
            act()
        return times

    return work


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text(encoding="utf-8").splitlines() if facts.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "processor": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "busy": short(os.getloadavg()[0]),
        "python": platform.python_version(),
        "system": platform.system(),
    }


def short(number: float) -> float:
    """A figure with three significant digits."""
    return float(f"{number:.3g}")
