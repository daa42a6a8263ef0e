"""Reading applications, always within the actor's scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.models import Subject, User
from repaid.access.scope import fetch, visible
from repaid.access.subjects import matching
from repaid.contracts.queries.contracts import states_of
from repaid.contracts.rights import DISBURSE
from repaid.documents.queries import categories_about
from repaid.documents.usual import AGREEMENT, IDENTITY
from repaid.kernel.refusal import Text
from repaid.origination.choices import KIND, Stage, State, Step
from repaid.origination.models import Application, Comment, ProcedureList, SigningCode
from repaid.origination.rights import VIEW
from repaid.parties.national_id import national_id
from repaid.parties.queries import find_parties
from repaid.products.queries import TermsRequest
from repaid.workflow.choices import Result
from repaid.workflow.ports import flow_of
from repaid.workflow.queries import StageEntered, runs_of, stages_entered

APPLICATION: Final = _("application")
"""What an application is called where one is not found."""

UNSHOWN: Final = ("subject__search_text", "subject__search_grams")
BESIDE: Final = ("subject__handler", "work__author", "product", "borrower__subject", "branch", "contract__subject")


@dataclass(frozen=True, slots=True)
class Part:
    """Something an application is complete with. `is_needed`: before it is passed for verification."""

    code: str
    label: Text
    is_there: bool
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Waits:
    """How much waits for somebody, and how much of it is late."""

    count: int
    late: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """The procedures of a product's new applications, and those that a colleague has to agree to."""

    procedures: Sequence[str]
    four_eyes: Sequence[str]


@dataclass(frozen=True, slots=True)
class StageNow:
    """The stage one sees on the bar; None when the application is closed."""

    stage: str | None
    is_correction: bool


def kept_applications() -> QuerySet[Application]:
    """Every application but the drafts that were deleted; the ground of all that is found for somebody."""
    return Application.objects.filter(removed_on=None)


def applications(by: Actor) -> QuerySet[Application]:
    """The applications an actor sees, newest first."""
    rows = visible(kept_applications(), by, organisation="organisation")
    rows = rows.select_related(*BESIDE).prefetch_related("borrower__identifiers")
    return rows.defer(*UNSHOWN).order_by("-id")


def application_named(by: Actor, number: str) -> Application:
    """The application with this number, when the actor may see it; else NotFound."""
    rows = kept_applications().select_related(*BESIDE).defer(*UNSHOWN)
    return fetch(rows, by, kind=APPLICATION, number=number)


def named(by: Actor, text: str) -> Q:
    """Those with this number or borrower: part of a name, a phone, a whole national id (CZ-06)."""
    subjects = matching(Subject.objects.filter(organisation=by.organisation_id, kind=KIND), text)
    people = find_parties(by, text)
    return Q(subject__in=subjects.order_by().values("pk")) | Q(borrower__in=people.order_by().values("pk"))


def narrowed(
    by: Actor, rows: QuerySet[Application], *, number: str = "", borrower: str = "", national_id: str = ""
) -> QuerySet[Application]:
    """Those with this very number, of a borrower with this part of a name, with this whole national id."""
    if number:
        rows = rows.filter(subject__number=number)
    for text in filter(None, (borrower, national_id)):
        rows = rows.filter(borrower__in=find_parties(by, text).order_by().values("pk"))
    return rows


def queue(by: Actor) -> QuerySet[Application]:
    """What waits for the actor, oldest first (CL-03): own corrections, and what the actor's rights lead on."""
    mine = Q(work__tasks__person=by.user_id) | Q(work__tasks__person=None, work__tasks__right__in=by.rights)
    waiting = Q(mine, work__tasks__closed_on=None)
    if by.may(DISBURSE.code):
        waiting |= Q(work__state=State.LAUNCHED, contract__launched_on=None)
    found = Application.objects.filter(waiting, organisation=by.organisation_id).values("pk")
    task = Application.objects.filter(pk=OuterRef("pk"), work__tasks__closed_on=None)
    rows = applications(by).filter(pk__in=found).annotate(due_on=Subquery(task.values("work__tasks__due_on")[:1]))
    return rows.order_by("work__since", "id")


def waiting_for(by: Actor, today: date) -> Waits:
    """How many applications wait for the actor, and how many of them are past their day; one query."""
    late = Count("pk", filter=Q(due_on__lt=today))
    return Waits(**queue(by).aggregate(count=Count("pk"), late=late))


def own_corrections(by: Actor) -> QuerySet[Application]:
    """What was sent back to the actor (CZ-27)."""
    return applications(by).filter(work__tasks__person=by.user_id, work__tasks__closed_on=None)


def own_to_complete(by: Actor) -> QuerySet[Application]:
    """A customer's own applications that wait for the customer: drafts, and what was sent back."""
    rows = kept_applications().filter(work__state__in=(State.DRAFT, State.IN_CORRECTION)).select_related("subject")
    return visible(rows, by).order_by("-id")


