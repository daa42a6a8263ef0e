"""Assigning a subject to the colleague who handles it, and to another one with a reason."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.access.models import Subject
from repaid.activities.choices import Work
from repaid.activities.commands.ground import About, choose, subject_of
from repaid.activities.models import Assignment
from repaid.activities.queries.people import staff_at_work
from repaid.activities.rights import ASSIGN
from repaid.kernel.refusal import WrongInput


@dataclass(frozen=True, slots=True)
class WorkAssigned:
    """`before` is the id of who handled it until now."""

    assignment_id: int
    before: int | None
    subject_id: int


@command("activities.assign_work", right=ASSIGN, personal=("reason",))
def assign_work(*, by: Actor, about: About, to: int | None, work: str = Work.CALL, reason: str = "") -> WorkAssigned:
    """Let a colleague handle a subject from today on; who handled it before does not any more, and the reason says why.

    Assigning to the same person for the same work again changes nothing.
    """
    heir = staff_at_work(by).filter(pk=to).first() if to else None
    if heir is None:
        raise WrongInput(reason=_("No follow-up expert is chosen. Please choose one."), field="to")
    choose(work, Work.values, "work")
    found = subject_of(by, about)
    assert found is not None, "something is assigned"
    subject = Subject.objects.select_for_update(of=("self",)).get(pk=found.pk)
    now = Assignment.objects.filter(subject=subject, until=None).first()
    if now is not None and (now.handler_id, now.work) == (heir.pk, work):
        return WorkAssigned(now.pk, now.handler_id, subject.pk)
    before = now.handler_id if now else subject.handler_id
    if before not in (None, heir.pk) and not reason.strip():
        raise WrongInput(reason=_("Say why somebody else handles it now."), field="reason")
    return _assign(by, subject, now, heir.pk, work, reason.strip())


def _assign(by: Actor, subject: Subject, now: Assignment | None, heir: int, work: str, reason: str) -> WorkAssigned:
    day, before = today(by.organisation_id), subject.handler_id
    if now is not None:
        now.until = day
        now.save(update_fields=["until"])
    row = Assignment.objects.create(
        organisation_id=by.organisation_id, subject=subject, handler_id=heir, work=work, since=day,
        assigned_by_id=by.user_id, reason=reason,
    )  # fmt: skip
    subject.handler_id = heir
    subject.save(update_fields=["handler"])
    return WorkAssigned(row.pk, before, subject.pk)
