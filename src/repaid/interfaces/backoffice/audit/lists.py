"""The audit trail as a list."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.interfaces.backoffice.said import title_of, told
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.ui.columns import Column
from repaid.interfaces.ui.listing import Listing


def _who(row: Any) -> str:
    return row.user.name if row.user else str(_("the system"))


def _second(row: Any) -> str | None:
    return str(_("approved by {name}")).format(name=row.approved_by.name) if row.approved_by else None


def _where(row: Any) -> str:
    return " ".join(filter(None, [row.channel, row.address]))


class AuditTrail(Listing):
    """Executed commands, newest first. Read only."""

    identity = "audit"
    title = _("Audit trail")
    columns = (
        Column("at", pgettext_lazy("column", "Date and time"), kind="datetime", sort="at"),
        Column(_who, _("Who"), small=_second),
        Column(lambda row: title_of(row.command), _("What"), sort="command", small=lambda row: row.command),
        Column(
            lambda row: row.subject.number if row.subject else None,
            _("About"),
            "code",
            link=lambda row: address_of(row.subject),
        ),
        Column(lambda row: told(row.arguments), _("Details"), card="full"),
        Column(_where, _("From where"), card="hide"),
    )
    order = "-pk"
    order_label = _("Newest first")
    search_label = _("Person, command, number")
    empty_title = _("Nothing has been done yet.")

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By part of a person's name or a command, or a whole number of what it was about."""
        return queryset.filter(Q(user__name__icontains=text) | Q(command__icontains=text) | Q(subject__number=text))
