"""The list of closed days."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.interfaces.ui.columns import Column
from repaid.interfaces.ui.listing import Listing


def _who(row: Any) -> str:
    return row.started_by.name if row.started_by else str(_("the system"))


class EarlierDays(Listing):
    """Closes, newest day first."""

    identity = "daily-closes"
    title = _("Earlier days")
    columns = (
        Column(
            "day", pgettext_lazy("column", "Day"), "date", sort="day",
            link=lambda row: reverse("backoffice:daily_close_day", args=[row.day]),
        ),
        Column("state", _("State"), "state", state_kind="close"),
        Column("started_at", _("Started"), "datetime", sort="started_at"),
        Column("finished_at", _("Finished"), "datetime"),
        Column(_who, _("Who")),
        Column(lambda row: len(row.findings), _("Findings"), "number"),
    )  # fmt: skip
    order = "-day"
    order_label = _("Newest first")
    empty_title = _("No day has been closed yet.")
