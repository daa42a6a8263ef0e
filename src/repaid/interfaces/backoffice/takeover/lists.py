"""The history of take-overs: who, when, how many."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.interfaces.ui.columns import Column
from repaid.interfaces.ui.listing import Listing


def _who(row: Any) -> str:
    person = row.taken_by or row.brought_by
    return person.name if person else str(_("the system"))


class TakeOvers(Listing):
    """Files of other systems, newest first."""

    identity = "take-overs"
    title = _("Taken over from other systems")
    columns = (
        Column("source", _("Other system"), link=lambda row: reverse("backoffice:take_over", args=[row.pk])),
        Column("file_name", _("File"), card="hide"),
        Column("day", _("Position of"), "date", sort="day"),
        Column("state", _("State"), "state", state_kind="take_over"),
        Column("rows", _("Rows"), "number", card="hide"),
        Column("taken", pgettext_lazy("contracts", "Taken over"), "number"),
        Column("wrong", pgettext_lazy("rows", "Wrong"), "number"),
        Column("brought_at", pgettext_lazy("file", "Brought"), "datetime", sort="brought_at", card="hide"),
        Column(_who, _("Who"), card="hide"),
    )
    search_fields = ("source", "file_name")
    order = "-pk"
    order_label = _("Newest first")
    empty_title = _("Nothing has been taken over yet.")
    empty_hint = _("Bring the first file of another system. The template shows its columns.")
