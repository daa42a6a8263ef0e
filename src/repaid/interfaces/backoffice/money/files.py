"""A file that was brought: what is in it, which column says what, taking it in."""

from collections import Counter
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from repaid.interfaces.backoffice.once import once
from repaid.interfaces.backoffice.pages import FormPage, form_page, offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.sentences import sentence_of
from repaid.payments.commands.statements import keep_mapping
from repaid.payments.formats import ColumnMapping, suggest_mapping, table_head
from repaid.payments.queries import file_kept
from repaid.payments.reading import Entry, entries, errors, kept_mapping, read_file
from repaid.payments.rights import TAKE_STATEMENTS
from repaid.settling.taking_in import take_in, try_taking_in

ROWS_SHOWN: Final = 200
TRIED_MAX: Final = 2_000
"""Files with more entries are shown without a trial of what would be settled."""

FATES: Final = {
    "new": pgettext_lazy("entry", "new"),
    "known": pgettext_lazy("entry", "known before"),
    "interim": pgettext_lazy("entry", "comes again in the statement of the day"),
    "not_booked": pgettext_lazy("entry", "not booked by the bank yet"),
    "undated": pgettext_lazy("entry", "without a date"),
    "unproven": pgettext_lazy("entry", "its statement does not add up"),
}


class TakeInForm(Form):
    """The choice for a file of which a part is wrong."""

    keep_good = forms.BooleanField(label=_("Keep what is right, leave out what is wrong"), required=False)


@staff_page(TAKE_STATEMENTS)
def file(request: ActorRequest, key: int) -> HttpResponse:
    """What is in a file, row by row, and what is wrong with it."""
    return _shown(request, key, TakeInForm())


def _shown(request: ActorRequest, key: int, form: TakeInForm) -> HttpResponse:
    kept = file_kept(request.actor, key)
    content = bytes(kept.content)
    read = read_file(request.actor, kept.name, content)
    found = entries(request.actor, read)
    contracts = {}
    if len(found) <= TRIED_MAX and (would := try_taking_in(request.actor, kept.name, content).would):
        contracts = would.contracts
    counts = Counter(entry.fate for entry in found)
    facts = {
        "kept": kept, "read": read, "form": form, "errors": errors(read), "new": counts["new"],
        "known": counts["known"], "settled": len(contracts), "is_tried": len(found) <= TRIED_MAX,
        "findings": [(each.severity, sentence_of(each)) for each in read.findings[:ROWS_SHOWN]],
        "table": _table(found[:ROWS_SHOWN], contracts), "more": max(len(found) - ROWS_SHOWN, 0),
        "is_table": bool(table_head(content)), "trail": _trail(kept.name),
    }  # fmt: skip
    return render(request, "backoffice/money/file.html", facts, status=422 if form.errors else 200)


def _table(found: list[Entry], contracts: dict[str, str]) -> Table:
    columns = (
        Column("line.row", _("Row"), "number"),
        Column("line.value_date", _("Value date"), "date"),
        Column("amount", _("Amount"), "money"),
        Column("line.counterparty", _("Payer"), small=lambda entry: entry.line.remittance[:100], card="full"),
        Column(lambda entry: FATES[entry.fate], _("What happens")),
        Column(lambda entry: contracts.get(entry.line.natural_key), _("Settled on contract"), "code"),
    )
    return Table(_("Entries"), columns, found)


def _trail(name: Any) -> list[tuple[Any, str]]:
    return [(_("Statements"), reverse("backoffice:statements")), (name, "")]


@staff_page(TAKE_STATEMENTS)
@require_POST
def take_in_file(request: ActorRequest, key: int) -> HttpResponse:
    """Take the file in, once."""
    kept, form = file_kept(request.actor, key), TakeInForm(request.POST)
    here = reverse("backoffice:statements")

    def act() -> str | None:
        content, keep_good = bytes(kept.content), form.cleaned_data["keep_good"]
        done = form.attempt(lambda: take_in(request.actor, kept.name, content, keep_good=keep_good))
        if done is None:
            return None
        said = gettext("Taken in: {new} new entries, {known} known before, {settled} settled.")
        messages.success(request, said.format(new=done.done.new, known=done.done.known, settled=done.settled))
        if done.done.executed:
            executed = gettext("Payment orders carried out by the bank: {count}.")
            messages.success(request, executed.format(count=number_text(done.done.executed)))
        return here

    done = once(request, form, act, here) if form.is_valid() else None
    return done or _shown(request, key, form)


# ---------------------------------------------------------------- columns

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
        self.order_fields(["key", *_ASKED, "default_currency", "account", "date_order"])
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
    header = _header(content, known)
    currency = frame_of(request).organisation.currency
    initial = {name: each[0] for name, each in (known.columns if known else {}).items()}
    initial |= {"default_currency": known.currency if known else currency, "account": known.account if known else ""}
    form = ColumnsForm(request.POST or None, header=header, initial=initial)
    here = reverse("backoffice:bank_file", args=[key])
    trail = [*_trail(kept.name)[:1], (kept.name, here), (_("Columns"), "")]
    page = FormPage(_("Which column says what?"), trail, _("Save"), here, _("Saved."), name=kept.name)
    return form_page(request, form, page, lambda: keep_mapping(by=request.actor, mapping=form.mapping()))


def _header(content: bytes, known: ColumnMapping | None) -> tuple[str, ...]:
    """The header that is known, else the first row with the most cells that say something."""
    if known and known.header:
        return tuple(known.header)
    rows = table_head(content)
    return max(rows, key=lambda row: sum(bool(cell.strip()) for cell in row), default=())
