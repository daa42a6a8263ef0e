"""Logins as a list (CT-100)."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.choices import Audience
from repaid.identity.choices import Outcome, Way
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.listing import Listing
from repaid.interfaces.ui.ranges import Range


def _who(row: Any) -> str:
    return row.user.name if row.user else str(_("unknown login"))


def _login(row: Any) -> str | None:
    """A customer's login is a national id: it is not shown here."""
    return row.user.login if row.user and row.user.audience == Audience.STAFF else None


def _door(row: Any) -> str:
    return str(Audience(row.audience).label)


def _page(row: Any) -> str:
    return reverse("backoffice:account_at_doors", args=[row.user_id]) if row.user_id else ""


class Attempts(Listing):
    """What was tried, newest first."""

    search_label = _("Person or branch")
    order = "-pk"
    order_label = _("Newest first")
    empty_title = _("Nobody has logged in yet.")


class Logins(Attempts):
    """Everything that was tried at the doors, newest first."""

    identity = "logins"
    title = _("Users' logins")
    columns = (
        Column("at", pgettext_lazy("column", "Date and time"), kind="datetime", sort="at"),
        Column(_who, _("User"), sort="user__name", small=_login, link=_page),
        Column("user.branch.title", _("Branch"), sort="user__branch__code"),
        Column("outcome", _("Result"), "state", state_kind="login", sort="outcome"),
        Column(lambda row: str(Way(row.way).label) if row.way else None, _("By"), card="hide"),
        Column(_door, pgettext_lazy("column", "Door"), card="hide"),
        Column("address", _("Address"), "code", sort="address"),
    )
    filters = (
        Filter("outcome", _("Result"), [Choice(each.value, each.label, Q(outcome=each)) for each in Outcome]),
        Filter(
            "door",
            pgettext_lazy("column", "Door"),
            [Choice(each.value, each.label, Q(audience=each)) for each in Audience],
        ),
    )
    ranges = (Range("at__date", pgettext_lazy("column", "Date"), "date"),)
    search_fields = ("user__name", "user__branch__name", "user__branch__code")


class LoginsOfAccount(Attempts):
    """What was tried with one account."""

    identity = "account-logins"
    columns = tuple(column for column in Logins.columns if column.key not in ("User", "Branch", "Door"))
    search_fields = ("address",)
