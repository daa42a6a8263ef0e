"""A live example of what a contract would look like: its costs and its schedule."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loanmath.money import Money
from repaid.interfaces.shared.schedule import money_column
from repaid.interfaces.ui import markup
from repaid.interfaces.ui.columns import Column, Table
from repaid.products.queries import Example


@dataclass(frozen=True, slots=True)
class ShownExample:
    """An example with its words."""

    example: Example

    def _money(self, minor: int) -> Money:
        return Money(minor, self.example.terms.currency)

    @property
    def facts(self) -> list[tuple[str, Any]]:
        """What it costs."""
        shown = self.example
        return [
            (_("Paid out to the customer"), self._money(shown.paid_out)),
            (_("Interest"), self._money(shown.interest)),
            (_("Fees"), self._money(shown.fees)),
            (_("Total to pay"), self._money(shown.to_pay)),
            (_("Total cost of credit"), self._money(shown.total_cost)),
            (_("Annual percentage rate (APR)"), markup.rate(shown.apr and round(shown.apr, 2), yearly=False)),
        ]

    @property
    def table(self) -> Table:
        """The schedule if everybody pays on time."""
        currency = self.example.terms.currency
        columns = (
            Column("number", _("No."), "number"),
            Column("due", pgettext("column", "Date"), "date"),
            money_column(pgettext("column", "Principal"), currency, lambda row: row.owed.principal),
            money_column(pgettext("column", "Interest"), currency, lambda row: row.owed.interest),
            money_column(_("Other"), currency, lambda row: row.owed.total - row.owed.principal - row.owed.interest),
            money_column(pgettext("column", "Total"), currency, lambda row: row.owed.total),
        )
        return Table(_("Example schedule"), columns, self.example.rows)
