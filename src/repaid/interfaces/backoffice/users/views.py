"""Members of staff: the list, and a new account."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repaid.access.choices import ScopeLevel
from repaid.access.commands.users import create_staff_user
from repaid.access.queries import branches, groups, staff
from repaid.access.rights import ADMINISTER
from repaid.interfaces.backoffice.pages import FormPage, form_page, offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.listing import Listing
from repaid.kernel.names import in_language


def _groups(row: Any) -> str:
    return ", ".join(in_language(each.names) or each.code for each in row.groups.all())


class Users(Listing):
    """Members of staff of the organisation."""

    identity = "users"
    title = gettext_lazy("Users")
    columns = (
        Column("name", gettext_lazy("Full name"), sort="name", small=lambda row: row.login),
        Column(_groups, gettext_lazy("Groups"), card="full"),
        Column(lambda row: str(ScopeLevel(row.scope).label), gettext_lazy("Sees"), sort="scope"),
        Column("branch.name", gettext_lazy("Branch"), sort="branch__name"),
        Column("email", gettext_lazy("E-mail"), sort="email", card="hide"),
        Column(lambda row: "active" if row.is_active else "blocked", gettext_lazy("State"), "state", state_kind="user"),
        Column("created_at", gettext_lazy("Since"), kind="datetime", sort="created_at", card="hide"),
    )
    filters = (
        Filter("scope", gettext_lazy("Sees"), [Choice(each.value, each.label, Q(scope=each)) for each in ScopeLevel]),
    )
    search_fields = ("name", "email", "branch__name")
    order = "name"
    empty_title = gettext_lazy("No users yet.")


class UserForm(Form):
    """A new account of staff."""

    name = forms.CharField(label=gettext_lazy("Full name"), max_length=120)
    login = forms.CharField(label=gettext_lazy("Login"), max_length=64, widget=CodeInput)
    password = forms.CharField(
        label=gettext_lazy("First password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )
    groups = forms.MultipleChoiceField(label=gettext_lazy("Groups"), widget=forms.CheckboxSelectMultiple)
    scope = forms.TypedChoiceField(
        label=gettext_lazy("Sees"), coerce=ScopeLevel, choices=ScopeLevel.choices, initial=ScopeLevel.BRANCH
    )
    branch = forms.ChoiceField(label=gettext_lazy("Branch"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "groups", [(row.code, in_language(row.names) or row.code) for row in groups(by)])
        offer(self, "branch", [("", "—"), *((row.code, row.name) for row in branches(by))])

    def clean_groups(self) -> tuple[str, ...]:
        """Codes of groups."""
        return tuple(self.cleaned_data["groups"])


@staff_page(ADMINISTER)
def user_list(request: ActorRequest) -> HttpResponseBase:
    """Who works here."""
    return Users(request, staff(request.actor)).response("backoffice/users/list.html")


@staff_page(ADMINISTER)
def new_user(request: ActorRequest) -> HttpResponse:
    """Create an account."""
    form = UserForm(request.POST or None, by=request.actor)
    back, title = reverse("backoffice:users"), _("Create a user")
    page = FormPage(title, [(_("Users"), back), (title, "")], _("Create the user"), back, _("User created."))
    return form_page(request, form, page, lambda: create_staff_user(by=request.actor, **form.values()))
