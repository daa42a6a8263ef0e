"""The way of an application: thirteen procedures, as decisions.md has them (table "Procedures, states, stages")."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.models import Subject
from repaid.access.rights import Right
from repaid.kernel.refusal import Finding, Text
from repaid.origination import rights
from repaid.origination.choices import KIND, Step
from repaid.origination.choices import Stage as StageCode
from repaid.origination.choices import State as Code
from repaid.origination.models import Application
from repaid.origination.remarks import SENTENCES, remarks
from repaid.origination.rules import checks
from repaid.workflow.catalogue import Flow, Procedure, Stage, State
from repaid.workflow.choices import Degree, Repeat

OPEN: Final = frozenset(
    {Code.ENTERED, Code.IN_VERIFICATION, Code.IN_CORRECTION, Code.APPROVED, Code.SIGNED, Code.LAUNCHED}
)
CORRECTED: Final = frozenset({Code.IN_VERIFICATION, Code.APPROVED, Code.SIGNED, Code.LAUNCHED})


def _state(code: Code, stage: str = "", chief: str = "", days: int | None = None, *, is_own: bool = False) -> State:
    is_open = code in OPEN or code == Code.DRAFT
    return State(code=code, label=code.label, is_open=is_open, stage=stage, chief=chief, days=days, is_own=is_own)


def _procedure(
    step: Step, right: Right, command: str, sources: frozenset[str], *to: str, repeat: Repeat = Repeat.ONCE,
    may_stay: bool = False, remembers: bool = False, comes_back: bool = False, degree: Degree = Degree.HANDLED,
) -> Procedure:  # fmt: skip
    return Procedure(
        code=step, label=step.label, right=right, command=f"origination.{command}", sources=sources, to=to,
        repeat=repeat, may_stay=may_stay, remembers=remembers, comes_back=comes_back, degree=degree,
    )  # fmt: skip


def _at(*codes: Code) -> frozenset[str]:
    return frozenset(codes)


FLOW: Final = Flow(
    kind=KIND,
    label=_("The way of an application"),
    barred=_("Procedure “{procedure}” cannot run now: the application is {state}."),
    stages=tuple(Stage(stage, stage.label) for stage in StageCode),
    states=(
        _state(Code.DRAFT, StageCode.OFFERING, Step.ENTER, is_own=True),
        _state(Code.ENTERED, StageCode.APPLYING, Step.VERIFY, 3),
        _state(Code.IN_VERIFICATION, StageCode.RISK, Step.DECIDE, 2),
        _state(Code.APPROVED, StageCode.SIGNING, Step.SIGN, 14),
        _state(Code.SIGNED, StageCode.VERIFYING, Step.ACCEPT, 2),
        _state(Code.LAUNCHED, StageCode.LAUNCHING),
        _state(Code.IN_CORRECTION, "", Step.END_CORRECTION, 3, is_own=True),
        *map(_state, (Code.DECLINED, Code.REJECTED, Code.WITHDRAWN, Code.CLOSED_BY_DEATH)),
    ),
    procedures=(
        _procedure(Step.ENTER, rights.ENTER, "enter_application", _at(Code.DRAFT), Code.ENTERED),
        _procedure(Step.TAKE, rights.TAKE, "take_application", OPEN, repeat=Repeat.ANY_TIME),
        _procedure(Step.VERIFY, rights.VERIFY, "pass_for_verification", _at(Code.ENTERED), Code.IN_VERIFICATION),
        _procedure(
            Step.CORRECT, rights.CORRECT, "pass_for_correction", CORRECTED, Code.IN_CORRECTION,
            repeat=Repeat.EACH_ROUND, remembers=True,
        ),
        _procedure(
            Step.END_CORRECTION, rights.ENTER, "end_correction", _at(Code.IN_CORRECTION), repeat=Repeat.EACH_ROUND,
            comes_back=True,
        ),
        _procedure(
            Step.DECIDE, rights.DECIDE, "decide", _at(Code.IN_VERIFICATION), Code.APPROVED, Code.DECLINED,
            degree=Degree.SUPPORTED,
        ),
        _procedure(Step.SIGN, rights.SIGN, "sign_contract", _at(Code.APPROVED), Code.SIGNED, degree=Degree.SUPPORTED),
        _procedure(Step.ACCEPT, rights.ACCEPT, "accept_application", _at(Code.SIGNED), Code.LAUNCHED),
        _procedure(
            Step.ACCEPT_QUICKLY, rights.ACCEPT_QUICKLY, "accept_quickly", _at(Code.ENTERED, Code.IN_VERIFICATION),
            Code.LAUNCHED,
        ),
        _procedure(Step.REJECT, rights.REJECT, "reject_application", OPEN, Code.REJECTED),
        _procedure(Step.WITHDRAW, rights.WITHDRAW, "withdraw_application", OPEN, Code.WITHDRAWN),
        _procedure(
            Step.CLIENT_ZONE, rights.CLIENT_ZONE, "give_client_zone_access", OPEN, repeat=Repeat.ANY_TIME
        ),
        _procedure(Step.DEATH, rights.DEATH, "record_death", OPEN, Code.CLOSED_BY_DEATH, may_stay=True),
    ),
)  # fmt: skip


class ApplicationSteps:
    """Fills the port of workflow for applications."""

    flow = FLOW
    sentences: Mapping[str, Text] = SENTENCES

    def checks(self, by: Actor, subject: Subject, procedure: Procedure) -> list[Finding]:
        return checks(by, _of(subject), Step(procedure.code))

    def remarks(self, subject: Subject, procedure: Procedure) -> list[Finding]:
        return remarks(_of(subject), Step(procedure.code))


def _of(subject: Subject) -> Application:
    return Application.objects.select_related("subject__handler", "work", "product", "borrower", "contract").get(
        subject=subject
    )


APPLICATION_STEPS: Final = ApplicationSteps()
