"""What workflow asks the room whose subjects move: its flow, what stands against a step, what the step will do.

Filled in `AppConfig.ready()`. The step itself is the command that the procedure names.
"""

from collections.abc import Mapping
from typing import Final, Protocol

from repaid.access.actors import Actor
from repaid.access.models import Subject
from repaid.kernel.refusal import Finding, Text
from repaid.workflow.catalogue import Flow, Procedure


class Steps(Protocol):
    """A flow with what its room knows of it."""

    @property
    def flow(self) -> Flow:
        """The declaration."""

    @property
    def sentences(self) -> Mapping[str, Text]:
        """The sentence of each remark, by its code."""

    def checks(self, by: Actor, subject: Subject, procedure: Procedure) -> list[Finding]:
        """What stands against running a procedure now, beside state and right; warnings and notes do not bar it."""

    def remarks(self, subject: Subject, procedure: Procedure) -> list[Finding]:
        """What running it will do, told before."""


_STEPS: Final[dict[str, Steps]] = {}


def tell_flow(steps: Steps) -> None:
    """Fill the port for one kind of subject."""
    _STEPS[steps.flow.kind] = steps


def steps_of(kind: str) -> Steps:
    """Who knows the way of subjects of this kind."""
    return _STEPS[kind]


def flow_of(kind: str) -> Flow:
    """The way of subjects of this kind."""
    return _STEPS[kind].flow


def flows() -> list[Flow]:
    """Every flow that was told."""
    return [steps.flow for steps in _STEPS.values()]
