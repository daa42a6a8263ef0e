"""The list of online payments."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loanmath.money import Money
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.listing import Listing
from repaid.interfaces.ui.states import ONLINE
from repaid.payments.choices import OnlineFinding
from repaid.payments.queries.online import finds_online


def online_address(row: Any) -> str:
    """The page of an online payment."""
    return reverse("backoffice:online", args=[int(row.number)])


def amount_of(row: Any) -> Money:
    """What was asked for."""
    return Money(row.amount, row.currency)


class OnlinePayments(Listing):
    """Online payments, newest first."""

    identity = "online-payments"
    title = _("Online payments")
    columns = (
        Column("number", _("Online payment"), "code", link=online_address, small=lambda row: row.reference or None),
        Column("subject.number", _("Contract"), "code", link=lambda row: address_of(row.subject)),
        Column("payer", _("Payer"), small=lambda row: row.email or None, card="full"),
        Column(amount_of, _("Amount"), "money", sort="amount"),
        Column("state", _("State"), "state", state_kind="online", small=lambda row: finding_of(row) or None),
        Column("provider.name", _("Payment provider")),
        Column("begun_at", pgettext_lazy("online payment", "Begun"), "datetime", sort="begun_at"),
    )
    filters = (
        Filter("state", _("State"), tuple(Choice(name, look.word, Q(state=name)) for name, look in ONLINE.items())),
        Filter(
            "finding", pgettext_lazy("online payment", "To decide"),
            (Choice("yes", pgettext_lazy("online payment", "needs a decision"), ~Q(finding="")),),
        ),
    )  # fmt: skip
    order = "-pk"
    order_label = _("Newest first")
    search_label = _("Number, contract, name, reference …")
    empty_title = _("No online payments yet.")
    empty_hint = _("A payment stands here when a customer goes to a payment provider.")

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By number, reference, contract, or a part of name and e-mail."""
        return queryset.filter(finds_online(text))


def finding_of(row: Any) -> str:
    """Why a person has to look at it, in words; "" for nothing."""
    return str(OnlineFinding(row.finding).label) if row.finding else ""
