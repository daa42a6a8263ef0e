"""May a procedure run now? The Play button, the run window and the command ask the same question."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.kernel.refusal import Finding, MissingRight
from repaid.workflow.catalogue import Flow, Procedure
from repaid.workflow.choices import Repeat, Result
from repaid.workflow.models import Run, Work
from repaid.workflow.ports import flow_of
from repaid.workflow.queries import last_runs


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """A procedure of a subject: its latest run, and whether it can run now."""

    procedure: Procedure
    run: Run | None
    may_run: bool


def step_findings(by: Actor, flow: Flow, work: Work, procedure: Procedure, last: Run | None) -> list[Finding]:
    """What list, right, state and repeat rule say against a procedure; `last` is its latest run."""
    found = []
    facts = {"procedure": procedure.label, "state": flow.state(work.state).label}
    if procedure.code not in work.procedures:
        sentence = _("Procedure “{procedure}” is not on the list of procedures of this product.")
        found.append(Finding("procedure_not_offered", sentence, facts=facts))
    if not by.may(procedure.right.code):
        found.append(Finding(MissingRight.code, MissingRight.sentence, facts={"right": procedure.right.label}))
    if work.state not in procedure.sources:
        found.append(Finding("procedure_not_now", flow.barred, facts=facts))
    if last is not None and _is_used_up(procedure, work, last):
        sentence = _("Procedure “{procedure}” was executed already. It can run only once.")
        found.append(Finding("procedure_used_up", sentence, facts=facts))
    return found


def needs_colleague(by: Actor, work: Work, procedure: Procedure) -> bool:
    """Whether somebody else has to agree before the procedure runs."""
    is_asked = procedure.code in work.four_eyes or procedure.right.four_eyes
    return is_asked and by.user_id is not None and by.approved_by_id is None


def _is_used_up(procedure: Procedure, work: Work, last: Run) -> bool:
    if last.result == Result.UNDONE:
        return False
    match procedure.repeat:
        case Repeat.ONCE:
            return True
        case Repeat.EACH_ROUND:
            return last.round == work.round
        case _:
            return False


def procedure_rows(by: Actor, kind: str, work: Work) -> list[ProcedureRow]:
    """The procedures that were offered to a subject, in their order; two queries."""
    flow, runs = flow_of(kind), last_runs(work)
    offered = [procedure for code in work.procedures if (procedure := flow.procedure(code)) is not None]
    return [
        ProcedureRow(each, run, not step_findings(by, flow, work, each, run))
        for each in offered
        for run in [runs.get(each.code)]
    ]
