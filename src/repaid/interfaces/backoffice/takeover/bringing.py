"""Bringing a file of positions, and the template that it may begin with."""

from io import BytesIO
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from repaid.access.queries import branches
from repaid.contracts.commands.positions import PREFIX_MAX, SOURCE_MAX, bring_positions
from repaid.contracts.imports.positions.specimen import specimen
from repaid.contracts.jobs import read_soon
from repaid.contracts.queries.takeovers import sources
from repaid.contracts.rights import TAKE_OVER
from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page, offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.exports import attached
from repaid.interfaces.ui.fields import DateField
from repaid.interfaces.ui.forms import Form
from repaid.kernel.sheets import Sheet, write_xlsx
from repaid.products.queries import offered_versions

BYTES_MAX = 32 << 20
TAKE_OVERS = _("Taken over from other systems")
TITLE = _("Take over contracts")


class PositionsForm(Form):
    """A file, and what it is a file of."""

    file = forms.FileField(label=_("File"), help_text=_("CSV or XLSX, one contract a row, 32 MB at most."))
    system = forms.CharField(
        label=_("Other system"), max_length=SOURCE_MAX,
        help_text=_("The same name each time: a number of that system is taken over once."),
    )  # fmt: skip
    day = DateField(label=_("Position of"), help_text=_("At the end of which day is this owed?"))
    beginning = forms.CharField(
        label=_("Numbers begin with"), required=False, max_length=PREFIX_MAX, widget=CodeInput,
        help_text=_("Only where numbers of the other system would meet numbers of ours."),
    )  # fmt: skip
    branch = forms.ChoiceField(label=_("Branch"), required=False, help_text=_("Where a row names none."))

    def clean_file(self) -> object:
        """A file of a size that can be read."""
        given = self.cleaned_data["file"]
        if given.size > BYTES_MAX:
            raise forms.ValidationError(_("The file is larger than 32 MB. Divide it."))
        return given


@staff_page(TAKE_OVER)
def bring(request: ActorRequest) -> HttpResponse:
    """Keep the file, read it, and go on to what is in it."""
    today, known = business_day(request), sources(request.actor)
    form = PositionsForm(
        request.POST or None, request.FILES or None, on=today,
        initial={"day": today, "system": known[-1] if len(known) == 1 else ""},
    )  # fmt: skip
    offer(form, "branch", [("", "—"), *((each.code, each.name) for each in branches(request.actor))])
    here = reverse("backoffice:take_overs")
    page = FormPage(
        TITLE, [(TAKE_OVERS, here), (TITLE, "")], _("Show what is in it"), here, _("The file was read."),
        template="backoffice/takeover/bring.html",
    )  # fmt: skip

    def command() -> Any:
        told = form.values()
        given, prefix = told.pop("file"), told.pop("beginning")
        done = bring_positions(by=request.actor, name=given.name, content=given.read(), prefix=prefix, **told)
        read_soon(request.actor, done.take_over_id)
        return done

    return form_page(
        request, form, page, command, lambda done: reverse("backoffice:take_over", args=[done.take_over_id])
    )


@staff_page(TAKE_OVER)
def template(request: ActorRequest) -> HttpResponse:
    """The workbook to begin with: the headers in the reader's language, one row as it is filled in."""
    today, currency = business_day(request), frame_of(request).organisation.currency
    offered = offered_versions(request.actor, today)
    own = (version for version in offered.values() if version.product.currency == currency)
    code = next((version.product.code for version in own), next(iter(offered), ""))
    row = specimen(get_language() or "", today, code, currency)
    file = BytesIO()
    write_xlsx(file, Sheet([header for header, _value in row], [[value for _header, value in row]]))
    return attached(HttpResponse(file.getvalue()), "take-over.xlsx")
