"""Pages that make activities: plan an action, note an event, give an instruction, write a note."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from repaid.access.subjects import subject_named
from repaid.activities.commands.ground import About
from repaid.activities.commands.noting import give_instruction, note_event, write_note
from repaid.activities.commands.planning import plan_activity
from repaid.activities.rights import ACT, ASSIGN
from repaid.documents.rights import ADD_DOCUMENTS
from repaid.interfaces.backoffice.activities import forms
from repaid.interfaces.backoffice.activities.people import offer_colleagues, offer_staff, offer_types
from repaid.interfaces.backoffice.pages import FormPage, Text, Trail, business_day, day_asked, form_page, offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page


@staff_page(ACT)
def plan(request: ActorRequest) -> HttpResponse:
    """Plan an action."""
    first = {"owner": request.actor.user_id, "due_on": day_asked(request, "due"), **_asked(request)}
    form = forms.PlanForm(request.POST or None, on=business_day(request), initial=first)
    offer_types(form, request.actor)
    if request.actor.may(ASSIGN.code):
        offer_colleagues(form, "owner", request.actor)
    else:
        offer(form, "owner", [(str(request.actor.account), request.actor.name)])
    page = _page(
        request, _("Plan an action"), pgettext("button", "Plan"), _("Planned."), "backoffice/activities/plan.html"
    )
    return form_page(
        request, form, page,
        lambda: plan_activity(
            by=request.actor, plan=form.plan(), about=form.about(), owner=form.cleaned_data["owner"],
            key=form.cleaned_data["key"],
        ),
        lambda fact: _goes_to(form.about(), fact.activity_id),
    )  # fmt: skip


@staff_page(ACT)
def event(request: ActorRequest) -> HttpResponse:
    """Note a contact that took place, and what a colleague is to do now."""
    today = business_day(request)
    may_attach = request.actor.may(ADD_DOCUMENTS.code)
    first = {"on": today, **_asked(request)}
    form = forms.EventForm(request.POST or None, request.FILES or None, on=today, initial=first, may_attach=may_attach)
    offer_types(form, request.actor)
    offer_staff(form, "to", request.actor)
    page = _page(request, _("Add an event"), _("Save"), _("Noted."))
    return form_page(
        request, form, page,
        lambda: note_event(
            by=request.actor, told=form.contact_told(), about=form.about(), on=form.cleaned_data["on"],
            then=form.then(), file=form.file_told(), key=form.cleaned_data["key"],
        ),
        lambda fact: _goes_to(form.about(), fact.activity_id),
    )  # fmt: skip


@staff_page(ACT)
def instruction(request: ActorRequest) -> HttpResponse:
    """Send an instruction to a colleague."""
    form = forms.InstructionForm(request.POST or None, on=business_day(request), initial=_asked(request))
    offer_staff(form, "to", request.actor)
    page = _page(request, _("Give an instruction"), _("Send"), _("Sent."))
    return form_page(
        request, form, page,
        lambda: give_instruction(
            by=request.actor, instruction=form.told(), about=form.about(), key=form.cleaned_data["key"]
        ),
        lambda fact: _goes_to(form.about(), fact.activity_id),
    )  # fmt: skip


@staff_page(ACT)
def note(request: ActorRequest, kind: str, number: str) -> HttpResponse:
    """Write a note on a record."""
    about = About(kind, number)
    subject = subject_named(request.actor, kind, number)
    form = forms.NoteForm(request.POST or None)
    back = history_address(about)
    page = FormPage(_("Write a note"), [(subject.title, back), (_("Write a note"), "")], _("Save"), back, _("Noted."))
    return form_page(
        request, form, page,
        lambda: write_note(
            by=request.actor, about=about, text=form.cleaned_data["text"], key=form.cleaned_data["key"]
        ),
    )  # fmt: skip


HISTORIES = {"party": "backoffice:party_activities", "contract": "backoffice:contract_activities"}


def history_address(about: About) -> str:
    """The page with everything about a record."""
    place = HISTORIES.get(about.kind)
    if place is None:
        return reverse("backoffice:activities_about", args=about)
    return reverse(place, args=[about.number])


def _goes_to(about: About | None, key: int) -> str:
    return history_address(about) if about else reverse("backoffice:activity", args=[key])


def _asked(request: ActorRequest) -> dict[str, Any]:
    return forms.about_asked(request.GET.get("about", ""))


def _page(
    request: ActorRequest, title: Text, save: Text, said: Text, template: str = "backoffice/form.html"
) -> FormPage:
    """The words around a form; Cancel leads back to the record that the address names."""
    asked = _asked(request)
    back = history_address(About(asked["about_kind"], asked["about_number"])) if asked else reverse("backoffice:todo")
    trail: Trail = [(_("To do"), reverse("backoffice:todo")), (title, "")]
    return FormPage(title, trail, save, back, said, template=template)
