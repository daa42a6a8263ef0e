"""The ribbon: one cell an instalment in due order; above sixty instalments one cell a year that opens its own.

    ribbon([RibbonCell(1, date(2025, 9, 21), Money(57565, "PLN"), "paid"), ...])

States of a cell: paid, late (paid late), part (partly paid and overdue), over (overdue), next, todo (to come).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loanmath.jalali import to_jalali
from loanmath.money import Money
from repaid.interfaces.ui.formats import date_text, manner, money_text, number_text, year_text
from repaid.interfaces.ui.states import INSTALMENT

CellState = Literal["paid", "late", "part", "over", "next", "todo"]
CELLS_MAX = 60
SETTLED = ("paid", "late")
OVERDUE = ("part", "over")


@dataclass(frozen=True, slots=True)
class RibbonCell:
    """One instalment."""

    number: int
    due_on: date
    amount: Money
    state: CellState

    @property
    def spoken(self) -> str:
        facts = {"number": number_text(self.number), "date": date_text(self.due_on), "amount": money_text(self.amount)}
        return _("{number}: {date}, {amount}, {state}").format(**facts, state=INSTALMENT[self.state].word)


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A shape of the ribbon and its word."""

    state: CellState
    word: str | Promise


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Cells with what is said about them; `years` is empty up to sixty cells."""

    cells: Sequence[RibbonCell]
    identity: str = "ribbon"
    years: Sequence["RibbonYear"] = field(default=())

    @property
    def title(self) -> str:
        count = len(self.cells)
        return ngettext("{count} instalment", "{count} instalments", count).format(count=number_text(count))

    @property
    def summary(self) -> str:
        states = [cell.state for cell in self.cells]
        paid, overdue = sum(state in SETTLED for state in states), sum(state in OVERDUE for state in states)
        counts = {"paid": paid, "overdue": overdue, "coming": len(states) - paid - overdue}
        written = {name: number_text(count) for name, count in counts.items()}
        return _("{paid} paid, {overdue} overdue, {coming} to come").format(**written)

    @property
    def spoken(self) -> str:
        return f"{self.title}: {self.summary}"

    @property
    def legend(self) -> list[LegendEntry]:
        present = {cell.state for cell in self.cells}
        return [LegendEntry(name, look.word) for name, look in INSTALMENT.items() if name in present]


@dataclass(frozen=True, slots=True)
class RibbonYear(Ribbon):
    """The instalments of one year of the reader's calendar."""

    year: int = 0

    @property
    def title(self) -> str:
        return year_text(self.year)

    @property
    def state(self) -> CellState:
        states = {cell.state for cell in self.cells}
        if states & set(OVERDUE):
            return "over" if states <= {"over"} else "part"
        if states <= set(SETTLED):
            return "late" if "late" in states else "paid"
        return "todo" if states == {"todo"} else "next"


def ribbon(cells: Sequence[RibbonCell], identity: str = "ribbon") -> Ribbon:
    """The ribbon of a contract; `identity` tells several on one page apart."""
    if len(cells) <= CELLS_MAX:
        return Ribbon(cells, identity)
    grouped = groupby(cells, key=lambda cell: _year_of(cell.due_on))
    years = [RibbonYear(list(members), identity, year=year) for year, members in grouped]
    return Ribbon(cells, identity, years)


def _year_of(day: date) -> int:
    return to_jalali(day).year if manner().persian else day.year
