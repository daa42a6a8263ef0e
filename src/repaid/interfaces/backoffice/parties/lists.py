"""The list of parties."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.formats import listed
from repaid.interfaces.ui.listing import Listing
from repaid.parties.choices import PartyKind, RoleKind
from repaid.parties.queries import find_parties


def party_address(row: Any) -> str:
    """The page of a party."""
    return reverse("backoffice:party", args=[row.number])


def _roles(row: Any) -> str:
    return listed(str(RoleKind(each.role).label) for each in row.roles.all())


class Parties(Listing):
    """Persons and companies in the reader's scope, in the order of their names."""

    identity = "parties"
    title = _("Customers")
    columns = (
        Column("name", _("Name"), sort="sort_name", link=party_address),
        Column("number", _("No."), kind="code", sort="subject__number"),
        Column(lambda row: str(PartyKind(row.kind).label), _("Kind"), sort="kind", card="hide"),
        Column(_roles, _("Roles")),
        Column("born_on", _("Date of birth"), kind="date", sort="born_on", card="hide"),
    )
    filters = (
        Filter("kind", _("Kind"), [Choice(kind.value, kind.label, Q(kind=kind)) for kind in PartyKind]),
        Filter("role", _("Role"), [Choice(r.value, r.label, Q(roles__role=r)) for r in RoleKind]),
    )
    order = "sort_name"
    search_label = _("Name, number, phone, national ID …")
    empty_title = _("No customers yet.")
    empty_hint = _("Persons and companies stand here when they are registered.")

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By part of a name, number, phone or e-mail; by a whole identifier."""
        actor = self.request.actor  # type: ignore[attr-defined]
        return queryset.filter(pk__in=find_parties(actor, text).order_by().values("pk"))
