"""The steps before a decision: entering, taking, verification and correction; a comment at any time."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.contracts.commands.ground import reason_given
from repaid.kernel.refusal import Refusal
from repaid.origination import rights
from repaid.origination.choices import Step
from repaid.origination.commands.correcting import ask_author, no_more_to_ask
from repaid.origination.commands.ground import ApplicationMoved, locked, ready, step_on
from repaid.origination.models import Comment


class CommentEmpty(Refusal):
    code = "comment_empty"
    sentence = _("The comment is empty. Please write a text.")
    status = 422


@dataclass(frozen=True, slots=True)
class CommentWritten:
    subject_id: int
    comment_id: int


@command("origination.enter_application", right=rights.ENTER)
def enter_application(*, by: Actor, number: str) -> ApplicationMoved:
    """Enter a draft: from now on it can be passed for verification."""
    return step_on(by, ready(by, number, Step.ENTER), Step.ENTER)


@command("origination.take_application", right=rights.TAKE)
def take_application(*, by: Actor, number: str) -> ApplicationMoved:
    """Take an application: from now on it is the actor's, whoever had it before."""
    application = ready(by, number, Step.TAKE)
    application.subject.handler_id = by.user_id
    application.subject.save(update_fields=["handler"])
    return step_on(by, application, Step.TAKE)


@command("origination.pass_for_verification", right=rights.VERIFY)
def pass_for_verification(*, by: Actor, number: str) -> ApplicationMoved:
    """Hand an application over to those who assess the risk; refused with every field that is missing."""
    return step_on(by, ready(by, number, Step.VERIFY), Step.VERIFY)


@command("origination.pass_for_correction", right=rights.CORRECT)
def pass_for_correction(*, by: Actor, number: str, reason: str) -> ApplicationMoved:
    """Send an application back to its author, with the reason."""
    application, said = ready(by, number, Step.CORRECT), reason_given(reason)
    ask_author(by, application, said)
    return step_on(by, application, Step.CORRECT, reason=said)


@command("origination.end_correction", right=rights.ENTER)
def end_correction(*, by: Actor, number: str) -> ApplicationMoved:
    """Give a corrected application back to where it was sent from."""
    application = ready(by, number, Step.END_CORRECTION)
    no_more_to_ask(by, application)
    return step_on(by, application, Step.END_CORRECTION)


@command("origination.comment_on_application", right=rights.COMMENT, personal=("text",))
def comment_on_application(*, by: Actor, number: str, text: str) -> CommentWritten:
    """Write something on an application, in any state."""
    application = locked(by, number)
    if not text.strip():
        raise CommentEmpty(field="text")
    row = Comment.objects.create(application=application, text=text.strip(), written_by_id=by.user_id)
    return CommentWritten(application.subject_id, row.pk)
