"""Reading closes: how far one is, what it did, how the portfolio aged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.choices import ScopeLevel
from repaid.access.models.organisation import coded
from repaid.access.scope import visible
from repaid.daily_close.choices import PARTED, RunState, StepName
from repaid.daily_close.models import BookCheck, BucketChange, Part, PartSum, Run, Step, Summary
from repaid.kernel.refusal import Finding, NotFound
from repaid.ledger.months import Month
from repaid.products.queries import product_names
from repaid.reports.queries import AgeingRow, Portfolio

DAYS_SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step of a run: `state` is done, running or waiting; `done` of `all` parts."""

    name: StepName
    state: str
    rows: int
    done: int
    all: int
    seconds: float | None


def runs(by: Actor) -> QuerySet[Run]:
    """The closes of the actor's organisation, newest day first."""
    return Run.objects.filter(organisation=by.organisation_id).select_related("started_by").order_by("-day")


def run_of(by: Actor, day: date) -> Run:
    """The close of a day."""
    found = runs(by).filter(day=day).first()
    if found is None:
        raise NotFound(kind=Run.__name__, number=day)
    return found


def steps_of(run: Run) -> list[StepDone]:
    """The steps of a run in their order; two queries."""
    rows = {step.name: step for step in run.steps.all()}
    counted = Part.objects.filter(step__run=run).values_list("step__name").annotate(Count("pk"), Count("finished_at"))
    parts = {name: (done, count) for name, count, done in counted}
    return [_step(name, rows[name], parts.get(name, (0, 1))) for name in StepName]


def _step(name: StepName, step: Step, parts: tuple[int, int]) -> StepDone:
    state = "done" if step.finished_at else "running" if step.started_at else "waiting"
    seconds = (step.finished_at - step.started_at).total_seconds() if step.finished_at and step.started_at else None
    return StepDone(name, state, step.rows, *parts, seconds)


@dataclass(frozen=True, slots=True)
class Earned:
    """What a day earned in one currency, minor units."""

    currency: str
    interest: int
    penalty: int
    fees: int


def earned_on(run: Run) -> list[Earned]:
    """What the contracts earned by themselves on a day, by currency."""
    rows = PartSum.objects.filter(part__step__run=run).values_list("cohort__currency").order_by("cohort__currency")
    sums = rows.annotate(Sum("earned_interest"), Sum("earned_penalty"), Sum("earned_fees"))
    return [Earned(currency, int(interest), int(penalty), int(fees)) for currency, interest, penalty, fees in sums]


@dataclass(frozen=True, slots=True)
class Roll:
    """How many contracts went from one bucket to another on a day."""

    before: int
    after: int
    contracts: int


def rolls_of(run: Run) -> list[Roll]:
    """The moves between buckets on a day."""
    rows = BucketChange.objects.filter(organisation=run.organisation_id, day=run.day)
    counted = rows.values_list("before", "after").order_by("before", "after").annotate(Count("pk"))
    return [Roll(before, after, count) for before, after, count in counted]


def moves_of(by: Actor, day: date) -> QuerySet[BucketChange]:
    """The contracts in the actor's scope that went from one bucket to another on a day."""
    rows = BucketChange.objects.filter(organisation=by.organisation_id, day=day)
    return visible(rows, by, subject="contract__subject").select_related("contract__subject")


def late_sums(rolls: Sequence[Roll]) -> tuple[int, int]:
    """How many became late, and how many are late no longer."""
    newly = sum(roll.contracts for roll in rolls if roll.before == 0)
    return newly, sum(roll.contracts for roll in rolls if roll.after == 0)


@dataclass(frozen=True, slots=True)
class Aged:
    """The contracts in a bucket at the end of a day."""

    day: date
    bucket: int
    contracts: int


def ageing_until(by: Actor, day: date) -> list[Aged]:
    """Contracts by bucket at the end of each of the last closed days, oldest first."""
    rows = Summary.objects.filter(run__organisation=by.organisation_id, run__day__lte=day)
    newest = list(runs(by).filter(day__lte=day).values_list("pk", flat=True)[:DAYS_SHOWN])
    counted = rows.filter(run__in=newest).values("bucket", on=F("run__day")).annotate(count=Sum("contracts"))
    return [Aged(row["on"], row["bucket"], row["count"]) for row in counted.order_by("on", "bucket")]


def last_closed(by: Actor, on: date) -> Run | None:
    """The last sealed day of the actor's organisation up to `on`."""
    return runs(by).filter(day__lte=on, state=RunState.SEALED).first()


def closed_portfolio(by: Actor, day: date) -> Portfolio:
    """The ageing table of a closed day as its close kept it, for an actor who sees whole branches; two queries."""
    found = Summary.objects.filter(_branches(by), run__organisation=by.organisation_id, run__day=day)
    rows = found.order_by("product", F("branch__code").asc(nulls_first=True), "currency", "bucket")
    names = product_names(by)
    told = ("currency", "bucket", "contracts", "principal", "overdue")
    table = tuple(
        AgeingRow(code, names[code], coded(place, name) if place else "", *figures)
        for code, place, name, *figures in rows.values_list("product", "branch__code", "branch__name", *told)
    )
    return Portfolio(day, table, unbilled=0, as_closed=True)


def sees_whole_branches(by: Actor) -> bool:
    """Whether an actor's scope is made of whole branches, which is how a close adds up."""
    return by.scope not in (ScopeLevel.OWN, ScopeLevel.GROUP)


def _branches(by: Actor) -> Q:
    match by.scope:
        case ScopeLevel.BRANCH:
            return Q(branch=by.branch_id)
        case ScopeLevel.PROVINCE:
            return Q(branch__province=by.province_id)
        case _:
            return Q()


def checks(by: Actor) -> QuerySet[BookCheck]:
    """Checks of the books, newest first."""
    return BookCheck.objects.filter(organisation=by.organisation_id).select_related("started_by").order_by("-pk")


def parts_left(run: Run) -> tuple[int, int]:
    """How many parts of all steps are done, of how many."""
    parts = Part.objects.filter(step__run=run, step__name__in=PARTED)
    counted = parts.aggregate(all=Count("pk"), done=Count("finished_at"))
    return counted["done"], counted["all"]


def comparison_findings(organisation_id: int, month: Month) -> list[Finding]:
    """What the last comparison of ledger and contracts has against closing a month of the books."""
    sealed = Run.objects.filter(organisation=organisation_id, state=RunState.SEALED, day__gte=month.last_day)
    last = sealed.order_by("-day").first()
    if last is None or not last.findings:
        return []
    sentence = _("The close of {day} found that ledger and contracts differ. Settle that first, then close the period.")
    return [Finding("ledger_differs", sentence, facts={"day": last.day})]
