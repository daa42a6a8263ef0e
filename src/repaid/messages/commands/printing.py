"""Printing letters from the buffer, once and again."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.kernel.refusal import NotFound, Refusal, WrongInput
from repaid.messages.choices import Dispatch, PrintState, State
from repaid.messages.models import Message, PrintItem, PrintJob, PrintLine
from repaid.messages.queries.printing import letters, next_job_number
from repaid.messages.rights import PRINT, SEND

LETTERS_MAX = 2_000
COPIES_MAX = 20
LOCK = 0x9817


class NothingToPrint(Refusal):
    code = "nothing_to_print"
    sentence = _("Choose at least one letter.")
    status = 422


class TooManyLetters(Refusal):
    code = "too_many_letters"
    sentence = _("A job takes up to {most} letters. Choose fewer.")
    status = 422


class NotInBuffer(Refusal):
    code = "not_in_buffer"
    sentence = _("The letter to {addressee} is {state}, so it does not wait in the buffer any more.")


@dataclass(frozen=True, slots=True)
class LettersPrinted:
    number: int
    letters: int


@dataclass(frozen=True, slots=True)
class LetterCancelled:
    item_id: int
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class LetterChanged:
    item_id: int
    subject_id: int | None


@command("messages.print_letters", right=PRINT)
def print_letters(*, by: Actor, items: Sequence[int]) -> LettersPrinted:
    """Put letters of the buffer into one job, in the order in which they were ordered; they are printed with it."""
    rows = _locked(by, items)
    for row in rows:
        if row.state != PrintState.WAITING:
            raise NotInBuffer(addressee=row.addressee, state=PrintState(row.state).label)
    job = _job(by, rows, "")
    now = timezone.now()
    ids = [row.pk for row in rows]
    PrintItem.objects.filter(pk__in=ids).update(state=PrintState.PRINTED, printed_at=now, printed_by_id=by.user_id)
    printed = Message.objects.filter(pk__in=[row.message_id for row in rows], state=State.TO_PRINT)
    printed.update(state=State.SENT, sent_at=now)
    return LettersPrinted(job.number, len(rows))


@command("messages.print_again", right=PRINT)
def print_again(*, by: Actor, items: Sequence[int], reason: str) -> LettersPrinted:
    """Print letters again, word for word as they were; why is kept (CC-58)."""
    if not reason.strip():
        raise WrongInput(reason=_("A reason is missing. Please write why."), field="reason")
    rows = _locked(by, items)
    return LettersPrinted(_job(by, rows, reason.strip()).number, len(rows))


@command("messages.cancel_letter", right=SEND)
def cancel_letter(*, by: Actor, item: int, reason: str) -> LetterCancelled:
    """Take a letter out of the buffer before it is printed."""
    if not reason.strip():
        raise WrongInput(reason=_("A reason is missing. Please write why."), field="reason")
    row = _waiting(by, item)
    row.state, row.cancelled_reason = PrintState.CANCELLED, reason.strip()
    row.save(update_fields=["state", "cancelled_reason"])
    facts = {"name": by.name, "reason": reason.strip()}
    Message.objects.filter(pk=row.message_id).update(state=State.STOPPED, rule="withdrawn", facts=facts)
    return LetterCancelled(row.pk, row.subject_id)


@command("messages.change_letter", right=SEND)
def change_letter(*, by: Actor, item: int, copies: int, dispatch: Dispatch) -> LetterChanged:
    """Say how many copies of a waiting letter are wanted and how it leaves the house."""
    if not 1 <= copies <= COPIES_MAX:
        raise WrongInput(reason=_("Choose 1 to 20 copies."), field="copies")
    if dispatch not in Dispatch.values:
        raise WrongInput(reason=_("Choose a way of dispatch."), field="dispatch")
    row = _waiting(by, item)
    row.copies, row.dispatch = copies, dispatch
    row.save(update_fields=["copies", "dispatch"])
    return LetterChanged(row.pk, row.subject_id)


def _waiting(by: Actor, item: int) -> PrintItem:
    (row,) = _locked(by, [item])
    if row.state != PrintState.WAITING:
        raise NotInBuffer(addressee=row.addressee, state=PrintState(row.state).label)
    return row


def _locked(by: Actor, items: Sequence[int]) -> list[PrintItem]:
    if not items:
        raise NothingToPrint(field="items")
    if len(items) > LETTERS_MAX:
        raise TooManyLetters(most=LETTERS_MAX, field="items")
    seen = list(letters(by).filter(pk__in=items).values_list("pk", flat=True))
    missing = set(items) - set(seen)
    if missing:
        raise NotFound(kind=_("letter"), number=min(missing))
    return list(PrintItem.objects.select_for_update().filter(pk__in=seen).order_by("pk"))


def _job(by: Actor, rows: Sequence[PrintItem], reason: str) -> PrintJob:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, by.organisation_id])
    job = PrintJob.objects.create(
        organisation_id=by.organisation_id, number=next_job_number(by.organisation_id), made_by_id=by.user_id,
        reason=reason,
    )  # fmt: skip
    PrintLine.objects.bulk_create(PrintLine(job=job, place=place, item=row) for place, row in enumerate(rows, 1))
    return job
