"""The lists of branches and provinces."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.matching import branch_words, matching, province_words
from repaid.access.queries import provinces
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.listing import Listing


def _state(row: Any) -> str:
    return "archived" if row.archived_at else "active"


def _name(path: str) -> Any:
    return lambda row: getattr(row, path).name if getattr(row, path) else None


class Branches(Listing):
    """The branches in the reader's scope; a code opens the branch."""

    identity = "branches"
    title = _("Branches")
    columns = (
        Column(
            "code", pgettext_lazy("branch", "Code"), "code", sort="code",
            link=lambda row: reverse("backoffice:branch", args=[row.pk]),
        ),
        Column("name", _("Name of branch"), sort="name"),
        Column("province.title", _("Province"), sort="province__name"),
        Column(lambda row: row.address or None, _("Branch address"), card="hide"),
        Column(lambda row: row.phone or None, _("Telephone"), "phone", card="hide"),
        Column(lambda row: row.network or None, _("Branch IP"), "code", sort="network", card="hide"),
        Column(_name("manager"), pgettext_lazy("branch", "Manager"), sort="manager__name"),
        Column(_name("deputy"), pgettext_lazy("branch", "Deputy"), sort="deputy__name", card="hide"),
        Column(_state, _("State"), "state", state_kind="place"),
    )  # fmt: skip
    order = "code"
    search_label = _("Code, name, province …")
    empty_title = _("No branches yet.")
    picks = "branches-chosen"
    is_numbered = True

    def __init__(self, request: HttpRequest, scope: QuerySet[Any]) -> None:
        super().__init__(request, scope)
        choices = [
            Choice(str(each.pk), each.title, Q(province=each))
            for each in provinces(request.actor)  # type: ignore[attr-defined]
        ]
        self.filters = (Filter("province", _("Province"), choices),)

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By a part of code, name, province, address."""
        return queryset.filter(pk__in=matching(queryset, text, branch_words))


class Provinces(Listing):
    """The provinces with their managers; a name opens the province."""

    identity = "provinces"
    title = _("Provinces")
    columns = (
        Column("name", _("Province"), sort="name", link=lambda row: reverse("backoffice:province", args=[row.pk])),
        Column(lambda row: row.code or None, pgettext_lazy("branch", "Code"), "code", sort="code"),
        Column(lambda row: row.manager_name or None, _("Province manager"), sort="manager_name"),
        Column(lambda row: row.manager_mobile or None, _("Mobile phone"), "phone"),
        Column(lambda row: row.manager_email or None, _("E-mail"), card="full"),
        Column(_state, _("State"), "state", state_kind="place"),
    )
    order = "name"
    empty_title = _("No provinces yet.")
    picks = "provinces-chosen"
    is_numbered = True

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By a part of code, name, manager."""
        return queryset.filter(pk__in=matching(queryset, text, province_words))
