"""Rates and figures of law on screen."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from repaid.interfaces.backoffice.pages import FormPage, business_day, day_asked, form_page
from repaid.interfaces.backoffice.products.words import legal_kind
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.exports import exported
from repaid.interfaces.ui.fields import DateField, RateField
from repaid.interfaces.ui.formats import country_name, number_text
from repaid.interfaces.ui.forms import Form
from repaid.products.commands.legal import add_legal_rate, correct_legal_rate
from repaid.products.queries import legal_rates
from repaid.products.queries.legal import LegalRow
from repaid.products.queries.legal_state import MISSING, LegalState, expected_kinds, legal_states, put_on_file
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
    """What is in force on a day, what is coming, what is missing."""
    on, country = day_asked(request), frame_of(request).organisation.country
    states = legal_states(country, on)
    columns = (
        Column(
            lambda each: legal_kind(each.kind), _("Figure of law"),
            link=lambda each: reverse("backoffice:legal_rate", args=[each.kind]),
        ),
        Column("state", _("State"), "state", state_kind="legal"),
        Column("row.value", pgettext("figure of law", "Value"), "number"),
        Column("row.valid_from", _("Valid from"), "date"),
        Column("coming.valid_from", _("Changes on"), "date", small=_next_value),
        Column("row.source", _("Law or decision"), card="full"),
    )  # fmt: skip
    missing = [legal_kind(each.kind) for each in states if each.state == MISSING]
    facts = {"table": Table(_("Legal rates"), columns, states), "on": on, "missing": missing}
    facts["country"] = country_name(country)
    return render(request, "backoffice/legal_rates/list.html", facts)


@staff_page(VIEW_PRODUCTS)
def rate(request: ActorRequest, kind: str) -> HttpResponseBase:
    """Every row of one kind, newest first, and who put which on file."""
    country, rows = frame_of(request).organisation.country, _rows(request, kind)
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
    said = (
        Column("recorded_at", pgettext("column", "When"), "datetime"),
        Column(lambda row: row.recorded_by.name if row.recorded_by else "Repaid", pgettext("column", "Who")),
        *columns[:3],
    )
    facts = {"table": table, "kind": kind, "history": Table(_("History"), said, put_on_file(country, kind))}
    return file or render(request, "backoffice/legal_rates/rate.html", facts)


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
    country = frame_of(request).organisation.country
    if kind not in expected_kinds(country):
        raise Http404(kind)
    return legal_rates(country, kind)


def _next_value(each: LegalState) -> str | None:
    """What a figure will be."""
    if each.coming is None:
        return None
    return (
        pgettext("figure of law", "the law sets none") if each.coming.value is None else number_text(each.coming.value)
    )
