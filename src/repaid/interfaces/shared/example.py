"""A live example of what a contract would look like: its costs and its schedule."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loanmath.components import Amounts
from loanmath.early import Quote
from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.interfaces.shared.schedule import money_column
from repaid.interfaces.shared.why import parts_text, quote_lines
from repaid.interfaces.ui import markup
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.formats import date_text, money_text
from repaid.interfaces.ui.parts import WhyLine
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import Refusal
from repaid.products.queries import (
    Example,
    TermsRequest,
    early_quote,
    example,
    late_payment,
    law_findings,
    offered_version,
)


@dataclass(frozen=True, slots=True)
class ShownExample:
    """An example with its words: the schedule, a payment that comes late, everything repaid early."""

    example: Example
    late: tuple[int, Amounts]
    early: Quote

    @classmethod
    def of(cls, found: Example) -> "ShownExample":
        """ValueError where the terms make no life."""
        return cls(found, late_payment(found), early_quote(found))

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
    def late_facts(self) -> list[tuple[str, Any]]:
        """What a payment pays that comes late."""
        amount, paid = self.late
        name = _("Half of the first instalment, 30 days late: {amount}").format(amount=money_text(self._money(amount)))
        return [(name, parts_text(paid, self.example.terms.currency) or _("nothing yet"))]

    @property
    def early_title(self) -> str:
        """On which day everything is repaid."""
        return _("Everything repaid on {date}").format(date=date_text(self.early.on))

    @property
    def early_lines(self) -> list[WhyLine]:
        """What that costs, line by line."""
        return quote_lines(self.early, self.example.terms.currency, _("To repay everything on that day"))

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


def live_example(by: Actor, product: str, wanted: TermsRequest) -> dict[str, Any]:
    """The example of a request for a product, or the sentences of product and law that stand against it."""
    try:
        version = offered_version(by, product, wanted.start)
        findings = [sentence_of(finding) for finding in law_findings(version, wanted)]
        found = example(
            version, wanted.amount, wanted.count, wanted.start, rate=wanted.rate, first_due=wanted.first_due
        )
        shown = ShownExample.of(found)
    except Refusal as refusal:
        return {"sentences": [sentence_of(refusal)]}
    except ValueError:
        return {"sentences": [_("These figures make no schedule. Please check amount, number and dates.")]}
    return {"sentences": findings} if findings else {"example": shown}
