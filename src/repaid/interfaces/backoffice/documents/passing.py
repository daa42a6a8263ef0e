"""Passing a document on, what was passed to the reader, and answering it (CC-30)."""

from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from repaid.access.actors import Actor
from repaid.access.queries import colleagues, groups
from repaid.documents.choices import Wanted
from repaid.documents.commands.passing import NOTE_MAX, answer_step, pass_document
from repaid.documents.queries import document_numbered, steps_waiting
from repaid.documents.rights import VIEW_DOCUMENTS
from repaid.interfaces.backoffice.documents.lists import document_address
from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page, offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column
from repaid.interfaces.ui.fields import DateField
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.listing import Listing
from repaid.kernel.names import in_language
from repaid.kernel.refusal import NotFound

TITLE = gettext_lazy("Documents passed to me")


class PassForm(Form):
    """To whom, what for, until when."""

    to = forms.ChoiceField(label=gettext_lazy("To whom"))
    wanted = forms.TypedChoiceField(label=gettext_lazy("What for"), coerce=Wanted, choices=Wanted.choices)
    due_on = DateField(label=gettext_lazy("Until"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=NOTE_MAX, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(f"user:{key}", name) for key, name in colleagues(by) if key != by.user_id]
        teams = [(f"group:{row.code}", in_language(row.names) or row.code) for row in groups(by)]
        offer(self, "to", [("", "—"), *people, *teams])

    def values(self) -> dict[str, Any]:
        """The arguments of the command: a person or a group."""
        told = super().values()
        kind, _colon, key = told.pop("to").partition(":")
        return told | ({"user": int(key)} if kind == "user" else {"group": key})


class AnswerForm(Form):
    """Done, or refused with a reason."""

    refused = forms.TypedChoiceField(
        label=pgettext_lazy("step of a document", "Answer"), coerce=lambda value: value == "yes",
        widget=forms.RadioSelect, choices=[
            ("no", pgettext_lazy("step of a document", "done")), ("yes", pgettext_lazy("step of a document", "refused"))
        ],
    )  # fmt: skip
    answer = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=NOTE_MAX, widget=forms.Textarea(attrs={"rows": 3})
    )


class PassedToMe(Listing):
    """Documents that wait for the reader's answer."""

    identity = "passed"
    title = TITLE
    columns = (
        Column("document.name", gettext_lazy("Name"), link=lambda row: document_address(row.document)),
        Column("get_wanted_display", gettext_lazy("What for")),
        Column("asked_by.name", gettext_lazy("From whom"), small=lambda row: row.note or None),
        Column("asked_at", gettext_lazy("Passed on"), "datetime", sort="id"),
        Column("due_on", gettext_lazy("Until"), "date"),
    )
    search_fields = ("document__name", "asked_by__name", "note")
    order = "id"
    empty_kind = "done"
    empty_title = gettext_lazy("No document waits for your answer.")


@staff_page(VIEW_DOCUMENTS)
def passed(request: ActorRequest) -> HttpResponseBase:
    """What was passed to the reader or to one of the own groups."""
    rows: QuerySet[Any] = steps_waiting(request.actor)
    return PassedToMe(request, rows).response("backoffice/documents/passed.html")


@staff_page(VIEW_DOCUMENTS)
def passing(request: ActorRequest, number: int) -> HttpResponse:
    """Pass a document to a colleague or a group."""
    row = document_numbered(request.actor, str(number))
    form = PassForm(request.POST or None, by=request.actor, on=business_day(request))
    page = _page(row, _("Pass the document on"), _("Pass on"), _("The document was passed on."))
    return form_page(request, form, page, lambda: pass_document(by=request.actor, number=row.number, **form.values()))


@staff_page(VIEW_DOCUMENTS)
def answer(request: ActorRequest, number: int, key: int) -> HttpResponse:
    """Answer what was passed to the reader."""
    row = document_numbered(request.actor, str(number))
    if not steps_waiting(request.actor, answered=True).filter(pk=key, document=row).exists():
        raise NotFound(kind=_("step"), number=key)
    form = AnswerForm(request.POST or None)
    title = pgettext("step of a document", "Answer")
    page = _page(row, title, title, _("Your answer is kept."))
    command = partial(answer_step, by=request.actor, step=key)
    return form_page(request, form, page, lambda: command(**form.values()))


def _page(row: Any, title: str, save: str, said: str) -> FormPage:
    back = document_address(row)
    trail = [(_("Documents"), reverse("backoffice:documents")), (row.name, back), (title, "")]
    return FormPage(title, trail, save, back, said, name=row.name)
