"""A story in lines that a person reads: the day, who did what, and what came of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from repaid.simulation.deeds import Data
from repaid.simulation.life.running import Lived
from repaid.simulation.life.simulating import Story

DAYS: Final = frozenset({"value_date", "due", "until", "to", "first_due", "start", "from", "day"})
"""Fields that hold the number of a day."""
PLAIN: Final = frozenset({"on", "do", "contract"})


def story_lines(story: Story, outcome: Lived) -> Iterator[str]:
    """One line a step: day, contract, what is done with what, and its outcome."""
    for step, came in zip(outcome.steps, outcome.outcomes, strict=True):
        told = " ".join(f"{name}={_value(story, name, value)}" for name, value in step.items() if name not in PLAIN)
        who = step.get("contract", "")
        yield f"{_day(story, step['on'])}  {who:6}  {step['do']} {told} -> {came}"


def _value(story: Story, name: str, value: Any) -> Any:
    if name == "lines":
        return "; ".join(_line(story, line) for line in value)
    return _day(story, value) if name in DAYS and isinstance(value, int) else value


def _line(story: Story, line: Any) -> str:
    if isinstance(line, list):
        return " ".join(map(str, line))
    return " ".join(f"{name}={_value(story, name, value)}" for name, value in line.items() if value != "")


def _day(story: Story, number: int) -> str:
    return (story.start + timedelta(days=number)).isoformat()


def finding_line(found: Data) -> str:
    """A broken law."""
    return " · ".join(str(found[name]) for name in ("lender", "code", "sentence") if found[name])
