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

from loanmath.money import Money
from repaid.interfaces.backoffice.once import once
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table, Text
from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.sentences import sentence_of
from repaid.payments.formats import UNKNOWN, StatementFile, table_head
from repaid.payments.queries import file_kept
from repaid.payments.reading import Entry, entries, errors, read_file
from repaid.payments.rights import TAKE_STATEMENTS
from repaid.settling.intakes import is_long
from repaid.settling.jobs import take_in_by_worker
from repaid.settling.taking_in import TakenIn, take_in, try_taking_in

ROWS_SHOWN: Final = 200
TRIED_MAX: Final = 2_000
"""Files with more entries are shown without a trial of what would be settled."""

TAKEN: Final = frozenset({"new", "known"})
TABLES: Final = frozenset({"csv", "xlsx", UNKNOWN})
"""Files whose columns may be chosen."""

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
    contracts = None
    if len(found) <= TRIED_MAX:
        would = try_taking_in(request.actor, kept.name, content).would
        contracts = would.contracts if would else {}
    fates = {entry.fate for entry in found}
    facts = {
        "kept": kept, "form": form, "errors": errors(read), "figures": _figures(read, found, contracts),
        "is_empty": not fates & TAKEN, "is_known": fates == {"known"},
        "findings": [(each.severity, sentence_of(each)) for each in read.findings[:ROWS_SHOWN]],
        "more_findings": max(len(read.findings) - ROWS_SHOWN, 0),
        "table": _table(found[:ROWS_SHOWN], contracts or {}), "more": max(len(found) - ROWS_SHOWN, 0),
        "is_table": read.format in TABLES and bool(table_head(content)), "trail": _trail(kept.name),
    }  # fmt: skip
    return render(request, "backoffice/money/file.html", facts, status=422 if form.errors else 200)


def _figures(read: StatementFile, found: list[Entry], contracts: dict[str, str] | None) -> list[tuple[Text, Any]]:
    """What the file comes to, and what taking it in would do; `contracts` is None where that was not tried."""
    sums: Counter[str] = Counter()
    for line in read.lines:
        sums[line.currency] += line.amount_minor
    fates = Counter(entry.fate for entry in found)
    left_out = len(found) - fates["new"] - fates["known"]
    return [
        (_("Entries"), len(read.lines)),
        *((_("Sum of the file"), Money(minor, currency)) for currency, minor in sorted(sums.items())),
        (_("New"), fates["new"]),
        (_("Known before"), fates["known"]),
        *([(_("Left out"), left_out)] if left_out else []),
        *([] if contracts is None else [(_("Settled by itself"), len(contracts))]),
    ]


def _table(found: list[Entry], contracts: dict[str, str]) -> Table:
    columns = (
        Column("line.row", _("Row"), "number"),
        Column("line.value_date", _("Value date"), "date"),
        Column("amount", _("Amount"), "money"),
        Column("line.counterparty", _("Payer"), small=lambda entry: entry.line.remittance[:100], card="full"),
        Column(
            lambda entry: FATES[entry.fate],
            _("What happens"),
            small=lambda entry: entry.number or None,
            link=lambda entry: reverse("backoffice:payment", args=[entry.number]) if entry.number else "",
        ),
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
        _tell(request, done)
        told = done.done.statement_ids
        return reverse("backoffice:statement", args=told) if len(told) == 1 else here

    done = once(request, form, act, here) if form.is_valid() else None
    return done or _shown(request, key, form)


def _tell(request: ActorRequest, taken: TakenIn) -> None:
    said = gettext("Taken in: {new} new entries, {known} known before, {settled} settled.")
    counts = {"new": taken.done.new, "known": taken.done.known, "settled": taken.settled}
    messages.success(request, said.format(**{name: number_text(count) for name, count in counts.items()}))
    if taken.done.executed:
        executed = gettext("Payment orders carried out by the bank: {count}.")
        messages.success(request, executed.format(count=number_text(taken.done.executed)))
