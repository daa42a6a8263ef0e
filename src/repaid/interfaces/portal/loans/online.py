"""The online payments of a loan, as its customer finds them again: those under way, and all of them."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loanmath.money import Money
from repaid.interfaces.portal.loans.page import LoanPage
from repaid.interfaces.ui.columns import Column, Table
from repaid.payments.queries.online import online_of

SHOWN: Final = 50


def online_table(page: LoanPage) -> Table:
    """What the customer paid or began to pay online, newest first, each with its state and a link to its page."""

    def address(row: Any) -> str:
        return reverse("portal:online_result", args=[page.number, int(row.number)])

    columns = (
        Column("begun_at", pgettext_lazy("column", "Date"), "datetime", link=address),
        Column(lambda row: Money(row.amount, row.currency), _("Amount"), "money"),
        Column("state", _("State"), "state", state_kind="online"),
        Column("description", _("Payment description")),
        Column("number", _("Our reference"), "code"),
    )
    return Table(_("Your online payments"), columns, list(online_of(page.actor, page.contract.subject)[:SHOWN]))
