"""A live example of a settlement scheme as the page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loanmath.components import Component
from repaid.interfaces.shared.schedule import money_column
from repaid.interfaces.shared.wording import COMPONENTS
from repaid.interfaces.ui.columns import Column, Table
from repaid.settling.example import Example, ExampleLine


@dataclass(frozen=True, slots=True)
class Met:
    """A part of an instalment: what is owed, what is paid of it."""

    line: ExampleLine
    component: Component

    @property
    def owed(self) -> int:
        return self.line.owed.of(self.component)

    @property
    def paid(self) -> int:
        return self.line.paid.of(self.component)


@dataclass(frozen=True, slots=True)
class ShownSplit:
    """An example with its words."""

    example: Example

    @property
    def table(self) -> Table:
        """Each part of each instalment, what is owed and paid of it."""
        currency = self.example.amount.currency
        parts = [Met(line, part) for line in self.example.lines for part in Component if line.owed.of(part)]
        columns = (
            Column("line.due", _("Due date"), "date"),
            Column(lambda met: COMPONENTS[met.component], _("Part of the debt")),
            money_column(pgettext("column", "Owed"), currency, lambda met: met.owed),
            money_column(pgettext("column", "Paid"), currency, lambda met: met.paid),
            money_column(pgettext("column", "Left"), currency, lambda met: met.owed - met.paid),
        )
        return Table(_("Live example"), columns, parts)


def order_text(components: Iterable[str]) -> str:
    """An order in words."""
    return " → ".join(str(COMPONENTS[Component(name)]) for name in components)
