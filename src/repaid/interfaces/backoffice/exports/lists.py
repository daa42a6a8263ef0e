"""The files that a member of staff took out."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.interfaces.ui.columns import Column
from repaid.interfaces.ui.listing import Listing


class Exports(Listing):
    """Files of long lists, newest first."""

    identity = "exports"
    title = _("My files")
    columns = (
        Column(
            "title",
            pgettext_lazy("export", "List"),
            sort="title",
            link=lambda row: reverse("backoffice:export", args=[row.pk]),
        ),
        Column("name", _("File"), kind="code"),
        Column("state", _("State"), kind="state", state_kind="job"),
        Column("rows_expected", _("Rows"), kind="number", sort="rows_expected"),
        Column("begun_at", _("Started"), kind="datetime", sort="begun_at"),
        Column("expires_at", _("Kept until"), kind="datetime", card="hide"),
    )  # fmt: skip
    search_fields = ("title", "name")
    order = "-pk"
    order_label = _("Newest first")
    empty_title = _("No files here.")
    empty_hint = _("A list of more than 5,000 rows is written in the background. Its file then waits here for 7 days.")
