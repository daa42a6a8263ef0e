"""Figures of law from a file: shown first, put on file as a whole."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.backoffice.products.words import LEGAL_KINDS, legal_kind
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.exports import attached
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.sentences import sentence_of
from repaid.products.commands.legal import stands, take_legal_file
from repaid.products.legal_file import LegalLine, read_legal_file, write_legal_file
from repaid.products.queries.legal import figures_of
from repaid.products.queries.legal_state import expected_kinds
from repaid.products.rights import EDIT_RATES, VIEW_PRODUCTS

BYTES_MAX = 256 * 1024


class LegalFileForm(Form):
    """A file at first; then its text, which the page shows line by line."""

    file = forms.FileField(label=gettext_lazy("File"), required=False, help_text=gettext_lazy("CSV, 256 kB at most."))
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False, max_length=BYTES_MAX)

    def clean(self) -> dict[str, Any]:
        """The text of the file, or the one that was shown."""
        told: dict[str, Any] = super().clean() or {}
        given = told.get("file")
        if given is not None and given.size <= BYTES_MAX:
            told["text"] = given.read().decode("utf-8", "replace")
        if not told.get("text"):
            self.add_error("file", _("Choose a CSV file of 256 kB at most."))
        return told


@staff_page(EDIT_RATES)
def bring(request: ActorRequest) -> HttpResponse:
    """Show what a file says; on a second press put it on file."""
    form = LegalFileForm(request.POST or None, request.FILES or None)
    country, back, title = frame_of(request).organisation.country, reverse("backoffice:legal_rates"), _("Bring a file")
    trail = [(_("Legal rates"), back), (title, "")]
    page = FormPage(
        title, trail, _("Put on file"), back, _("Put on file."), template="backoffice/legal_rates/bring.html"
    )
    lines: list[LegalLine] = []
    if request.method == "POST" and form.is_valid():
        lines = read_legal_file(form.cleaned_data["text"], country, {*LEGAL_KINDS, *expected_kinds(country)})
        if "put" in request.POST:
            return form_page(
                request, form, page, lambda: take_legal_file(by=request.actor, country=country, lines=lines)
            )
    facts = {
        "page": page, "form": form, "table": _table(country, lines) if lines else None,
        "text": form.cleaned_data.get("text", "") if lines else "", "is_fine": not any(line.finding for line in lines),
    }  # fmt: skip
    return render(request, page.template, facts, status=422 if form.errors else 200)


@staff_page(VIEW_PRODUCTS)
def sample(request: ActorRequest) -> HttpResponse:
    """Everything that is on file for the country, in the layout in which it may come back."""
    country = frame_of(request).organisation.country
    rows = [row for kind in figures_of(country).values() for row in kind]
    text = write_legal_file((row.country, row.kind, row.valid_from, row.value, row.source) for row in rows)
    return attached(HttpResponse(text), f"legal-rates-{country}.csv")


def _table(country: str, lines: list[LegalLine]) -> Table:
    figures = figures_of(country)

    def result(line: LegalLine) -> str:
        if line.finding:
            return sentence_of(line.finding)
        return _("stands so already") if stands(figures, line) else _("will be put on file")

    columns = (
        Column("number", pgettext("column", "Line"), "number"),
        Column(lambda line: legal_kind(line.kind) if line.kind else None, _("Figure of law")),
        Column("valid_from", _("Valid from"), "date"),
        Column("value", _("Value"), "number"),
        Column("source", _("Law or decision"), card="full"),
        Column(result, pgettext("column", "Result"), card="full"),
    )
    return Table(_("What the file says"), columns, lines)
