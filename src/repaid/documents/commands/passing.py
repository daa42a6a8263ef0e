"""Passing a document on, and answering: its way is kept (CC-30)."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor, staff_actor
from repaid.access.choices import Audience
from repaid.access.command import command
from repaid.access.models import Group, User
from repaid.documents.choices import StepState, Wanted
from repaid.documents.models import Document, Step
from repaid.documents.queries import document_numbered, documents, steps_waiting
from repaid.documents.rights import VIEW_DOCUMENTS
from repaid.kernel.names import in_language
from repaid.kernel.refusal import NotFound, Refusal, WrongInput

NOTE_MAX = 500


class MayNotSeeIt(Refusal):
    code = "may_not_see_it"
    sentence = _("{name} may not see documents of level “{level}”. Choose another person.")


class AnsweredAlready(Refusal):
    code = "answered_already"
    sentence = _("This was answered already.")


@dataclass(frozen=True, slots=True)
class DocumentPassed:
    step_id: int
    number: str
    subject_id: int | None


@command("documents.pass_document", right=VIEW_DOCUMENTS, personal=("note",))
def pass_document(
    *,
    by: Actor,
    number: str,
    wanted: Wanted,
    user: int | None = None,
    group: str = "",
    due_on: date | None = None,
    note: str = "",
) -> DocumentPassed:
    """Pass a document to a person or to a group; refused where they may not see it."""
    if (user is None) == (not group):
        raise WrongInput(reason=_("Choose a person or a group."), field="to")
    document = document_numbered(by, number)
    step = Step(document=document, asked_by_id=by.account, wanted=wanted, due_on=due_on, note=_short(note, "note"))
    step.to_user = None if user is None else _person(by, user, document)
    step.to_group = _group(by, group, document) if group else None
    step.save()
    return DocumentPassed(step.pk, number, document.subject_id)


@command("documents.answer_step", right=VIEW_DOCUMENTS, personal=("answer",))
def answer_step(*, by: Actor, step: int, refused: bool = False, answer: str = "") -> DocumentPassed:
    """Answer a document that was passed to the actor: done, or refused with a reason."""
    row = steps_waiting(by, answered=True).filter(pk=step).first()
    if row is None:
        raise NotFound(kind=_("step"), number=step)
    row = Step.objects.select_for_update(of=("self",)).select_related("document").get(pk=step)
    if row.state != StepState.WAITING:
        raise AnsweredAlready
    if refused and not answer.strip():
        raise WrongInput(reason=_("Say why."), field="answer")
    row.state = StepState.REFUSED if refused else StepState.DONE
    row.answer, row.answered_by_id, row.answered_at = _short(answer, "answer"), by.account, timezone.now()
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    return DocumentPassed(row.pk, row.document.number, row.document.subject_id)


def _person(by: Actor, key: int, document: Document) -> User:
    """A colleague who sees the document, by right, scope and level."""
    rows = User.objects.filter(organisation=by.organisation_id, audience=Audience.STAFF, is_active=True)
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound(kind=_("user"), number=key)
    if not documents(staff_actor(found, channel=by.channel)).filter(pk=document.pk).exists():
        raise MayNotSeeIt(name=found.name, level=in_language(document.level.names), field="to")
    return found


def _group(by: Actor, code: str, document: Document) -> Group:
    """A group whose members may see documents of this level."""
    found = Group.objects.filter(organisation=by.organisation_id, code=code).first()
    if found is None:
        raise NotFound(kind=_("group"), number=code)
    sees = document.level.is_open or document.level.groups.filter(pk=found.pk).exists()
    if not sees or VIEW_DOCUMENTS.code not in found.rights:
        raise MayNotSeeIt(
            name=in_language(found.names) or found.code, level=in_language(document.level.names), field="to"
        )
    return found


def _short(text: str, field: str) -> str:
    if len(text) > NOTE_MAX:
        raise WrongInput(reason=_("The text is too long. Shorten it."), field=field)
    return text.strip()
