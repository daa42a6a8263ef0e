"""What the board of a day shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.plain import from_plain
from repaid.access.queries import branch_names
from repaid.contracts.rights import VIEW as VIEW_CONTRACTS
from repaid.daily_close.checks import told
from repaid.daily_close.choices import RunState, StepName
from repaid.daily_close.queries import (
    Roll,
    StepDone,
    ageing_until,
    earned_on,
    late_sums,
    parts_left,
    rolls_of,
    steps_of,
)
from repaid.interfaces.backoffice.portfolio import bucket_name
from repaid.interfaces.ui.charts import Chart, Series
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.formats import date_text
from repaid.interfaces.ui.sentences import sentence_of
from repaid.reports.queries import BUCKET_DAYS

MARKS = {"done": "circle-check", "running": "loader-2", "waiting": "circle-dashed"}


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step as a line of the board."""

    step: StepDone

    @property
    def icon(self) -> str:
        return MARKS[self.step.state]

    @property
    def is_running(self) -> bool:
        return self.step.state == "running"

    @property
    def seconds(self) -> Decimal | None:
        """How long it took, to the tenth."""
        return None if self.step.seconds is None else Decimal(f"{self.step.seconds:.1f}")


class Board:
    """The close of one day with everything that it did."""

    def __init__(self, by: Actor, run: Any) -> None:
        self.by, self.run = by, run

    @property
    def is_running(self) -> bool:
        return bool(self.run.state == RunState.RUNNING)

    @property
    def day(self) -> date:
        found: date = self.run.day
        return found

    @cached_property
    def steps(self) -> list[ShownStep]:
        return [ShownStep(step) for step in steps_of(self.run)]

    @property
    def place(self) -> int:
        """The number of the step that is being done."""
        done = sum(shown.step.state == "done" for shown in self.steps)
        return min(done + 1, len(self.steps))

    @property
    def step_name(self) -> str:
        return str(self.steps[self.place - 1].step.name.label)

    @cached_property
    def parts(self) -> tuple[int, int]:
        return parts_left(self.run)

    @property
    def billed(self) -> int:
        return next(shown.step.rows for shown in self.steps if shown.step.name is StepName.BILL)

    @cached_property
    def rolls(self) -> list[Roll]:
        return rolls_of(self.run)

    @property
    def moves_address(self) -> str:
        """The list of the contracts that changed their bucket, for who may see contracts."""
        may = self.by.may(VIEW_CONTRACTS.code)
        return reverse("backoffice:daily_close_moves", args=[self.day]) if may else ""

    @property
    def newly_late(self) -> int:
        return late_sums(self.rolls)[0]

    @property
    def cured(self) -> int:
        return late_sums(self.rolls)[1]

    @property
    def roll_table(self) -> Table:
        def moved(roll: Roll) -> str:
            return f"{self.moves_address}?from={roll.before}&to={roll.after}" if self.moves_address else ""

        columns = [
            Column(lambda roll: bucket_name(roll.before), _("From bucket")),
            Column(lambda roll: bucket_name(roll.after), _("To bucket")),
            Column("contracts", _("Contracts"), "number", link=moved),
        ]
        return Table(_("Moves between buckets"), columns, self.rolls)

    @property
    def earned_table(self) -> Table:
        def amount(name: str, label: str) -> Column:
            return Column(lambda row: Money(getattr(row, name), row.currency), label, "amount")

        columns = [
            Column("currency", _("Currency"), "code"),
            amount("interest", _("Interest")),
            amount("penalty", _("Penalty interest")),
            amount("fees", _("Deferred fees")),
        ]
        return Table(_("Earned on this day"), columns, earned_on(self.run))

    @property
    def findings(self) -> Table:
        names = branch_names(self.by)

        def amount(name: str, label: str) -> Column:
            return Column(lambda row: Money(row[name], row["currency"]), label, "money")

        columns = [
            Column("account", _("Account"), "code"),
            Column("product", _("Product")),
            Column(lambda row: names.get(row["branch"]), _("Branch")),
            Column("component", _("Component")),
            amount("ledger", _("Ledger")),
            amount("contracts", _("Contracts come to")),
        ]
        return Table(_("Ledger and contracts differ"), columns, self.run.findings)

    @cached_property
    def chart(self) -> Chart | None:
        """Late contracts by bucket on the last closed days."""
        aged = ageing_until(self.by, self.day)
        days = sorted({row.day for row in aged})
        if not days:
            return None
        counts = {(row.day, row.bucket): row.contracts for row in aged}
        series = [
            Series(bucket_name(bucket), [counts.get((day, bucket), 0) for day in days])
            for bucket in range(1, len(BUCKET_DAYS))
        ]
        return Chart("late", _("Late contracts"), _("Day"), _labels(days), series, colours="ageing", stacked=True)


def _labels(days: Sequence[date]) -> list[str]:
    return [date_text(day) for day in days]


@dataclass(frozen=True, slots=True)
class CheckShown:
    """A check of the books."""

    check: Any

    @property
    def is_running(self) -> bool:
        return self.check.finished_at is None

    @property
    def table(self) -> Table:
        columns = [Column(lambda row: sentence_of(told(row["code"], from_plain(row["facts"]))), _("Finding"))]
        return Table(_("What was found"), columns, self.check.findings)
