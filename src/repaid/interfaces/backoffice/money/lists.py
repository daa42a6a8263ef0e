"""Lists of payments and statements."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.interfaces.backoffice.money.found import NOBODY, amount_is
from repaid.interfaces.ui.columns import Column
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.listing import Listing
from repaid.payments.queries import finds


class Queue(Listing):
    """Money that waits for a person, oldest first: the queue of the desk."""

    identity = "queue"
    title = _("Payments that wait")
    columns = (
        Column(
            lambda row: row.words.payer or NOBODY, _("Payer"), small=lambda row: row.words.remittance[:60],
            link=lambda row: reverse("backoffice:desk_payment", args=[row.number]), card="full",
        ),
        Column(lambda row: Money(row.rest, row.currency), _("Amount"), "money", small=lambda row: row.waits_since),
    )  # fmt: skip
    order = "value_date"
    order_label = _("Oldest first")
    rows_default = 25
    search_label = _("Amount, payer, title …")
    empty_kind = "done"
    empty_title = _("Nothing waits for you.")

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By words of payer, title and references, by number, by amount."""
        return queryset.filter(finds(text, amount_is(text, frame_of(self.request).organisation.currency)))


def waited(row: Any, today: Any) -> str:
    """For how many days a payment has waited."""
    days = max((today - row.value_date) // timedelta(days=1), 0)
    if days == 0:
        return gettext("today")
    return ngettext("{count} day", "{count} days", days).format(count=number_text(days))


def statement_name(row: Any) -> str:
    """What people know a statement by."""
    found: str = row.file_name or row.number or row.format
    return found


class Statements(Listing):
    """Statements that were taken in, newest first."""

    identity = "statements"
    title = _("Statements")
    columns = (
        Column(
            statement_name, _("File"), small=lambda row: row.format.upper(),
            link=lambda row: reverse("backoffice:statement", args=[row.pk]),
        ),
        Column("account", pgettext_lazy("at a bank", "Account"), kind="account"),
        Column("first_day", _("First day"), kind="date", sort="first_day"),
        Column("last_day", _("Last day"), kind="date", sort="last_day"),
        Column("lines", _("New entries"), kind="number"),
        Column(
            lambda row: Money(row.opening, row.currency) if row.opening is not None else None,
            _("Opening balance"), "money", card="hide",
        ),
        Column(
            lambda row: Money(row.closing, row.currency) if row.closing is not None else None,
            _("Closing balance"), "money", card="hide",
        ),
        Column(
            "taken_at", _("Taken in"), "datetime", small=lambda row: row.taken_by.name if row.taken_by else None
        ),
    )  # fmt: skip
    search_fields = ("file_name", "account", "number")
    order = "-pk"
    order_label = _("Newest first")
    empty_title = _("No statements yet.")
    empty_hint = _("Take in the first file of your bank.")
