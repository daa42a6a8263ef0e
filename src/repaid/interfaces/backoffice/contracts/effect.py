"""The effect of a deed before it is done, as the page shows it: before and after, schedule, transfers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.contracts.preview import Preview, Side, preview
from repaid.contracts.queries.schedule import Difference, ScheduleRow
from repaid.interfaces.backoffice.contracts.deeds import Deed
from repaid.interfaces.shared.schedule import money_column
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.states import state_of
from repaid.kernel.names import in_language

ROWS_MAX = 12


@dataclass(frozen=True, slots=True)
class Effect:
    """What a deed would change, in the contract's currency."""

    tried: Preview
    currency: str

    @property
    def changes(self) -> list[tuple[str, Any, Any]]:
        """Name, before, after: the figures that people ask for first."""
        before, after = self._figures(self.tried.before), self._figures(self.tried.after)
        return [(name, before[name], after[name]) for name in before]

    def _figures(self, side: Side) -> dict[str, Any]:
        owed = side.owed
        figures = {
            _("Owed today"): owed.total_indebtedness,
            _("Next instalment"): owed.next_amount if owed.next_due_on else None,
            _("Due date"): owed.next_due_on,
            _("To repay everything today"): owed.to_repay_everything,
            _("Credit balance"): owed.credit,
        }
        shown = {name: self._money(value) for name, value in figures.items()}
        return shown | {_("State"): str(state_of("contract", side.state).word)}

    def _money(self, value: Any) -> Any:
        return Money(value, self.currency) if isinstance(value, int) else value

    @property
    def rows(self) -> Table:
        """The first instalments that change."""
        columns = (
            Column(lambda pair: _one(pair).number, _("No."), "number"),
            Column(lambda pair: _one(pair).due, pgettext("column", "Date"), "date", small=_moved_from),
            money_column(_("Before"), self.currency, lambda pair: pair[0].owed.total if pair[0] else 0),
            money_column(_("After"), self.currency, lambda pair: pair[1].owed.total if pair[1] else 0),
            money_column(_("Open after"), self.currency, lambda pair: pair[1].open.total if pair[1] else 0),
        )
        return Table(_("Instalments that change"), columns, self.tried.changed[:ROWS_MAX])

    @property
    def more_rows(self) -> int:
        """How many instalments more change than are shown."""
        return max(len(self.tried.changed) - ROWS_MAX, 0)

    @property
    def transfers(self) -> Table:
        """What goes into the ledger."""
        columns = (
            Column("debit", _("Debit"), "code", small=lambda row: in_language(row.debit_names)),
            Column("credit", _("Credit"), "code", small=lambda row: in_language(row.credit_names)),
            money_column(_("Amount"), self.currency, lambda row: row.amount),
            Column("value_date", _("Value date"), "date"),
        )
        return Table(_("Transfers in the ledger"), columns, self.tried.transfers)


def effect_of(deed: Deed, by: Actor, currency: str, arguments: dict[str, Any]) -> Effect:
    """Try a deed and undo it. Raises the refusal of its command."""
    return Effect(preview(deed.command, by=by, **arguments), currency)


def _one(pair: Difference) -> ScheduleRow:
    row = pair[1] or pair[0]
    assert row is not None, "a difference has a row on one side"
    return row


def _moved_from(pair: Difference) -> date | None:
    before, after = pair
    return before.due if before and after and before.due != after.due else None
