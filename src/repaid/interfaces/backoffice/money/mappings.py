"""Columns of tables: chosen for a file, remembered for its bank, changed and forgotten."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from repaid.interfaces.backoffice.pages import FormPage, Trail, form_page, offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.forms import Form
from repaid.payments.commands.mappings import NAME_LENGTH, forget_mapping, keep_mapping
from repaid.payments.formats import ColumnMapping, suggest_mapping, table_head
from repaid.payments.queries import file_kept, mapping_kept, mappings, name_of_mapping
from repaid.payments.reading import kept_mapping
from repaid.payments.rights import TAKE_STATEMENTS

TITLE = _("Columns of tables")
STATEMENTS = _("Statements")
QUESTION, SAVE, SAVED = _("Which column says what?"), _("Save"), _("Saved.")

_ASKED: Final = {
    "booked_on": _("Booking date"),
    "value_date": _("Value date"),
    "amount": _("Amount, with its sign"),
    "credit": _("Amount in"),
    "debit": _("Amount out"),
    "direction": _("In or out"),
    "currency": _("Currency"),
    "counterparty": _("Payer"),
    "counterparty_account": _("From account"),
    "paid_into": _("Account paid into"),
    "remittance": _("Title, as written"),
    "bank_reference": _("Reference of the bank"),
}


class ColumnsForm(Form):
    """Which column of the table says what."""

    name = forms.CharField(
        label=_("Bank or table"), required=False, max_length=NAME_LENGTH, help_text=_("To find it again.")
    )
    default_currency = forms.CharField(label=_("Currency, where no column says it"), required=False, max_length=3)
    account = forms.CharField(label=_("Own account"), required=False, max_length=40, widget=CodeInput)
    date_order = forms.ChoiceField(
        label=_("Order of dates"), required=False,
        choices=(
            ("", _("found out from the file")), ("ymd", "2026-11-24"), ("dmy", "24.11.2026"), ("mdy", "11/24/2026")
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, header: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [("", "—"), *((cell, cell) for cell in dict.fromkeys(header) if cell.strip())]
        for name, label in _ASKED.items():
            self.fields[name] = forms.ChoiceField(label=label, required=False)
            offer(self, name, columns)
        self.order_fields(["key", "name", *_ASKED, "default_currency", "account", "date_order"])
        self.header = header

    def mapping(self) -> ColumnMapping:
        """What was chosen."""
        told = self.cleaned_data
        columns = {name: [told[name]] for name in _ASKED if told.get(name)}
        return ColumnMapping(
            columns=columns, date_order=told["date_order"], currency=told["default_currency"].upper(),
            account=told["account"], header=self.header,
        )  # fmt: skip


@staff_page(TAKE_STATEMENTS)
def columns(request: ActorRequest, key: int) -> HttpResponse:
    """Choose the columns of a table; they are remembered for the next file of this bank."""
    kept = file_kept(request.actor, key)
    content = bytes(kept.content)
    known = kept_mapping(request.actor, content) or suggest_mapping(content)
    here = reverse("backoffice:bank_file", args=[key])
    trail: Trail = [(STATEMENTS, reverse("backoffice:statements")), (kept.name, here), (_("Columns"), "")]
    name = name_of_mapping(request.actor, known) if known else ""
    return _asked(
        request, _header(content, known), known, name, FormPage(QUESTION, trail, SAVE, here, SAVED, kept.name)
    )


@staff_page(TAKE_STATEMENTS)
def mapping_list(request: ActorRequest) -> HttpResponse:
    """The tables whose columns are remembered."""
    shown = (
        Column(_name, _("Bank or table"), link=lambda row: reverse("backoffice:mapping", args=[row.pk])),
        Column(lambda row: " · ".join(filter(None, row.mapping["header"])), _("Head of the table"), card="full"),
        Column("kept_at", _("Remembered"), "datetime", small=lambda row: row.kept_by.name if row.kept_by else None),
    )
    table = Table(TITLE, shown, list(mappings(request.actor)))
    return render(request, "backoffice/money/mappings.html", {"table": table, "trail": _trail(("", ""))[:2]})


@staff_page(TAKE_STATEMENTS)
def mapping(request: ActorRequest, key: int) -> HttpResponse:
    """See and change the columns of a table."""
    row = mapping_kept(request.actor, key)
    known = ColumnMapping.from_data(row.mapping)
    page = FormPage(
        QUESTION, _trail((_name(row), "")), SAVE, reverse("backoffice:mappings"), SAVED, _name(row),
        template="backoffice/money/mapping.html", more={"row": row},
    )  # fmt: skip
    return _asked(request, tuple(known.header), known, row.name, page)


@staff_page(TAKE_STATEMENTS)
@require_POST
def forget(request: ActorRequest, key: int) -> HttpResponse:
    """Forget the columns of a table."""
    forget_mapping(by=request.actor, mapping=key)
    messages.success(request, gettext("Forgotten. The next file with this head is asked about."))
    return HttpResponseRedirect(reverse("backoffice:mappings"))


def _asked(
    request: ActorRequest, header: tuple[str, ...], known: ColumnMapping | None, name: str, page: FormPage
) -> HttpResponse:
    """The form, with what is known in its boxes."""
    currency = frame_of(request).organisation.currency
    initial = {box: each[0] for box, each in (known.columns if known else {}).items()}
    initial |= {"default_currency": known.currency if known else currency, "account": known.account if known else ""}
    initial |= {"name": name, "date_order": known.date_order if known else ""}
    form = ColumnsForm(request.POST or None, header=header, initial=initial)

    def command() -> Any:
        return keep_mapping(by=request.actor, mapping=form.mapping(), name=form.cleaned_data["name"])

    return form_page(request, form, page, command)


def _name(row: Any) -> Any:
    return row.name or _("(no name)")


def _trail(last: tuple[Any, str]) -> list[tuple[Any, str]]:
    return [(STATEMENTS, reverse("backoffice:statements")), (TITLE, reverse("backoffice:mappings")), last]


def _header(content: bytes, known: ColumnMapping | None) -> tuple[str, ...]:
    """The header that is known, else the first row with the most cells that say something."""
    if known and known.header:
        return tuple(known.header)
    rows = table_head(content)
    return max(rows, key=lambda row: sum(bool(cell.strip()) for cell in row), default=())
