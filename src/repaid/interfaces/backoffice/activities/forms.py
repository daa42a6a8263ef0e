"""Forms about activities."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.activities.choices import (
    ActivityKind,
    CallResult,
    CallStatus,
    ContactPerson,
    EventType,
    Priority,
    ReminderChannel,
    Rhythm,
    Work,
)
from repaid.activities.commands.announcing import Notice
from repaid.activities.commands.attaching import Attached
from repaid.activities.commands.ground import TEXT_MAX, About
from repaid.activities.commands.noting import Contact, Instruction
from repaid.activities.commands.planning import PLANNABLE, Plan
from repaid.interfaces.backoffice.documents.forms import FileBox
from repaid.interfaces.backoffice.organisation.coming import DatedForm
from repaid.interfaces.ui.controls import CodeInput, Segments
from repaid.interfaces.ui.fields import CodeField, CountField, DateField, MoneyField
from repaid.interfaces.ui.forms import Form
from repaid.kernel.text import latin_digits

NOTHING = ("", "—")
SUBJECTS = [NOTHING, ("party", _("customer")), ("contract", _("contract")), ("application", _("application"))]


def _text(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=TEXT_MAX, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _choice(label: Any, choices: Iterable[tuple[Any, Any]], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[NOTHING, *choices], required=False, **more)


def _person(label: Any, **more: Any) -> forms.TypedChoiceField:
    """A colleague; the page offers the names."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, **more)


class ClockField(forms.TimeField):
    """A time of day in any digits."""

    widget = CodeInput
    default_error_messages = {"invalid": _("This is not a time of day. Write it like 14:30.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs)

    def to_python(self, value: Any) -> time | None:
        return super().to_python(latin_digits(value).strip() if isinstance(value, str) else value)


def attached(file: Any) -> Attached | None:
    """A file as commands take it."""
    return Attached(file.name, file.read()) if file else None


class AboutForm(Form):
    """A form about something: a customer or a contract by its number, or nothing."""

    about_kind = forms.ChoiceField(label=_("About"), choices=SUBJECTS, required=False)
    about_number = CodeField(label=_("Its number"), required=False, max_length=40)

    def about(self) -> About | None:
        """What it is about."""
        kind, number = self.cleaned_data["about_kind"], self.cleaned_data["about_number"]
        return About(kind, number) if kind and number else None


def about_asked(text: str) -> dict[str, str]:
    """`contract/11` of an address as it stands in the boxes at first."""
    kind, _slash, number = text.partition("/")
    known = {value for value, _label in SUBJECTS if value}
    return {"about_kind": kind, "about_number": number} if kind in known else {}


class PlanForm(AboutForm):
    """An action to plan."""

    text = _text(_("What is to be done"))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(kind.value, ActivityKind(kind).label) for kind in PLANNABLE], widget=Segments,
        initial=ActivityKind.TASK.value,
    )  # fmt: skip
    type = _choice(_("Form of contact"), EventType.choices)
    due_on = DateField(label=pgettext_lazy("column", "Day"))
    due_at = ClockField(label=_("Time"), required=False)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    owner = _person(_("Who does it"))
    priority = forms.TypedChoiceField(
        label=_("Priority"), coerce=int, choices=Priority.choices, initial=Priority.NORMAL.value, widget=Segments
    )
    rhythm = _choice(_("Comes again"), Rhythm.choices)
    times = CountField(label=_("How often"), required=False, at_least=1, at_most=60)
    reminders = forms.MultipleChoiceField(
        label=_("Remind also by"), choices=ReminderChannel.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("It stands in the to-do list on its day in any case."),
    )  # fmt: skip
    field_order = ["text", "kind", "type", "due_on", "due_at", "about_kind", "about_number", "owner"]

    def plan(self) -> Plan:
        """What was planned."""
        given = self.values()
        known = {name: given[name] for name in ("text", "kind", "type", "due_on", "due_at", "place", "priority")}
        return Plan(**known, rhythm=given["rhythm"], times=given["times"] or 1, reminders=tuple(given["reminders"]))


class ContactForm(Form):
    """A contact that took place, in the order of CT-82."""

    type = forms.ChoiceField(
        label=_("Notification type"), choices=[NOTHING, *EventType.choices], initial=EventType.PHONE_CALL.value
    )
    status = _choice(_("Call status"), CallStatus.choices)
    result = _choice(_("Call result"), CallResult.choices)
    promise_on = DateField(label=_("Payment commitment date"), required=False)
    contact = _choice(_("Contact person"), ContactPerson.choices)
    text = _text(_("Description"), required=False)

    def contact_told(self) -> Contact:
        """The contact that was told."""
        names = ("type", "status", "result", "promise_on", "contact", "text")
        return Contact(**{name: self.cleaned_data[name] for name in names})


