"""Forms of contact that the organisation adds to those of the product (CC-17)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from repaid.activities.choices import EventType
from repaid.activities.commands.event_types import close_event_type, remove_event_type, save_event_type
from repaid.activities.queries.event_types import further_type_named, further_types_used
from repaid.activities.rights import DEFINE
from repaid.interfaces.backoffice.documents.forms import NamesForm
from repaid.interfaces.backoffice.organisation.history import history
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.kernel.names import in_language

TITLE = gettext_lazy("Forms of contact")
COMMANDS = ("activities.save_event_type", "activities.close_event_type", "activities.remove_event_type")
STATES = {"open": pgettext_lazy("form of contact", "in use"), "closed": pgettext_lazy("form of contact", "closed")}
COLUMNS = (
    Column(
        lambda row: in_language(row.names), gettext_lazy("Name"), small=lambda row: row.code,
        link=lambda row: reverse("backoffice:event_type", args=[row.code]),
    ),
    Column("used", gettext_lazy("Events"), "number"),
    Column(lambda row: "closed" if row.closed_at else "open", gettext_lazy("State"), "state", state_kind="document"),
)  # fmt: skip
KNOWN = (Column(lambda each: str(each.label), gettext_lazy("Name")),)


@staff_page(DEFINE)
def type_list(request: ActorRequest) -> HttpResponse:
    """What the organisation added, and what the product knows anyway."""
    tables = {
        "added": Table(_("Added here"), COLUMNS, list(further_types_used(request.actor))),
        "known": Table(_("Of the product"), KNOWN, list(EventType)),
        "history": history(request.actor, COMMANDS, {}, STATES),
    }
    return render(request, "backoffice/activities/types.html", tables)


@staff_page(DEFINE)
def event_type(request: ActorRequest, code: str = "") -> HttpResponse:
    """A new form of contact, or other names of one."""
    row = further_type_named(request.actor, code) if code else None
    now = {"code": row.code} | {f"name_{language}": name for language, name in row.names.items()} if row else {}
    form = NamesForm(request.POST or None, is_new=row is None, initial=now)
    title, back = in_language(row.names) if row else _("New form of contact"), reverse("backoffice:event_types")
    page = FormPage(
        title, [(TITLE, back), (title, "")], _("Save"), back, _("Saved."),
        template="backoffice/activities/type.html", more={"row": row},
    )  # fmt: skip

    def command() -> Any:
        return save_event_type(by=request.actor, code=form.cleaned_data["code"], names=form.names)

    return form_page(request, form, page, command)


@staff_page(DEFINE)
@require_POST
def closing(request: ActorRequest, code: str) -> HttpResponse:
    """Take a form of contact out of every choice, or back."""
    closed = request.POST.get("closed") == "yes"
    close_event_type(by=request.actor, code=code, closed=closed)
    return _back(request, _("Closed: it leaves every choice.") if closed else _("It is in use again."))


@staff_page(DEFINE)
@require_POST
def removal(request: ActorRequest, code: str) -> HttpResponse:
    """Remove a form of contact that was never used."""
    remove_event_type(by=request.actor, code=code)
    return _back(request, _("The form of contact is removed."))


def _back(request: ActorRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("backoffice:event_types"))
