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
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.sentences import sentence_of
from repaid.payments.formats import table_head
from repaid.payments.queries import file_kept
from repaid.payments.reading import Entry, entries, errors, read_file
from repaid.payments.rights import TAKE_STATEMENTS
from repaid.settling.intakes import is_long
from repaid.settling.jobs import take_in_by_worker
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
        if is_long(content):
            intake = take_in_by_worker(by=request.actor, file=kept.pk, keep_good=keep_good)
            return reverse("backoffice:intake", args=[intake])
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