class EventForm(ContactForm, AboutForm):
    """A contact about anything, and an instruction that follows from it."""

    on = DateField(label=_("Took place on"), required=False)
    to = _person(_("Instruction to"), required=False)
    instruction = _text(_("Instruction"), 2, required=False)
    due_on = DateField(label=_("Instruction is due on"), required=False)
    field_order = [
        "about_kind", "about_number", "type", "status", "result", "promise_on", "contact", "text", "on",
    ]  # fmt: skip

    file = FileBox()

    def __init__(self, *args: Any, may_attach: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False
        if not may_attach:
            del self.fields["file"]

    def file_told(self) -> Attached | None:
        """The file, when one was brought."""
        return attached(self.cleaned_data.get("file"))

    def then(self) -> Instruction | None:
        """The instruction, when one was written or addressed."""
        given = self.cleaned_data
        if not (given["to"] or given["instruction"]):
            return None
        return Instruction(given["to"] or 0, given["instruction"], given["due_on"])


class InstructionForm(AboutForm):
    """An instruction to a colleague."""

    to = _person(pgettext_lazy("addressee", "To"))
    instruction = _text(_("Instruction"))
    due_on = DateField(label=_("Due date of the instruction"), required=False)
    priority = forms.TypedChoiceField(
        label=_("Priority"), coerce=int, choices=Priority.choices, initial=Priority.NORMAL.value, widget=Segments
    )
    field_order = ["to", "instruction", "due_on", "priority", "about_kind", "about_number"]

    def told(self) -> Instruction:
        """The instruction that was written."""
        given = self.cleaned_data
        return Instruction(given["to"], given["instruction"], given["due_on"], given["priority"])


class NoteForm(Form):
    """A note on a record."""

    text = _text(pgettext_lazy("activity", "Note"))


class RemarkForm(Form):
    """What is said when something is done."""

    remark = _text(_("Remark"), 2, required=False)


class ReasonForm(Form):
    """Why it is not done."""

    reason = _text(_("Reason"), 2)


class SeriesReasonForm(ReasonForm):
    """Why it is not done, it alone or all that was planned with it."""

    whole_series = forms.BooleanField(label=_("Cancel the rest of the series too"), required=False)


class PostponeForm(RemarkForm):
    """To which day."""

    due_on = DateField(label=_("New day"))
    field_order = ["due_on", "remark"]


class HandOverForm(RemarkForm):
    """To whom."""

    to = _person(pgettext_lazy("addressee", "To"))
    field_order = ["to", "remark"]


class ChangesForm(Form):
    """What happens to the ticked rows of a to-do list."""

    remark = forms.CharField(label=_("Remark"), max_length=300, required=False)
    due_on = DateField(label=_("Postpone to"), required=False)
    to = _person(_("Hand over to"), required=False)


class AssignForm(Form):
    """Who handles a record from now on."""

    to = _person(_("Follow-up expert"), required=False)
    work = forms.ChoiceField(label=_("Kind of work"), choices=Work.choices, widget=Segments, initial=Work.CALL.value)
    reason = _text(_("Reason"), 2, required=False)


class MessageForm(AboutForm):
    """A short message to a colleague."""

    to = _person(pgettext_lazy("addressee", "To"))
    text = forms.CharField(label=_("Text"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ["to", "text", "about_kind", "about_number"]


class ReplyForm(Form):
    """An answer in a conversation."""

    text = forms.CharField(label=_("Message"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class AnnouncementForm(Form):
    """An announcement."""

    title = forms.CharField(label=_("Title"), max_length=200)
    code = CodeField(label=_("Announcement code"), max_length=40, required=False, tight=False)
    text = _text(_("Description"), 5, required=False)
    is_active = forms.BooleanField(label=pgettext_lazy("announcement", "Active"), required=False, initial=True)
    is_public = forms.BooleanField(label=pgettext_lazy("announcement", "Public"), required=False, initial=True)
    province = _person(_("Province"), required=False)
    is_special = forms.BooleanField(label=_("Special message: it stands on top of the start page"), required=False)
    until = DateField(label=_("Shown until"), required=False)
    file = FileBox()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label, self.fields["file"].required = _("Announcement file"), False

    def told(self) -> dict[str, Any]:
        """The announcement that was written, and its file."""
        given = self.values()
        return {"file": attached(given.pop("file")), "notice": Notice(**given)}


class FiguresForm(DatedForm):
    """Which overdue contracts the start page counts."""

    days_from = CountField(label=_("Days late, from"), at_least=1)
    days_to = CountField(label=_("Days late, to"), required=False, at_least=1)
    amount_min = MoneyField(label=_("Overdue amount, from"), required=False, zero=True)
    amount_max = MoneyField(label=_("Overdue amount, to"), required=False, zero=True)
