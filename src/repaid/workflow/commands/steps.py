"""A subject begins its way, and goes on by steps. Commands of the room above call these in their transaction."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.choices import Audience
from repaid.access.command import NeedsSecondPerson
from repaid.access.models import Subject
from repaid.access.plain import to_plain
from repaid.kernel.refusal import Finding, NotFound, refuse_if
from repaid.workflow.catalogue import Flow, Procedure
from repaid.workflow.choices import Result
from repaid.workflow.models import Run, Task, Work
from repaid.workflow.ports import flow_of
from repaid.workflow.queries import last_run, runs_of
from repaid.workflow.rules import needs_colleague, step_findings


def begin(by: Actor, subject: Subject, procedures: Sequence[str], four_eyes: Sequence[str] = ()) -> Work:
    """Put a subject at the beginning of the way of its kind."""
    flow = flow_of(subject.kind)
    work = Work.objects.create(
        subject=subject, organisation_id=by.organisation_id, author_id=by.user_id, state=flow.states[0].code,
        since=today(by.organisation_id), procedures=list(procedures), four_eyes=list(four_eyes),
    )  # fmt: skip
    _give_task(flow, work)
    return work


def procedure_named(kind: str, code: str) -> Procedure:
    """The procedure with this code; else NotFound."""
    found = flow_of(kind).procedure(code)
    if found is None:
        raise NotFound(kind=_("procedure"), number=code)
    return found


def refuse_step(by: Actor, kind: str, work: Work, code: str, *, prepares: bool = False) -> None:
    """Refuse a procedure that may not run now, or (unless one only `prepares` it) that a colleague has to agree to."""
    flow, procedure = flow_of(kind), procedure_named(kind, code)
    refuse_if(step_findings(by, flow, work, procedure, last_run(work, code)))
    if not prepares and needs_colleague(by, work, procedure):
        raise NeedsSecondPerson(right=procedure.right.label)


def take_step(
    by: Actor, kind: str, work: Work, code: str, *, to: str = "", result: Result = Result.POSITIVE, reason: str = "",
    remarks: Sequence[Finding] = (),
) -> Run:  # fmt: skip
    """Record a run and go where it leads; the caller asked `refuse_step`, and holds the lock of `work`.

    `to` is the state where the procedure can lead to several, or stay; by default the one that it names.
    """
    flow, procedure = flow_of(kind), procedure_named(kind, code)
    before, target = work.state, to or _target(work, procedure)
    left = before if procedure.remembers else "" if target != before else work.came_from
    run = Run.objects.create(
        work=work, procedure=code, round=work.round, result=result, state_before=before, state_after=target,
        came_from=left, reason=reason.strip(), remarks=_as_kept(remarks), run_on=today(by.organisation_id),
        run_by_id=by.user_id, approved_by_id=by.approved_by_id,
    )  # fmt: skip
    if procedure.comes_back:
        work.round += 1
    if target != before:
        work.state, work.came_from, work.since = target, left, run.run_on
        _give_task(flow, work)
    work.save(update_fields=["state", "came_from", "since", "round"])
    return run


def take_back(by: Actor, kind: str, work: Work, code: str, reason: str, *, remarks: Sequence[Finding] = ()) -> Run:
    """Record that the latest run of a procedure was a mistake, and go back to where it began.

    From then on the procedure can run again. The caller holds the lock of `work`.
    """
    mistake, before = last_run(work, code), work.state
    assert mistake is not None, "there is a run to take back"
    earlier = runs_of(work).filter(pk__lt=mistake.pk).first()
    run = Run.objects.create(
        work=work, procedure=code, round=work.round, result=Result.UNDONE, state_before=before,
        state_after=mistake.state_before, came_from=earlier.came_from if earlier else "", reason=reason.strip(),
        remarks=_as_kept(remarks), run_on=today(by.organisation_id), run_by_id=by.user_id,
        approved_by_id=by.approved_by_id,
    )  # fmt: skip
    if run.state_after != before:
        work.state, work.came_from, work.since = run.state_after, run.came_from, run.run_on
        _give_task(flow_of(kind), work)
        work.save(update_fields=["state", "came_from", "since"])
    return run


def _as_kept(remarks: Sequence[Finding]) -> list[list[object]]:
    return [[each.code, to_plain(dict(each.facts))] for each in remarks]


def stop(by: Actor, work: Work) -> None:
    """Nobody has to lead a subject on any more: its task is closed."""
    work.tasks.filter(closed_on=None).update(closed_on=today(by.organisation_id))


def _target(work: Work, procedure: Procedure) -> str:
    if procedure.comes_back:
        return work.came_from
    return procedure.to[0] if procedure.to else work.state


def _give_task(flow: Flow, work: Work) -> None:
    """Close the task of the state that was left and open that of the one that was entered."""
    work.tasks.filter(closed_on=None).update(closed_on=work.since)
    state = flow.state(work.state)
    chief = flow.procedure(state.chief)
    if chief is not None:
        person = _author_at_work(work) if state.is_own else None
        Task.objects.create(
            work=work, state=state.code, right=chief.right.code, person_id=person,
            opened_on=work.since, due_on=work.since + timedelta(days=state.days) if state.days else None,
        )  # fmt: skip


def _author_at_work(work: Work) -> int | None:
    """The author, when it is a member of staff at work: all else waits for whoever holds the right."""
    author = work.author
    return author.pk if author is not None and author.audience == Audience.STAFF and author.is_active else None