def ended_by_death(party_id: int) -> QuerySet[Application]:
    """The applications of a borrower on which the death was run and not taken back, whoever may see them."""
    runs = Application.objects.filter(pk=OuterRef("pk"), work__runs__procedure=Step.DEATH).order_by("-work__runs__id")
    rows = kept_applications().filter(borrower=party_id)
    rows = rows.annotate(death=Subquery(runs.values("work__runs__result")[:1])).filter(death=Result.POSITIVE)
    return rows.select_related("subject", "work", "contract").order_by("id")


def is_beyond_return(application: Application) -> bool:
    """Whether an application that a death closed stays closed: its contract was cancelled with it."""
    return application.work.state == State.CLOSED_BY_DEATH and application.contract is not None


def is_paid_out(application: Application) -> bool:
    """Whether money of the contract was paid out."""
    return application.contract is not None and application.contract.launched_on is not None


def amount_of(application: Application) -> Money | None:
    """The amount asked for, once it is known."""
    return None if application.amount is None else Money(application.amount, application.currency)


def request_of(application: Application, start: date) -> TermsRequest | None:
    """What a contract of it would add to its product; None while amount or term are not known."""
    amount = amount_of(application)
    if amount is None or application.count is None:
        return None
    return TermsRequest(
        amount=amount, count=application.count, start=start, rate=application.rate, first_due=application.first_due
    )


def parts(application: Application) -> list[Part]:
    """What the application is complete with (CL-13), needed parts first, papers last."""
    borrower, subject = application.borrower, application.subject
    account, kept = borrower.bank_accounts.exists(), categories_about([subject, borrower.subject])
    knows_who = {(subject.pk, IDENTITY), (borrower.subject_id, IDENTITY)} & kept
    return [
        Part("amount", _("Amount"), application.amount is not None, is_needed=True),
        Part("count", _("Number of instalments"), application.count is not None, is_needed=True),
        Part("national_id", _("National ID number"), bool(national_id(borrower)), is_needed=True),
        Part("telephone", _("Telephone"), bool(application.telephone), is_needed=False),
        Part("bank_account", _("Bank account"), account, is_needed=False),
        Part("identity", _("Identity document"), bool(knows_who), is_needed=False),
        Part("agreement", _("Signed contract"), (subject.pk, AGREEMENT) in kept, is_needed=False),
    ]


def shows_signature(application: Application) -> bool:
    """Whether the customer told the code of the SMS, or the signed contract is among the documents."""
    told = SigningCode.objects.filter(application=application, confirmed_at__isnull=False)
    return told.exists() or (application.subject_id, AGREEMENT) in categories_about([application.subject])


def stage_now(application: Application) -> StageNow:
    """The stage of the deal: that of the application, from the pay-out on the contract's life."""
    work = application.work
    is_correction = work.state == State.IN_CORRECTION
    if is_paid_out(application):
        return StageNow(Stage.SETTLING, is_correction)
    stage = flow_of(KIND).stage_of(work.state, work.came_from)
    return StageNow(stage.code if stage else None, is_correction)


def stage_history(application: Application) -> list[StageEntered]:
    """The stages it went through with day and person, oldest first (CL-01)."""
    flow, author = flow_of(KIND), application.work.author
    first, last = flow.stages[0], flow.stages[-1]
    begun = StageEntered(first, application.entered_on, author.name if author else "")
    found = [begun, *stages_entered(flow, application.work)]
    contract = application.contract
    if contract is not None and contract.launched_on is not None:
        change = next(each for each in states_of(contract) if each.since == contract.launched_on)
        found.append(StageEntered(last, change.since, change.recorded_by.name if change.recorded_by else ""))
    return found


def decisions_of(application: Application) -> QuerySet[Any]:
    """The decisions on an application, newest first (CZ-09)."""
    return runs_of(application.work).filter(procedure=Step.DECIDE)


def comments_of(application: Application) -> QuerySet[Comment]:
    """What was written on an application, newest first (CZ-10)."""
    return application.comments.select_related("written_by").order_by("-id")


def writers_of(application: Application) -> Mapping[str, tuple[str, str]]:
    """For each field the name of who entered it and the day, as ISO text (CL-06)."""
    ids = {user for user, _day in application.said_by.values() if user}
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
    return {field: (names.get(user, ""), day) for field, (user, day) in application.said_by.items()}


def procedure_lists(by: Actor, code: str) -> QuerySet[ProcedureList]:
    """How the procedures of a product were set, the latest first."""
    rows = ProcedureList.objects.filter(product__organisation=by.organisation_id, product__code=code)
    return rows.select_related("set_by").order_by("-id")


def chosen_procedures(by: Actor, code: str) -> Chosen:
    """The procedures that new applications of a product get; all of them until an administrator chose."""
    latest = procedure_lists(by, code).first()
    return Chosen(latest.procedures, latest.four_eyes) if latest else Chosen(Step.values, ())


def applications_of_contract(contract: Any) -> QuerySet[Application]:
    """The application that a contract came from."""
    return Application.objects.filter(contract=contract).select_related("subject", "work")


def application_of(by: Actor, contract: Any) -> Application | None:
    """The application that a contract came from, when the actor may see it."""
    return visible(applications_of_contract(contract), by).first() if by.may(VIEW.code) else None
