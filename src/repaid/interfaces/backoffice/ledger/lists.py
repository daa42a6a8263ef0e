"""Lists of the books."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loanmath.money import Money
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.formats import listed
from repaid.interfaces.ui.listing import Listing
from repaid.kernel.names import in_language
from repaid.ledger.choices import AccountClass, Role


def account_address(row: Any) -> str:
    """The statement of a line of the chart."""
    return reverse("backoffice:account", args=[row.code])


def _class_of(row: Any) -> str:
    return str(AccountClass(row.account_class).label)


def _who(row: Any) -> str:
    return row.begun_by.name if row.begun_by else str(_("the system"))


def _roles(row: Any) -> str:
    return listed(str(Role(each.role).label) for each in row.roles.all())


class Journals(Listing):
    """Journals that were taken out."""

    identity = "journals"
    title = _("Journal")
    columns = (
        Column(
            "title", pgettext_lazy("journal", "Days"), link=lambda row: reverse("backoffice:journal", args=[row.pk])
        ),
        Column("name", _("File"), kind="code", card="full"),
        Column("state", _("State"), kind="state", state_kind="job"),
        Column("rows_expected", _("Rows"), kind="number", sort="rows_expected"),
        Column("begun_at", _("Started"), kind="datetime", sort="begun_at"),
        Column(_who, _("Who"), card="hide"),
    )
    search_fields = ("title", "name")
    order = "-pk"
    order_label = _("Newest first")
    empty_title = _("The journal was not taken out yet.")
    empty_hint = _("Every file is kept with its fingerprint and can be downloaded again.")


class Chart(Listing):
    """The chart of accounts, in order of codes."""

    identity = "accounts"
    title = _("Chart of accounts")
    columns = (
        Column("code", _("Code"), kind="code", sort="code", link=account_address),
        Column(lambda row: in_language(row.names), _("Name")),
        Column(_class_of, _("Class"), sort="account_class"),
        Column(
            lambda row: row.external or None,
            _("Other chart"),
            "code",
            small=lambda row: row.external_name,
            link=lambda row: reverse("backoffice:external", args=[row.code]),
        ),
        Column(_roles, _("What it is for"), card="full"),
    )
    filters = (
        Filter("class", _("Class"), [Choice(each.value, each.label, Q(account_class=each)) for each in AccountClass]),
    )
    search_fields = ("code", "names")
    order = "code"
    rows_default = 100
    empty_title = _("There is no chart of accounts yet.")


def _side(side: str) -> Column:
    return Column(
        lambda row: getattr(row, side).line.code,
        _("Debit") if side == "debit" else _("Credit"),
        "code",
        small=lambda row: in_language(getattr(row, side).line.names),
        link=lambda row: reverse("backoffice:account", args=[getattr(row, side).line.code]),
    )


class Transfers(Listing):
    """The transfers of one subject, newest first."""

    identity = "transfers"
    title = _("Transfers")
    columns = (
        Column("value_date", _("Value date"), kind="date", sort="value_date"),
        Column("booked_on", _("Booked on"), kind="date", sort="booked_on"),
        _side("debit"),
        _side("credit"),
        Column(
            lambda row: Money(row.amount_minor, row.currency),
            pgettext_lazy("column", "Amount"),
            "money",
            "amount_minor",
        ),
        Column("pk", pgettext_lazy("transfer", "No."), kind="code", sort="pk", card="hide"),
    )
    search_fields = ("debit__line__code", "credit__line__code")
    search_label = _("Code of an account")
    order = "-pk"
    order_label = _("Newest first")
    empty_title = _("No transfers yet.")
