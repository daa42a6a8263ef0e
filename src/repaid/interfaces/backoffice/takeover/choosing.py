"""Which column of a table says what."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from repaid.contracts.commands.positions import choose_columns
from repaid.contracts.imports.positions.columns import suggested
from repaid.contracts.imports.positions.words import FIELDS
from repaid.contracts.jobs import read_soon
from repaid.contracts.queries.takeovers import columns_kept, takeover_of
from repaid.contracts.rights import TAKE_OVER
from repaid.interfaces.backoffice.pages import FormPage, Trail, form_page, offer
from repaid.interfaces.backoffice.takeover.bringing import TAKE_OVERS
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.forms import Form
from repaid.payments.formats import table_head


class ColumnsForm(Form):
    """A box for each field: the column that holds it."""

    def __init__(self, *args: Any, header: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [("", "—"), *((cell, cell) for cell in dict.fromkeys(header) if cell)]
        for name, field in FIELDS.items():
            self.fields[name] = forms.ChoiceField(label=field.header(get_language() or ""), required=field.is_needed)
            offer(self, name, columns)

    def columns(self) -> dict[str, str]:
        """The columns that were chosen."""
        return {name: self.cleaned_data[name] for name in FIELDS if self.cleaned_data[name]}


@staff_page(TAKE_OVER)
def columns(request: ActorRequest, key: int) -> HttpResponse:
    """Choose the columns; they are remembered for the next file with this header, and this one is read again."""
    row = takeover_of(request.actor, key)
    head = [tuple(cell.strip() for cell in cells) for cells in table_head(bytes(row.content))]
    header = max(head, key=lambda cells: (len(suggested(cells)), sum(map(bool, cells))), default=())
    known = columns_kept(request.actor, [header]) or suggested(header)
    form = ColumnsForm(request.POST or None, header=header, initial=known)
    here = reverse("backoffice:take_over", args=[key])
    trail: Trail = [(TAKE_OVERS, reverse("backoffice:take_overs")), (row.source, here), (_("Columns"), "")]
    page = FormPage(_("Which column says what?"), trail, _("Save"), here, _("Saved."), name=row.file_name)

    def command() -> Any:
        done = choose_columns(by=request.actor, take_over=key, header=header, columns=form.columns())
        read_soon(request.actor, key)
        return done

    return form_page(request, form, page, command)
