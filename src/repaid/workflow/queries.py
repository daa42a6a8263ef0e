"""Reading work: what was run, what was told before it, the stages entered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from repaid.access.plain import from_plain
from repaid.kernel.refusal import Finding
from repaid.workflow.catalogue import Flow, Stage
from repaid.workflow.choices import Result
from repaid.workflow.models import Run, Work
from repaid.workflow.ports import steps_of


@dataclass(frozen=True, slots=True)
class StageEntered:
    """A stage of the bar: since which day, by whom (a name; "" for nobody of the staff)."""

    stage: Stage
    since: date
    person: str


def runs_of(work: Work) -> QuerySet[Run]:
    """What was run, the latest first."""
    return work.runs.select_related("run_by", "approved_by").order_by("-id")


def last_run(work: Work, procedure: str) -> Run | None:
    """The latest run of a procedure."""
    return runs_of(work).filter(procedure=procedure).first()


def run_that_led_here(work: Work) -> Run | None:
    """The latest run that changed the state into the present one; going back to where it was is no such run."""
    led = runs_of(work).filter(state_after=work.state).exclude(result=Result.UNDONE)
    return led.exclude(state_before=work.state).first()


def last_runs(work: Work) -> Mapping[str, Run]:
    """The latest run of each procedure."""
    rows = work.runs.select_related("run_by").order_by("procedure", "-id").distinct("procedure")
    return {run.procedure: run for run in rows}


def remarks_of(kind: str, run: Run) -> list[Finding]:
    """What was told before a run, in the words of the reader."""
    sentences = steps_of(kind).sentences
    return [
        Finding(code, sentences[code], "note", facts=from_plain(facts))
        for code, facts in run.remarks
        if code in sentences
    ]


def stages_entered(flow: Flow, work: Work) -> list[StageEntered]:
    """The stages that runs led into, oldest first, each change once; a correction is no stage of its own."""
    found: list[StageEntered] = []
    for run in work.runs.select_related("run_by").order_by("id"):
        stage = flow.stage_of(run.state_after, run.came_from)
        if stage is not None and (not found or found[-1].stage != stage):
            found.append(StageEntered(stage, run.run_on, run.run_by.name if run.run_by else ""))
    return found
