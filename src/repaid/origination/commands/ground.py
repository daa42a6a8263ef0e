"""What every command on an application stands on: the locked application, and the step that is taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.scope import fetch
from repaid.kernel.refusal import Finding, refuse_if
from repaid.origination.choices import KIND, State, Step
from repaid.origination.models import Application
from repaid.origination.queries import APPLICATION, BESIDE, UNSHOWN, kept_applications
from repaid.origination.remarks import kept
from repaid.origination.rules import checks
from repaid.workflow.choices import Result
from repaid.workflow.commands.steps import refuse_step, take_step


@dataclass(frozen=True, slots=True)
class ApplicationMoved:
    """A procedure was run on an application; `state` is where it stands now."""

    subject_id: int
    number: str
    state: str


def locked(by: Actor, number: str) -> Application:
    """The application with its work, both locked; else NotFound."""
    rows = kept_applications().select_related(*BESIDE).defer(*UNSHOWN).select_for_update(of=("self", "work"))
    return fetch(rows, by, kind=APPLICATION, number=number)


def ready(by: Actor, number: str, step: Step, *, prepares: bool = False) -> Application:
    """The locked application, on which a step may run now; else the refusal that says why not.

    Whoever only `prepares` the step needs no colleague who agrees.
    """
    application = locked(by, number)
    refuse_step(by, KIND, application.work, step, prepares=prepares)
    refuse_if(checks(by, application, step))
    return application


def step_on(
    by: Actor, application: Application, step: Step, *, to: str = "", result: Result = Result.POSITIVE,
    reason: str = "", also: Sequence[Finding] = (),
) -> ApplicationMoved:  # fmt: skip
    """Record the run of a step, with `also` as remarks more, and go where it leads; the caller asked `ready`."""
    said = [*kept(application, step), *also]
    take_step(by, KIND, application.work, step, to=to, result=result, reason=reason, remarks=said)
    return moved(application)


def moved(application: Application) -> ApplicationMoved:
    """The fact that an application was moved on."""
    return ApplicationMoved(application.subject_id, application.number, State(application.work.state).value)


def said_now(by: Actor, application: Application, fields: list[str]) -> None:
    """Note who entered these fields today."""
    told = [by.user_id, today(by.organisation_id).isoformat()]
    application.said_by = application.said_by | dict.fromkeys(fields, told)
