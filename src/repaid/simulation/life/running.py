"""Living a story: its steps one after the other, with the laws after each day."""

import traceback
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from repaid.kernel.refusal import Refusal
from repaid.simulation.deeds import Data
from repaid.simulation.life import laws
from repaid.simulation.life.playing import is_one_command, play
from repaid.simulation.life.world import NotInStory, World, scalar

REFUSAL_CHANGED_ROWS: Final = "refusal_changed_rows"


@dataclass(slots=True)
class Lived:
    """What became of a story: its steps up to the first finding with what came of each, and counts of these."""

    steps: list[Data] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    events: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    findings: list[Data] = field(default_factory=list)
    transfers: int = 0


def live(world: World, steps: Iterable[Data]) -> Lived:
    """Play the steps until they end or something is wrong; the laws are looked at after each day."""
    lived = Lived()
    for step in steps:
        if lived.steps and step["on"] != lived.steps[-1]["on"]:
            lived.findings = laws.broken(world, lived.steps[-1]["on"])
        if lived.findings:
            break
        _take(lived, world, step, watched=is_one_command(step))
    return _ended(lived, world)


def live_again(world: World, steps: Iterable[Data], code: str) -> Lived:
    """Play the steps, looking for one kind of finding: the laws are looked at when all is played."""
    lived = Lived()
    for step in steps:
        _take(lived, world, step, watched=code == REFUSAL_CHANGED_ROWS and is_one_command(step))
        if lived.findings:
            break
    return _ended(lived, world)


def _ended(lived: Lived, world: World) -> Lived:
    if lived.steps and not lived.findings:
        lived.findings = laws.broken(world, lived.steps[-1]["on"])
    lived.transfers = scalar("SELECT count(*) FROM ledger_transfer")
    return lived


def _take(lived: Lived, world: World, step: Data, *, watched: bool) -> None:
    """Play a step; `watched`: see that nothing is changed when it is refused."""
    lived.steps.append(step)
    before = laws.footprint() if watched else None
    outcome = "done"
    try:
        play(world, step)
        lived.events[step["do"]] += 1
    except NotInStory as missing:
        outcome = f"there is no {missing}"
    except Refusal as refused:
        outcome = str(refused.facts.get("rule", refused.code))
        lived.refusals[outcome] += 1
        if before is not None and laws.footprint() != before:
            lived.findings = [_finding(step, REFUSAL_CHANGED_ROWS, "A refused command changed something")]
    except Exception as crash:  # whatever else is raised is a bug, and a bug is a finding
        outcome = "crash"
        frame = traceback.extract_tb(crash.__traceback__)[-1]
        code = f"{type(crash).__name__} in {frame.name}"
        lived.findings = [_finding(step, code, f"{crash} ({frame.filename}:{frame.lineno})")]
    lived.outcomes.append(outcome)


def _finding(step: Data, code: str, sentence: str) -> Data:
    return {"day": step["on"], "lender": step.get("lender", ""), "code": code, "sentence": sentence}
