"""The ways in which the answer is not simply yes.

`Refusal`: the answer is no, in one sentence with a way out. `Finding`: one of many things to tell.
`Outage`: the outside world failed. An `assert` is a bug of ours and none of these.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Refusal(Exception):
    """The answer is no. A subclass names its `code` and its translated `sentence` with {facts} in it.

    One that `is_recorded` leaves a line in the audit trail: somebody tried what he may not.
    """

    code: ClassVar[str]
    sentence: Text
    status: ClassVar[int] = 409
    is_recorded: ClassVar[bool] = False

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts = facts

    def __str__(self) -> str:
        return str(self.sentence).format(**self.facts)

    @property
    def field(self) -> str | None:
        """The box of the form that the sentence belongs to, when it belongs to one."""
        name = self.facts.get("field")
        return str(name) if name else None


class NotFound(Refusal):
    """What does not exist and what the user may not see look alike."""

    code = "not_found"
    sentence = _("There is no {kind} {number} here, or you may not see it.")
    status = 404
    is_recorded = True


class MissingRight(Refusal):
    code = "missing_right"
    sentence = _("You do not have the right “{right}”. Your manager can give it to you.")
    status = 403
    is_recorded = True


class WrongInput(Refusal):
    """What was given cannot be read or kept; `field` names the box, `reason` is the sentence."""

    code = "wrong_input"
    sentence = _("{reason}")
    status = 422


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell, of an import, a check or a rule."""

    code: str
    sentence: Text
    severity: Literal["error", "warning", "note"] = "error"
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.sentence).format(**self.facts)


class Outage(Exception):
    """The outside world failed; `permanent` says whether trying again can help."""

    def __init__(self, sentence: Text, *, permanent: bool = False) -> None:
        super().__init__(str(sentence))
        self.permanent = permanent


def refuse_if(findings: list[Finding]) -> None:
    """Refuse with the first error among `findings`; warnings and notes pass."""
    for finding in findings:
        if finding.severity == "error":
            raise Forbidden(finding)


class Forbidden(Refusal):
    """A rule said no; sentence and facts are those of its finding, and `rule` is the finding's code."""

    code = "forbidden_by_rule"
    sentence: Text = _("{sentence}")

    def __init__(self, finding: Finding) -> None:
        super().__init__(rule=finding.code, **finding.facts)
        self.sentence = finding.sentence
