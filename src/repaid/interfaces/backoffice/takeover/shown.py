"""What the page of a take-over shows: wrong rows, sums beside control totals, the first rows as they would be."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.plain import from_plain
from repaid.contracts.choices import TakeOverState
from repaid.contracts.imports.positions.notes import Note
from repaid.contracts.imports.positions.words import FIELDS
from repaid.contracts.queries.takeovers import sums_of, takeover_of
from repaid.interfaces.backoffice.pages import Text, Trail
from repaid.interfaces.backoffice.takeover.bringing import TAKE_OVERS
from repaid.interfaces.shared.doors import ActorRequest
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.fields import CountField, MoneyField
from repaid.interfaces.ui.formats import amount_text, date_text
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.sentences import sentence_of

NOTES_SHOWN = 200
CONTRACTS = "contracts"
"""The figure that counts."""


class DecisionForm(Form):
    """The choice for a file of which a part is wrong."""

    keep_good = forms.BooleanField(label=_("Keep what is right, leave out what is wrong"), required=False)


class ControlForm(Form):
    """What the other system says that the file comes to: a box for each figure of each currency."""

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.figures = {
            f"{currency}-{figure}": (currency, figure) for currency, sums in sums_of(row).items() for figure in sums
        }
        for name, (currency, figure) in self.figures.items():
            said = row.control.get(currency, {}).get(figure)
            self.fields[name] = _box(currency, figure, said)

    def control(self) -> dict[str, dict[str, int]]:
        """What was typed, by currency and figure; minor units."""
        told: dict[str, dict[str, int]] = {}
        for name, (currency, figure) in self.figures.items():
            value = self.cleaned_data.get(name)
            if value is not None:
                told.setdefault(currency, {})[figure] = value.minor if isinstance(value, Money) else value
        return told


def _box(currency: str, figure: str, said: int | None) -> forms.Field:
    label = f"{called(figure)}, {currency}"
    box: forms.Field
    if figure == CONTRACTS:
        box = CountField(label=label, required=False, initial=said)
    else:
        initial = None if said is None else Money(said, currency)
        box = MoneyField(label=label, required=False, zero=True, currency=currency, initial=initial)
    box.widget.attrs["aria-label"] = label
    return box


def called(name: str) -> Text:
    """What a column, or a figure, is called."""
    return FIELDS[name].header(get_language() or "") if name in FIELDS else _("Contracts") if name else ""


class SumRow(NamedTuple):
    """A figure of the file beside what the other system says."""

    figure: Text
    ours: Any
    box: Any
    differs: bool


@dataclass(frozen=True)
class Shown:
    """A take-over as its page shows it."""

    row: Any

    @property
    def is_working(self) -> bool:
        return self.row.state in (TakeOverState.READING, TakeOverState.TAKING)

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide."""
        return bool(self.row.state == TakeOverState.READ)

    @property
    def is_taking(self) -> bool:
        return bool(self.row.state == TakeOverState.TAKING)

    @cached_property
    def notes(self) -> Table:
        notes = [Note.from_data(each) for each in self.row.notes[:NOTES_SHOWN]]
        columns = (
            Column("line", _("Line"), "number"),
            Column(lambda note: called(note.column), _("Column")),
            Column(lambda note: sentence_of(note.finding), _("Finding"), card="full"),
        )
        return Table(_("Findings"), columns, notes)

    @property
    def notes_beyond(self) -> int:
        return max(len(self.row.notes) - NOTES_SHOWN, 0)

    @property
    def first(self) -> Table:
        columns = (
            Column("number", _("No."), "code"),
            Column("borrower", _("Borrower"), small=lambda row: row["product"]),
            Column("principal", _("Principal left"), "money"),
            Column("due", _("Due and unpaid"), "money"),
            Column("accrued", pgettext_lazy("interest", "Accrued"), "money"),
            Column(lambda row: row["days_late"] or None, _("Days late"), "number"),
            Column(lambda row: _lines(row["schedule"]), _("Goes on with"), card="full"),
        )
        return Table(_("The first contracts as they would be"), columns, [from_plain(row) for row in self.row.first])

    def sums(self, form: ControlForm) -> list[tuple[str, list[SumRow]]]:
        """The figures of each currency with the boxes of the form."""
        return [(currency, list(self._sums_in(currency, form))) for currency in sums_of(self.row)]

    def _sums_in(self, currency: str, form: ControlForm) -> Iterable[SumRow]:
        for figure, minor in sums_of(self.row)[currency].items():
            said = self.row.control.get(currency, {}).get(figure)
            ours = minor if figure == CONTRACTS else Money(minor, currency)
            yield SumRow(called(figure), ours, form[f"{currency}-{figure}"], said is not None and said != minor)

    @property
    def trail(self) -> Trail:
        return [(TAKE_OVERS, reverse("backoffice:take_overs")), (self.row.source, "")]


def _lines(schedule: Iterable[tuple[Any, Money]]) -> str:
    return " · ".join(f"{date_text(due)}: {amount_text(amount)}" for due, amount in schedule)


def page_of(
    request: ActorRequest, key: int, decision: Form | None = None, control: ControlForm | None = None
) -> HttpResponse:
    """The page of a take-over, with forms as they were sent."""
    row = takeover_of(request.actor, key)
    shown, boxes = Shown(row), control or ControlForm(row=row)
    facts = {
        "shown": shown, "row": row, "control": boxes, "sums": shown.sums(boxes), "trail": shown.trail,
        "form": decision or DecisionForm(),
    }  # fmt: skip
    is_wrong = bool((decision and decision.errors) or (control and control.errors))
    return render(request, "backoffice/takeover/page.html", facts, status=422 if is_wrong else 200)
