"""What an account is called in the chart of another system, since when."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table, Text
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.exports import exported
from repaid.interfaces.ui.fields import DateField
from repaid.interfaces.ui.forms import Form
from repaid.kernel.names import in_language
from repaid.ledger.commands.external import EXTERNAL_MAX, NAME_MAX, map_external
from repaid.ledger.queries import external_history, line_named
from repaid.ledger.rights import EDIT_CHART, VIEW_LEDGER


class ExternalForm(Form):
    """A code of the other chart from a day on."""

    valid_from = DateField(label=gettext_lazy("Valid from"))
    external = forms.CharField(
        label=gettext_lazy("Code in the other chart"), max_length=EXTERNAL_MAX, required=False, widget=CodeInput,
        help_text=gettext_lazy("Empty: from that day on the own code is used."),
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Name in the other chart"), max_length=NAME_MAX, required=False)


@staff_page(VIEW_LEDGER)
def external(request: ActorRequest, code: str) -> HttpResponseBase:
    """Every code that an account had there, newest first."""
    line = line_named(request.actor, code)
    columns = (
        Column("valid_from", _("Valid from"), "date"),
        Column("code", _("Code in the other chart"), "code"),
        Column("name", _("Name in the other chart")),
    )
    table = Table(_("Codes in the other chart"), columns, list(external_history(request.actor, code)))
    file = exported(request, columns, table.rows, f"codes-{code}", table.title)
    facts = {"line": line, "table": table, "trail": [*_trail(line), (_("Other chart"), "")]}
    return file or render(request, "backoffice/ledger/external.html", facts)


@staff_page(EDIT_CHART)
def new_external(request: ActorRequest, code: str) -> HttpResponse:
    """Say what the account is called there from a day on."""
    line = line_named(request.actor, code)
    form = ExternalForm(request.POST or None, on=business_day(request), initial={"valid_from": business_day(request)})
    back, title = reverse("backoffice:external", args=[code]), _("Set the code in the other chart")
    trail = [*_trail(line), (_("Other chart"), back), (title, "")]
    hint = _("Journals use the code that holds on their last day. A code from a day that has one takes its place.")
    page = FormPage(title, trail, _("Save"), back, _("Saved."), in_language(line.names), hint)
    return form_page(request, form, page, lambda: map_external(by=request.actor, code=code, **form.values()))


def _trail(line: Any) -> list[tuple[Text, str]]:
    chart = (_("Chart of accounts"), reverse("backoffice:accounts"))
    return [chart, (line.code, reverse("backoffice:account", args=[line.code]))]
