"""Lists of payments and statements."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.listing import Listing
from repaid.payments.choices import Kind, Source, State
from repaid.payments.queries import matching

NOBODY = _("(no name)")


def payment_address(row: Any) -> str:
    """The page of a payment."""
    return reverse("backoffice:payment", args=[row.number])


def amount_of(row: Any) -> Money:
    """The amount of a payment."""
    return Money(row.amount, row.currency)


def _chosen(name: str, choices: Any) -> tuple[Choice, ...]:
    return tuple(Choice(value, label, Q(**{name: value})) for value, label in choices)


class Payments(Listing):
    """Everything that came or went, newest value date first (CC-42)."""

    identity = "money"
    title = _("Payments")
    columns = (
        Column("number", _("Payment"), kind="code", link=payment_address),
        Column("value_date", _("Value date"), kind="date", sort="value_date"),
        Column(amount_of, _("Amount"), kind="money", sort="amount"),
        Column(lambda row: row.words.payer or NOBODY, _("Payer"), small=lambda row: row.words.remittance, card="full"),
        Column(
            lambda row: row.subject.number if row.subject else None,
            _("Belongs to"),
            "code",
            link=lambda row: address_of(row.subject),
            small=lambda row: row.subject.title if row.subject else None,
        ),
        Column(lambda row: Source(row.source).label, _("Known from"), card="hide"),
        Column("state", _("State"), "state", state_kind="payment"),
    )
    filters = (
        Filter("state", _("State"), _chosen("state", State.choices)),
        Filter("source", _("Known from"), _chosen("source", Source.choices)),
        Filter("kind", _("Kind"), _chosen("kind", Kind.choices)),
    )
    order = "-value_date"
    order_label = _("Newest first")
    total_of = ("amount", "currency")
    search_label = _("Payer, title, account, amount …")
    empty_title = _("No payments yet.")
    empty_hint = _("Payments stand here when a statement is taken in, or when they are entered.")

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By words of payer, title and references, by number; an amount finds its payments too."""
        return queryset.filter(matching(text) | amount_is(text) | Q(subject__number=text))


def amount_is(text: str) -> Q:
    """What equals a typed amount, with or without decimals; nothing when it is no amount."""
    plain = text.replace(",", ".").replace(" ", "")
    if not plain.replace(".", "", 1).isdigit() or not plain.isascii():
        return Q(pk__in=[])
    whole, _point, decimals = plain.partition(".")
    digits = (whole + decimals.ljust(2, "0")[:2])[:18]
    return Q(amount=int(digits)) | Q(amount=int(whole[:18] or 0), currency="IRR")


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
        return queryset.filter(matching(text) | amount_is(text))


def waited(row: Any, today: Any) -> str:
    """For how many days a payment has waited."""
    days = max((today - row.value_date) // timedelta(days=1), 0)
    if days == 0:
        return gettext("today")
    return ngettext("{count} day", "{count} days", days).format(count=number_text(days))


class Statements(Listing):
    """Statements that were taken in, newest first."""

    identity = "statements"
    title = _("Statements")
    columns = (
        Column(lambda row: row.file_name or row.number or row.format, _("File"), small=lambda row: row.format),
        Column("account", _("Account"), kind="account"),
        Column("first_day", _("From"), kind="date", sort="first_day"),
        Column("last_day", _("Until"), kind="date", sort="last_day"),
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
