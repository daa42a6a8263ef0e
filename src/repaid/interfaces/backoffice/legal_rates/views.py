"""Rates and figures of law on screen."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page
from repaid.interfaces.backoffice.products.words import legal_kind
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.exports import exported
from repaid.interfaces.ui.fields import DateField, RateField
from repaid.interfaces.ui.forms import Form
from repaid.products.commands.legal import add_legal_rate, correct_legal_rate
from repaid.products.queries import legal_kinds, legal_rates
from repaid.products.queries.legal import LegalRow
from repaid.products.rights import EDIT_RATES, VIEW_PRODUCTS


class RateRowForm(Form):
    """A figure of law from a day on."""

    valid_from = DateField(label=gettext_lazy("Valid from"))
    value = RateField(
        label=gettext_lazy("Value"),
        required=False,
        help_text=gettext_lazy("Empty: the law sets none from that day on."),
    )
    source = forms.CharField(
        label=gettext_lazy("Law or decision"), max_length=200, help_text=gettext_lazy("Where it is published.")
    )


@staff_page(VIEW_PRODUCTS)
def rate_list(request: ActorRequest) -> HttpResponse:
    """What is in force on the business day, kind by kind."""
    today, country = business_day(request), frame_of(request).organisation.country
    rows = [_in_force(kind, legal_rates(country, kind), today) for where, kind in legal_kinds() if where == country]
    columns = (
        Column("name", _("Figure of law"), link=lambda row: reverse("backoffice:legal_rate", args=[row["kind"]])),
        Column("value", _("In force"), "number"),
        Column("valid_from", _("Valid from"), "date"),
        Column("source", _("Law or decision"), card="full"),
    )
    table = Table(_("Legal rates"), columns, rows)
    return render(request, "backoffice/legal_rates/list.html", {"table": table, "country": country})


@staff_page(VIEW_PRODUCTS)
def rate(request: ActorRequest, kind: str) -> HttpResponseBase:
    """Every row of one kind, newest first."""
    rows = _rows(request, kind)
    columns = (
        Column("valid_from", _("Valid from"), "date"),
        Column("value", _("Value"), "number"),
        Column("source", _("Law or decision"), card="full"),
        Column(
            lambda row: _("came with the release") if row.supplied else _("put on file here"), _("Origin"), card="hide"
        ),
    )
    table = Table(legal_kind(kind), columns, rows[::-1])
    file = exported(request, columns, table.rows, f"legal-rate-{kind}", table.title)
    return file or render(request, "backoffice/legal_rates/rate.html", {"table": table, "kind": kind})


@staff_page(EDIT_RATES)
def new_row(request: ActorRequest, kind: str) -> HttpResponse:
    """Put a figure on file; the figure of a day that has one already is corrected."""
    rows = _rows(request, kind)
    form = RateRowForm(request.POST or None, on=business_day(request))
    back, title = reverse("backoffice:legal_rate", args=[kind]), _("Add a figure of law")
    trail = [(_("Legal rates"), reverse("backoffice:legal_rates")), (legal_kind(kind), back), (title, "")]
    hint = _("A figure from a day that has one already takes its place; the old one stays in history.")
    page = FormPage(title, trail, _("Put on file"), back, _("Put on file."), legal_kind(kind), hint)
    place = {"country": frame_of(request).organisation.country, "kind": kind}

    def put() -> Any:
        stands = any(row.valid_from == form.cleaned_data["valid_from"] for row in rows)
        command = correct_legal_rate if stands else add_legal_rate
        return command(by=request.actor, **place, **form.values())

    return form_page(request, form, page, put)


def _rows(request: ActorRequest, kind: str) -> Sequence[LegalRow]:
    rows = legal_rates(frame_of(request).organisation.country, kind)
    if not rows:
        raise Http404(kind)
    return rows


def _in_force(kind: str, rows: Sequence[LegalRow], on: date) -> dict[str, Any]:
    standing = [row for row in rows if row.valid_from <= on]
    shown: dict[str, Any] = {"kind": kind, "name": legal_kind(kind), "value": None, "valid_from": None, "source": ""}
    if standing:
        row = standing[-1]
        value: Decimal | None = row.value
        shown |= {"value": value, "valid_from": row.valid_from, "source": row.source}
    return shown
