"""Finding payments: by receipt, payer, amount, contract."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loanmath.money import Money
from repaid.contracts.queries.payments import payments
from repaid.contracts.rights import VIEW
from repaid.interfaces.backoffice.contracts.lists import contract_address
from repaid.interfaces.backoffice.contracts.story import WORDS
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.listing import Listing


def _page_of(row: Any) -> str:
    return f"{reverse('backoffice:contract_events', args=[row.contract.number])}#event-{row.key}"


class Payments(Listing):
    """Payments in the reader's scope, newest value date first."""

    identity = "payments"
    title = _("Payments")
    columns = (
        Column("key", _("Receipt"), kind="code", sort="key", link=_page_of),
        Column("value_date", _("Value date"), kind="date", sort="value_date"),
        Column(lambda row: Money(row.amount, row.contract.currency), _("Amount"), kind="money", sort="amount"),
        Column("contract.number", _("Contract"), kind="code", link=lambda row: contract_address(row.contract)),
        Column("contract.subject.title", _("Borrower"), small=lambda row: row.payer),
        Column(lambda row: str(WORDS[row.kind][0]), _("Kind"), sort="kind", card="hide"),
        Column(lambda row: "reversed" if row.is_reversed else "settled", _("State"), "state", state_kind="payment"),
    )
    filters = (
        Filter(
            "state", _("State"),
            (
                Choice("live", pgettext_lazy("payments", "in force"), Q(is_reversed=False)),
                Choice("reversed", pgettext_lazy("payment", "reversed"), Q(is_reversed=True)),
            ),
        ),
    )  # fmt: skip
    order = "-value_date"
    order_label = _("Newest first")
    total_of = ("amount", "contract__currency")
    search_label = _("Receipt, payer, amount, contract …")
    empty_title = _("No payments yet.")
    empty_hint = _("Payments stand here when they are booked on a contract.")

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By words of receipt, payer and borrower, by a contract's number; an amount finds its payments too."""
        actor = self.request.actor  # type: ignore[attr-defined]
        named = payments(actor, text=text).order_by().values("serial")
        return queryset.filter(Q(serial__in=named) | amount_is(text))


def amount_is(text: str) -> Q:
    """What equals a typed amount, with or without decimals; nothing when it is no amount."""
    plain = text.replace(",", ".")
    if not plain.replace(".", "", 1).isdigit():
        return Q(pk__in=[])
    whole, _point, decimals = plain.partition(".")
    return Q(amount=int(whole + decimals.ljust(2, "0")[:2])) | Q(amount=int(whole), contract__currency="IRR")


@staff_page(VIEW)
def payment_list(request: ActorRequest) -> HttpResponseBase:
    """Payments in scope."""
    return Payments(request, payments(request.actor)).response("backoffice/payments/list.html")
