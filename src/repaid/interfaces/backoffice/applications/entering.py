"""Writing an application down, and changing it, beside the schedule that it would have."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from repaid.access.business_day import today
from repaid.interfaces.backoffice.applications.forms import ChangeForm, WishForm
from repaid.interfaces.backoffice.applications.record import Record, address_of_tab
from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.shared.example import live_example
from repaid.kernel.refusal import refuse_if
from repaid.origination.commands.drafting import change_application, enter_new, wish_of
from repaid.origination.commands.removing import remove_draft
from repaid.origination.rights import ENTER
from repaid.origination.rules import change_findings, is_firm
from repaid.products.queries import TermsRequest

TEMPLATE = "backoffice/applications/form.html"


@staff_page(ENTER)
def new(request: ActorRequest) -> HttpResponse:
    """The form of a new application; it is entered, or kept as a draft."""
    form = WishForm(request.POST or None, by=request.actor, on=business_day(request), initial=request.GET.dict())
    shown = _schedule(request, form)
    if request.headers.get("HX-Request"):
        return render(request, "backoffice/example.html", shown)
    back, title = reverse("backoffice:applications"), _("New application")
    is_draft = "draft" in request.POST
    said = _("Draft saved.") if is_draft else _("Application entered.")
    page = FormPage(
        title, [(_("Application search"), back), (title, "")], _("Enter the application"), back, said,
        more=shown | {"offers_draft": True}, template=TEMPLATE,
    )  # fmt: skip

    def enter() -> Any:
        given = form.cleaned_data
        return enter_new(request.actor, given["product"], form.wish(), branch=given["branch"], is_draft=is_draft)

    return form_page(request, form, page, enter, lambda fact: address_of_tab(fact.number, "data"))


@staff_page(ENTER)
def change(request: ActorRequest, number: str) -> HttpResponse:
    """Change what a draft says, or an application that is in correction."""
    record = Record.of(request.actor, number, "data")
    refuse_if(change_findings(record.application))
    form = _form_of(request, record)
    shown = _schedule(request, form)
    if request.headers.get("HX-Request"):
        return render(request, "backoffice/example.html", shown)
    title = _("Change the application")
    trail = [*record.trail[:2], (title, "")]
    hint = _("There was a decision: amount, term and people stay.") if is_firm(record.application) else ""
    page = FormPage(
        title, trail, _("Save"), record.address, _("Saved."), record.title, hint, more=shown, template=TEMPLATE
    )
    return form_page(request, form, page, lambda: change_application(by=request.actor, number=number, wish=form.wish()))


@staff_page(ENTER)
@require_POST
def removal(request: ActorRequest, number: str) -> HttpResponse:
    """Delete a draft."""
    remove_draft(by=request.actor, number=number)
    messages.success(request, _("The draft is deleted."))
    return HttpResponseRedirect(reverse("backoffice:applications"))


def _form_of(request: ActorRequest, record: Record) -> ChangeForm:
    row = record.application
    wish = wish_of(row)
    now = {name: getattr(wish, name) for name in ("borrower", "amount", "count", "rate", "first_due", "telephone")}
    now |= {"guarantors": ", ".join(wish.guarantors), "product": row.product.code}
    now["branch"] = row.branch.code if row.branch else ""
    form = ChangeForm(
        request.POST or None, by=request.actor, on=business_day(request), initial=now, is_firm=is_firm(row)
    )
    form.fields["borrower"].help_text = row.borrower.name  # the box has the number
    return form


def _schedule(request: ActorRequest, form: WishForm) -> dict[str, Any]:
    """The live example as of today, or the sentences of product and law that stand against it."""
    if not form.can_be_shown:
        return {}
    given = form.cleaned_data
    start = today(request.actor.organisation_id)
    names = ("amount", "count", "rate", "first_due")
    wanted = TermsRequest(start=start, **{name: given[name] for name in names})
    return live_example(request.actor, given["product"], wanted)
