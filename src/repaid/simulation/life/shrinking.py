"""Making a story shorter: the fewest steps after which the same law is still broken.

Groups of steps go first (a lender, a contract, a day, a kind of step), then halves, quarters and so on down to single
steps (delta debugging: Zeller, "Simplifying and Isolating Failure-Inducing Input", 2002).
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Final

from repaid.simulation.deeds import Data

Steps = list[Data]
Fails = Callable[[Steps], bool]
"""Whether a story still breaks the law."""

TRIES_MAX: Final = 400


class Spent(Exception):
    """All tries are used up."""


class Shrinking:
    """Shrinks one story; `tries` counts how often a shorter one was lived."""

    def __init__(self, steps: Steps, fails: Fails, tries_max: int = TRIES_MAX) -> None:
        self.steps, self.tries = steps, 0
        self._fails, self._tries_max = fails, tries_max

    def shrink(self) -> Steps:
        """The shortest story that was found within the tries."""
        try:
            while self._drops_groups() or self._drops_chunks() or self._drops_lines():
                continue
        except Spent:
            pass
        return self.steps

    def _drops_groups(self) -> bool:
        found = False
        for key_of in GROUPS:
            keys = dict.fromkeys(key_of(step) for step in self.steps)
            for key in reversed(keys):
                found |= len(keys) > 1 and self._try([step for step in self.steps if key_of(step) != key])
        return found

    def _drops_chunks(self) -> bool:
        found, size = False, len(self.steps) // 2
        while size:
            for begin in reversed(range(0, len(self.steps), size)):
                found |= self._try(self.steps[:begin] + self.steps[begin + size :])
            size //= 2
        return found

    def _drops_lines(self) -> bool:
        """Lines of statements and of settlements."""
        found = False
        for place, step in enumerate(self.steps):
            for line in step.get("lines", ()):
                rest = [each for each in self.steps[place].get("lines", ()) if each != line]
                fewer = {**self.steps[place], "lines": rest}
                found |= bool(rest) and self._try([*self.steps[:place], fewer, *self.steps[place + 1 :]])
        return found

    def _try(self, shorter: Steps) -> bool:
        if not shorter or shorter == self.steps:
            return False
        if self.tries == self._tries_max:
            raise Spent
        self.tries += 1
        fails = self._fails(shorter)
        if fails:
            self.steps = shorter
        return fails


GROUPS: Final[Sequence[Callable[[Data], Hashable]]] = (
    lambda step: step.get("lender", ""),
    lambda step: step.get("contract", ""),
    lambda step: step["on"],
    lambda step: step["do"],
)
"""What steps have in common. Steps of everybody (a close) have "" as lender and contract: they go together last."""
