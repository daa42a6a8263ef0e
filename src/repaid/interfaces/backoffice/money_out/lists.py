"""Lists of payment orders and of the files they stand in."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loanmath.money import Money
from repaid.interfaces.backoffice.money.found import amount_is
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.listing import Listing
from repaid.interfaces.ui.states import ORDER
from repaid.payments.choices import Purpose
from repaid.payments.queries.orders import matching


def order_address(row: Any) -> str:
    """The page of a payment order."""
    return reverse("backoffice:order", args=[row.number])


def file_address(row: Any) -> str:
    """The page of a payment file."""
    return reverse("backoffice:order_file", args=[row.number])


def amount_of(row: Any) -> Money:
    """The amount of a payment order."""
    return Money(row.amount, row.currency)


NUMBER = Column("number", _("Payment order"), "code", link=order_address)
CREDITOR = Column("creditor", _("Payee"), small=lambda row: row.remittance, card="full")
ACCOUNT = Column(lambda row: row.account or None, _("To account"), "account", card="full")
DAY = Column("execution_day", _("Day of execution"), "date", sort="execution_day")
AMOUNT = Column(amount_of, _("Amount"), "money", sort="amount")
CONTRACT = Column(
    lambda row: row.subject.number if row.subject else None, _("Contract"), "code",
    link=lambda row: address_of(row.subject), small=lambda row: row.subject.title if row.subject else None,
)  # fmt: skip


class Orders(Listing):
    """Payment orders, newest first."""

    identity = "orders"
    title = _("Payment orders")
    columns = (
        NUMBER, AMOUNT, CREDITOR, ACCOUNT, DAY, CONTRACT,
        Column(lambda row: str(Purpose(row.purpose).label), _("Purpose"), card="hide"),
        Column("state", _("State"), "state", state_kind="order"),
    )  # fmt: skip
    filters = (
        Filter("state", _("State"), tuple(Choice(name, look.word, Q(state=name)) for name, look in ORDER.items())),
        Filter("purpose", _("Purpose"), tuple(Choice(name, word, Q(purpose=name)) for name, word in Purpose.choices)),
    )
    order = "-pk"
    order_label = _("Newest first")
    total_of = ("amount", "currency")
    search_label = _("Name, account, title, id, amount …")
    empty_title = _("No payment orders yet.")
    empty_hint = _("An order stands here when somebody proposes to send money.")

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By words of creditor, account, title and ids; an amount and a contract's number find their orders too."""
        amount = amount_is(text, frame_of(self.request).organisation.currency) or Q()
        return queryset.filter(matching(text) | Q(number=text) | Q(subject__number=text) | amount)


class OrderFiles(Listing):
    """Payment files, newest first."""

    identity = "order-files"
    title = _("Payment files")
    columns = (
        Column(
            "number", pgettext_lazy("payment file", "File"), "code", link=file_address, small=lambda row: row.message_id
        ),
        Column("execution_day", _("Day of execution"), "date", sort="execution_day"),
        Column("account.iban", _("From account"), "account", card="full"),
        Column("count", pgettext_lazy("payment file", "Orders"), "number"),
        Column(lambda row: Money(row.control_sum, row.currency), _("Sum"), "money", sort="control_sum"),
        Column(
            "made_at",
            pgettext_lazy("payment file", "Made"),
            "datetime",
            small=lambda row: row.made_by.name if row.made_by else None,
        ),
    )
    search_fields = ("number", "message_id", "account__iban")
    order = "-pk"
    order_label = _("Newest first")
    empty_title = _("No payment files yet.")
    empty_hint = _("Make one of the orders that a colleague approved.")
