"""How a user wants to see lists: hidden columns, saved views. They stand in the user's row, so no page reads more."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.command import command
from repaid.access.models import User
from repaid.access.rights import OWN_ACCOUNT
from repaid.kernel.refusal import Refusal, WrongInput

NAME_MAX = 40
QUERY_MAX = 500
VIEWS_MAX = 12
COLUMNS_MAX = 60


class TooManyViews(Refusal):
    code = "too_many_views"
    sentence = _("You have {count} views of this list already. Remove one first.")


@dataclass(frozen=True, slots=True)
class ListArranged:
    name: str


@command("access.arrange_list", right=OWN_ACCOUNT)
def arrange_list(*, by: Actor, name: str, hidden: tuple[str, ...]) -> ListArranged:
    """Choose which columns of the list `name` are hidden; all others are shown."""
    if len(hidden) > COLUMNS_MAX or any(len(column) > QUERY_MAX for column in hidden):
        raise WrongInput(reason=_("Choose among the columns of the list."), field="hidden")
    user, kept = _kept(by, name)
    return _arranged(user, name, kept | {"hidden": sorted(hidden)})


@command("access.save_view", right=OWN_ACCOUNT, personal=("view", "query"))
def save_view(*, by: Actor, name: str, view: str, query: str) -> ListArranged:
    """Keep search, filters and order of a list under a name; the same name again takes the place of the first."""
    view = view.strip()
    if not 0 < len(view) <= NAME_MAX:
        raise WrongInput(reason=_("Give the view a name of 40 characters at most."), field="view")
    if len(query) > QUERY_MAX:
        raise WrongInput(reason=_("This view has too many filters to be kept."), field="view")
    user, kept = _kept(by, name)
    views = {**kept.get("views", {}), view: query}
    if len(views) > VIEWS_MAX:
        raise TooManyViews(count=VIEWS_MAX)
    return _arranged(user, name, kept | {"views": views})


@command("access.forget_view", right=OWN_ACCOUNT, personal=("view",))
def forget_view(*, by: Actor, name: str, view: str) -> ListArranged:
    """Remove a saved view."""
    user, kept = _kept(by, name)
    views = {each: query for each, query in kept.get("views", {}).items() if each != view}
    return _arranged(user, name, kept | {"views": views})


def _kept(by: Actor, name: str) -> tuple[User, dict[str, Any]]:
    if len(name) > NAME_MAX or not name.replace("-", "_").isidentifier():
        raise WrongInput(reason=_("There is no such list."), field="name")
    user = User.objects.select_for_update().get(pk=by.account)
    return user, user.lists.get(name, {})


def _arranged(user: User, name: str, arrangement: dict[str, Any]) -> ListArranged:
    user.lists = {**user.lists, name: arrangement}
    user.save(update_fields=["lists"])
    return ListArranged(name)
