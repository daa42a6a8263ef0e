"""Noting what happened: contacts with their result (CT-82), notes; instructions to colleagues (CC-18, CC-19)."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.command import command
from repaid.access.models import Subject
from repaid.activities.choices import (
    ActivityKind,
    ActivityState,
    CallResult,
    CallStatus,
    ContactPerson,
    Deed,
    Priority,
)
from repaid.activities.commands.attaching import Attached, attach
from repaid.activities.commands.ground import (
    About,
    choose,
    person_named,
    refuse_at,
    said,
    step,
    subject_of,
    type_chosen,
)
from repaid.activities.models import Activity
from repaid.activities.rights import ACT
from repaid.activities.rules import findings_of_contact, findings_of_day
from repaid.kernel.refusal import WrongInput
from repaid.kernel.text import folded


class Instruction(NamedTuple):
    """What a colleague (by id) is asked to do until a day."""

    to: int
    text: str
    due_on: date | None
    priority: int = Priority.NORMAL


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as it is told: of which type, whether somebody was reached, what came of it, who was spoken to."""

    type: str
    status: str = ""
    result: str = ""
    promise_on: date | None = None
    contact: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class EventNoted:
    activity_id: int
    instruction_id: int | None
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class InstructionGiven:
    activity_id: int
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class NoteWritten:
    activity_id: int
    subject_id: int | None


@command("activities.note_event", right=ACT, personal=("told", "then", "file"))
def note_event(
    *,
    by: Actor,
    told: Contact,
    about: About | None = None,
    on: date | None = None,
    then: Instruction | None = None,
    file: Attached | None = None,
    key: UUID | None = None,
) -> EventNoted:
    """Note a contact that took place, with a file, and send an instruction that follows from it."""
    now = today(by.organisation_id)
    _check(told, on or now, now)
    known = _told_before(by, key)
    if known is not None:
        return EventNoted(known.pk, None, known.subject_id)
    subject = subject_of(by, about)
    row = _done(by, ActivityKind.EVENT, told.text, subject, on or now, key)
    row.type, row.further = type_chosen(by, told.type)
    row.status, row.result = told.status, told.result
    row.contact, row.promise_on = told.contact, told.promise_on
    row.promise_stands = told.promise_on is not None
    row.document_id = attach(by, file, subject) if file else None
    row.save()
    if told.result and subject is not None:
        Activity.objects.filter(subject=subject, promise_stands=True).exclude(pk=row.pk).update(promise_stands=False)
    step(by, row, Deed.NOTED).save()
    sent = _send(by, then, subject, follows=row) if then else None
    return EventNoted(row.pk, sent.pk if sent else None, row.subject_id)


def _check(told: Contact, on: date, now: date) -> None:
    if not told.type:
        raise WrongInput(reason=_("Choose one of the values offered."), field="type")
    choose(told.status, CallStatus.values, "status")
    choose(told.result, CallResult.values, "result")
    choose(told.contact, ContactPerson.values, "contact")
    refuse_at("promise_on", findings_of_contact(told.result, told.promise_on, now))
    if on > now:
        raise WrongInput(reason=_("The day lies in the future. Plan an action instead."), field="on")


@command("activities.write_note", right=ACT, personal=("text",))
def write_note(*, by: Actor, about: About, text: str, key: UUID | None = None) -> NoteWritten:
    """Write a note on a record."""
    known = _told_before(by, key)
    if known is not None:
        return NoteWritten(known.pk, known.subject_id)
    row = _done(by, ActivityKind.NOTE, said(text), subject_of(by, about), today(by.organisation_id), key)
    row.save()
    return NoteWritten(row.pk, row.subject_id)


@command("activities.give_instruction", right=ACT, personal=("instruction",))
def give_instruction(
    *, by: Actor, instruction: Instruction, about: About | None = None, key: UUID | None = None
) -> InstructionGiven:
    """Send an instruction to a colleague; it stands in the colleague's to-do list at once."""
    known = _told_before(by, key)
    row = known or _send(by, instruction, subject_of(by, about), key=key)
    return InstructionGiven(row.pk, row.subject_id)


def _told_before(by: Actor, key: UUID | None) -> Activity | None:
    return Activity.objects.filter(organisation=by.organisation_id, key=key).first() if key else None


def _done(by: Actor, kind: ActivityKind, text: str, subject: Subject | None, on: date, key: UUID | None) -> Activity:
    return Activity(
        organisation_id=by.organisation_id, key=key or uuid4(), kind=kind, subject=subject, text=text.strip(),
        search=folded(text), author_id=by.user_id, owner_id=by.user_id, state=ActivityState.DONE,
        done_on=on, done_at=timezone.now(), done_by_id=by.user_id,
    )  # fmt: skip


def _send(
    by: Actor, told: Instruction, subject: Subject | None, *, key: UUID | None = None, follows: Activity | None = None
) -> Activity:
    to = person_named(by, told.to)
    if told.due_on is not None:
        refuse_at("due_on", findings_of_day(told.due_on, today(by.organisation_id)))
    row = Activity.objects.create(
        organisation_id=by.organisation_id, key=key or uuid4(), kind=ActivityKind.INSTRUCTION, subject=subject,
        text=said(told.text, "instruction"), search=folded(told.text), author_id=by.user_id, owner=to,
        priority=told.priority, due_on=told.due_on, follows=follows,
    )  # fmt: skip
    step(by, row, Deed.SENT).save()
    return row
