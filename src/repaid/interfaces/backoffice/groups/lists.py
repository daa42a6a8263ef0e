"""The list of groups."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repaid.access.matching import group_words, matching
from repaid.interfaces.ui.columns import Column
from repaid.interfaces.ui.listing import Listing
from repaid.kernel.names import in_language


def title_of(row: Any) -> str:
    """The title of a group in the reader's language."""
    return in_language(row.names) or row.code


class Groups(Listing):
    """The groups of the organisation; a title opens the group."""

    identity = "groups"
    title = _("Access groups")
    columns = (
        Column(title_of, _("Title"), link=lambda row: reverse("backoffice:group", args=[row.code])),
        Column("users", _("Users"), "number", sort="users"),
        Column(lambda row: len(row.rights), _("Rights"), "number", card="hide"),
    )
    order = "code"
    empty_title = _("No groups yet.")
    picks = "groups-chosen"
    is_numbered = True

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By a part of the title, in any language."""
        return queryset.filter(pk__in=matching(queryset, text, group_words))
