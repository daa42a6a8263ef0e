"""A life drawn from a seed, and the shortest story in which the same goes wrong."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final

from repaid.simulation.deeds import Data
from repaid.simulation.life.dice import Dice
from repaid.simulation.life.drawing import Drawing
from repaid.simulation.life.running import Lived, live, live_again
from repaid.simulation.life.shrinking import TRIES_MAX, Shrinking
from repaid.simulation.life.world import LENDERS, build_world, lenders_in, undone

EARLIEST: Final = date(2023, 1, 1)


@dataclass(frozen=True, slots=True)
class Story:
    """Steps that can be lived again: on which day the first one is, and what they are."""

    start: date
    steps: list[Data]

    def as_data(self) -> Data:
        """The story as plain data."""
        return {**asdict(self), "start": self.start.isoformat()}

    @classmethod
    def from_data(cls, data: Data) -> "Story":
        """The story that `as_data` told."""
        return cls(date.fromisoformat(data["start"]), list(data["steps"]))


@dataclass(frozen=True, slots=True)
class Simulated:
    """What became of a seed; `shortest` is the story to look at when a law was broken, with what came of its steps."""

    lived: Lived
    shortest: Story | None = None
    outcome: Lived | None = None


def first_day(seed: int) -> date:
    """The day on which the story of a seed begins: ends of months, leap days and holidays all have their turn."""
    return EARLIEST + timedelta(days=37 * seed % 1000)


def lenders_of(seed: int) -> list[str]:
    """The lenders of the story of a seed: one, two or all of them."""
    dice = Dice(seed)
    return dice.sample(LENDERS, dice.weighed({1: 3, 2: 1, len(LENDERS): 1}))


def simulate(seed: int, days: int, contracts: int, tries: int = TRIES_MAX) -> Simulated:
    """Live the story of a seed and take it back; shrink it when a law is broken. Needs a database without lenders."""
    start = first_day(seed)
    with undone():
        world = build_world(start, lenders_of(seed))
        lived = live(world, Drawing(seed, days, contracts, world).steps())
    return shortest(start, lived, tries) if lived.findings else Simulated(lived)


def relive(story: Story) -> Simulated:
    """Live a story again and take it back."""
    with undone():
        lived = live(build_world(story.start, lenders_in(story.steps)), story.steps)
    return Simulated(lived, story, lived) if lived.findings else Simulated(lived)


def shortest(start: date, lived: Lived, tries: int = TRIES_MAX) -> Simulated:
    """What was lived with the shortest story that is found in which the first finding comes up again."""
    with undone():
        ground = build_world(start, lenders_in(lived.steps))
        code = lived.findings[0]["code"]

        def fails(steps: list[Data]) -> bool:
            with undone():
                again = live_again(ground.for_story(steps), steps, code)
            return any(found["code"] == code for found in again.findings)

        steps = Shrinking(lived.steps, fails, tries).shrink()
        with undone():
            outcome = live_again(ground.for_story(steps), steps, code)
    return Simulated(lived, Story(start, steps), outcome)


def as_data(simulated: Simulated) -> dict[str, Any]:
    """What became of it as plain data; with `story` when a law was broken."""
    lived = simulated.lived
    facts = {
        "events": dict(sorted(lived.events.items())), "refusals": dict(sorted(lived.refusals.items())),
        "findings": lived.findings, "transfers": lived.transfers,
    }  # fmt: skip
    return {**facts, "story": simulated.shortest.as_data()} if simulated.shortest else facts
