"""Pages of the customer's applications."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from repaid.interfaces.portal.applications.forms import LATER, NewForm, OwnForm
from repaid.interfaces.portal.applications.page import OwnPage
from repaid.interfaces.shared.doors import ActorRequest, customer_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.kernel.names import in_language
from repaid.kernel.refusal import refuse_if
from repaid.origination.commands.applying import (
    begin_own_application,
    change_own_application,
    hand_in_own_application,
)
from repaid.origination.commands.drafting import wish_of
from repaid.origination.queries import amount_of
from repaid.origination.queries import applications as seen_applications
from repaid.origination.rules import change_findings
from repaid.parties.choices import ContactKind
from repaid.parties.queries import own_party, preferred_contact


def _address(row: Any) -> str:
    return reverse("portal:application", args=[row.number])


COLUMNS = (
    Column("number", gettext_lazy("Application number"), "code", link=_address),
    Column(lambda row: in_language(row.product.names), gettext_lazy("Product name")),
    Column(amount_of, gettext_lazy("Amount"), "money"),
    Column("work.state", gettext_lazy("Status"), "state", state_kind="application"),
    Column("work.since", pgettext_lazy("application", "Since"), "date"),
)


@customer_page
def applications(request: ActorRequest) -> HttpResponse:
    """The customer's applications, newest first, and a way to begin one."""
    rows = list(seen_applications(request.actor))
    return render(request, "portal/applications/list.html", {"table": Table(_("Applications"), COLUMNS, rows)})


@customer_page
def new(request: ActorRequest) -> HttpResponse:
    """Begin an application; what it costs stands on the next page, before it is handed in."""
    known = preferred_contact(own_party(request.actor), ContactKind.MOBILE)
    form = NewForm(request.POST or None, by=request.actor, initial={"telephone": known.value if known else ""})
    facts = {"title": _("Apply for a loan"), "back": reverse("portal:applications")}

    def begin() -> Any:
        return begin_own_application(by=request.actor, product=form.cleaned_data["product"], wish=form.wish())

    return _form(request, form, facts, begin)


@customer_page
def application(request: ActorRequest, number: str) -> HttpResponse:
    """Where an application stands, what it says, what it would cost (CL-06)."""
    return render(request, "portal/applications/one.html", {"page": OwnPage.of(request.actor, number)})


@customer_page
def change(request: ActorRequest, number: str) -> HttpResponse:
    """Complete or correct an application, whoever began it."""
    page = OwnPage.of(request.actor, number)
    row = page.application
    refuse_if(change_findings(row))
    now = wish_of(row)
    initial = {"amount": now.amount, "count": now.count, "telephone": now.telephone}
    form = OwnForm(request.POST or None, currency=row.currency, firm=page.is_firm, initial=initial)
    facts = {"title": _("Complete the application"), "back": page.address, "page": page}
    return _form(
        request, form, facts, lambda: change_own_application(by=request.actor, number=number, wish=form.wish())
    )


@customer_page
@require_POST
def hand_in(request: ActorRequest, number: str) -> HttpResponse:
    """Hand in an application; from then on the lender works on it."""
    hand_in_own_application(by=request.actor, number=number)
    messages.success(request, _("Your application is handed in. You see here where it stands."))
    return HttpResponseRedirect(reverse("portal:application", args=[number]))


def _form(request: ActorRequest, form: OwnForm, facts: dict[str, Any], act: Callable[[], Any]) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and (done := form.attempt(act)) is not None:
        if LATER in request.POST:
            messages.success(request, _("Saved. You can continue later."))
        return HttpResponseRedirect(reverse("portal:application", args=[done.number]))
    status = 422 if form.errors else 200
    return render(request, "portal/applications/form.html", {"form": form, **facts}, status=status)
