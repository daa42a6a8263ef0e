"""The list of members of staff."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.choices import EmploymentKind, ScopeLevel
from repaid.access.matching import staff_matching
from repaid.access.queries import branches, groups, provinces
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.listing import Listing
from repaid.kernel.names import in_language

CHANGE_PASSWORD = _("Change password")


def user_address(row: Any) -> str:
    """Where a user is changed."""
    return reverse("backoffice:user", args=[row.pk])


def title_of_group(row: Any) -> str:
    """The title of a group in the reader's language."""
    return in_language(row.names) or row.code


def state_of_user(row: Any) -> str:
    """active, blocked or gone."""
    if row.employment.ended_at:
        return "former"
    return "active" if row.is_active else "blocked"


class Users(Listing):
    """Members of staff in the reader's scope."""

    identity = "users"
    title = _("Users")
    columns = (
        Column("employment.username", _("Username"), "code", sort="employment__username", link=user_address),
        Column("employment.given_names", _("First name"), sort="employment__given_names"),
        Column("employment.family_name", _("Last name"), sort="employment__family_name"),
        Column("branch.title", _("Branch"), sort="branch__code"),
        Column("province.title", _("Province"), sort="province__code"),
        Column(lambda row: str(EmploymentKind(row.employment.kind).label), _("User type"), sort="employment__kind"),
        Column(lambda row: ", ".join(map(title_of_group, row.groups.all())), _("Access group"), card="full"),
        Column(
            lambda _row: str(CHANGE_PASSWORD), CHANGE_PASSWORD,
            link=lambda row: reverse("backoffice:user_password", args=[row.pk]),
        ),
        Column(lambda row: str(ScopeLevel(row.scope).label), _("Sees"), sort="scope", card="hide"),
        Column("employment.phone", _("Telephone"), "code", sort="employment__phone", card="hide"),
        Column("email", _("E-mail"), sort="email", card="hide"),
        Column(state_of_user, _("State"), "state", state_kind="user"),
        Column("created_at", _("Since"), "datetime", sort="created_at", card="hide"),
    )  # fmt: skip
    order = "employment__username"
    search_label = _("Username, name, branch, group …")
    empty_title = _("No users yet.")
    picks = "users-chosen"
    is_numbered = True

    def __init__(self, request: HttpRequest, scope: QuerySet[Any]) -> None:
        super().__init__(request, scope)
        self.by = request.actor  # type: ignore[attr-defined]
        self.filters = tuple(self._filters())

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By a part of what the list shows."""
        return staff_matching(queryset, self.by, text)

    def _filters(self) -> Iterator[Filter]:
        """What is chosen from holds no more than the reader's scope (CT-17)."""
        yield Filter(
            "branch", _("Branch"), [Choice(each.code, each.title, Q(branch=each)) for each in branches(self.by)]
        )
        yield Filter(
            "province", _("Province"),
            [Choice(str(each.pk), each.title, Q(province=each)) for each in provinces(self.by)],
        )  # fmt: skip
        yield Filter(
            "group", _("Access group"),
            [Choice(each.code, title_of_group(each), Q(groups=each)) for each in groups(self.by)],
        )  # fmt: skip
        yield Filter(
            "kind", _("User type"),
            [Choice(each.value, each.label, Q(employment__kind=each)) for each in EmploymentKind],
        )  # fmt: skip
        yield Filter("scope", _("Sees"), [Choice(each.value, each.label, Q(scope=each)) for each in ScopeLevel])
        yield Filter(
            "state", _("State"),
            [
                Choice("active", pgettext_lazy("user", "active"), Q(is_active=True)),
                Choice("blocked", pgettext_lazy("user", "blocked"), Q(is_active=False)),
            ],
        )  # fmt: skip
