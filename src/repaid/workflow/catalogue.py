"""What a flow is made of. Declared once, as data, by the room that the subject belongs to.

Buttons, guards, tasks, the stage bar, the drawing (`drawing`) and the proof that nobody gets stuck (`soundness`) all
come from the declaration.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from repaid.access.rights import Right
from repaid.kernel.refusal import Text
from repaid.workflow.choices import Degree, Repeat


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of a flow."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A place on a flow. `chief`: the procedure that leads on; `days`: until when it should, from the day of arrival.

    In a state without a `stage` one sees the stage that one came from. `is_own`: the author has to lead on.
    """

    code: str
    label: Text
    is_open: bool = True
    stage: str = ""
    chief: str = ""
    days: int | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """A step: from which states, where to, with which right, by which command.

    No `to` leaves the state as it is; with `may_stay` that can happen too. `comes_back` leads to the state that was
    left for a correction, which a procedure with `remembers` keeps in mind.
    """

    code: str
    label: Text
    right: Right
    command: str
    sources: frozenset[str]
    to: tuple[str, ...] = ()
    may_stay: bool = False
    remembers: bool = False
    comes_back: bool = False
    repeat: Repeat = Repeat.ONCE
    degree: Degree = Degree.HANDLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The way of one kind of subject. The first state is where it begins.

    `barred` is the sentence for a procedure that may not run in the present {state}; it names the {procedure}.
    """

    kind: str
    label: Text
    barred: Text
    stages: tuple[Stage, ...]
    states: tuple[State, ...]
    procedures: tuple[Procedure, ...]

    @property
    def codes(self) -> list[str]:
        """The codes of the procedures in their order."""
        return [each.code for each in self.procedures]

    def state(self, code: str) -> State:
        """The state with this code."""
        return next(each for each in self.states if each.code == code)

    def procedure(self, code: str) -> Procedure | None:
        """The procedure with this code, if there is one."""
        return next((each for each in self.procedures if each.code == code), None)

    def stage_of(self, state: str, came_from: str = "") -> Stage | None:
        """The stage one sees in a state; None when the subject is closed."""
        found = self.state(state).stage or (self.state(came_from).stage if came_from else "")
        return next((each for each in self.stages if each.code == found), None)

    def targets(self, procedure: Procedure) -> tuple[str, ...]:
        """Every other state that a procedure can lead to."""
        if procedure.comes_back:
            left = [each.sources for each in self.procedures if each.remembers]
            return tuple(state.code for state in self.states if any(state.code in sources for sources in left))
        return procedure.to

    def moves(self) -> Iterator[tuple[str, str, Procedure]]:
        """Every way from one state to another."""
        for procedure in self.procedures:
            for state in self.states:
                if state.code in procedure.sources:
                    yield from ((state.code, target, procedure) for target in self.targets(procedure))
