"""The list of contracts and its saved views."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loanmath.money import Money
from repaid.access.subjects import search
from repaid.contracts.choices import State
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.listing import Listing
from repaid.interfaces.ui.ranges import Range
from repaid.kernel.names import in_language

VIEWS = (
    (_("All"), ""),
    (pgettext_lazy("contracts", "Overdue"), "late=1"),
    (pgettext_lazy("contracts", "Active"), "state=active"),
    (pgettext_lazy("contracts", "To be launched"), "state=to_be_launched"),
    (pgettext_lazy("contracts", "Suspended"), "state=suspended"),
    (pgettext_lazy("contracts", "Terminated"), "state=terminated"),
    (pgettext_lazy("contracts", "Settled"), "state=settled"),
    (pgettext_lazy("contracts", "Written off"), "state=written_off"),
)


def contract_address(row: Any) -> str:
    """The record of a contract."""
    return reverse("backoffice:contract", args=[row.number])


def _principal(row: Any) -> Money:
    return Money(row.balance.principal, row.currency)


def _overdue(row: Any) -> Money | None:
    return Money(row.overdue, row.currency) if row.overdue else None


def _late(on: date) -> Filter:
    """Days late on a day, asked of the oldest due date, which an index knows."""
    labels = {1: _("1 and more"), 31: _("31 and more"), 61: _("61 and more"), 91: _("91 and more")}
    choices = [
        Choice(str(days), label, Q(balance__oldest_due_on__lte=on - timedelta(days=days)))
        for days, label in labels.items()
    ]
    return Filter("late", _("Days late"), choices)


class Contracts(Listing):
    """Contracts in the reader's scope with their arrears on the business day."""

    identity = "contracts"
    title = _("Contracts")
    columns = (
        Column("number", _("No."), kind="code", sort="id", link=contract_address),
        Column(
            "subject.title", _("Borrower"), sort="subject__title",
            small=lambda row: in_language(row.version.product.names),
        ),
        Column("state", _("State"), kind="state", state_kind="contract", sort="state"),
        Column(lambda row: Money(row.amount, row.currency), _("Amount"), kind="money", sort="amount", card="hide"),
        Column(_principal, _("Principal left"), kind="money", sort="balance__principal"),
        Column("balance.next_due_on", _("Next due date"), kind="date", sort="balance__next_due_on", card="hide"),
        Column(_overdue, pgettext_lazy("amount", "Overdue"), kind="money", sort="overdue"),
        Column(lambda row: row.days_late or None, _("Days late"), kind="number", sort="days_late"),
    )  # fmt: skip
    filters: Sequence[Filter] = (
        Filter("state", _("State"), [Choice(state.value, state.label, Q(state=state)) for state in State]),
    )
    ranges = (
        Range("unpaid_since", _("Unpaid since"), "date", "balance__oldest_due_on"),
        Range("overdue", _("Overdue amount"), "amount"),
    )
    order = "-id"
    sorts_of_any_length = frozenset({"id"})
    order_label = _("Newest first")
    search_label = _("Number, name, account …")
    empty_title = _("No contracts yet.")
    empty_hint = _("A contract stands here when it is opened.")

    def __init__(self, request: HttpRequest, scope: QuerySet[Any], on: date) -> None:
        super().__init__(request, scope)
        self.filters = (*self.filters, _late(on))

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By part of number, borrower or repayment account."""
        actor = self.request.actor  # type: ignore[attr-defined]
        return queryset.filter(subject__in=search(actor, text, kinds=["contract"]).order_by().values("pk"))
