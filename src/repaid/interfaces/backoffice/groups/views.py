"""Groups of rights: the list, one of them with its grid, who has it, how it was."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from repaid.access.actors import Actor
from repaid.access.commands.groups import change_group, define_group, remove_groups
from repaid.access.queries import group_named, groups, staff
from repaid.access.rights import MANAGE_GROUPS, all_rights
from repaid.interfaces.backoffice.groups.grid import grid
from repaid.interfaces.backoffice.groups.history import changes_of
from repaid.interfaces.backoffice.groups.lists import Groups, title_of
from repaid.interfaces.backoffice.naming import add_names, box_of, boxes, names_told
from repaid.interfaces.backoffice.pages import FormPage, form_page, offer
from repaid.interfaces.backoffice.removing import Going, RemovalForm, chosen_rows, removal_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.forms import REQUIRED, Form

GROUPS = gettext_lazy("Groups")
TEMPLATE = "backoffice/groups/group.html"


class GroupForm(Form):
    """Titles of a group, and its rights as far as one has them oneself; others stay as they were."""

    rights = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, by: Actor, given: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.given = by, given
        add_names(self)
        for name in self.title_names:
            self.fields[name].widget.attrs["placeholder"] = _("enter the title")
        title = self.fields[box_of((get_language() or "en")[:2])]
        title.required = True
        title.error_messages["required"] = str(REQUIRED).format(field=title.label)
        offer(self, "rights", [(code, right.label) for code, right in all_rights().items() if by.may(code)])

    @property
    def title_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith("name_")]

    @property
    def titles(self) -> list[forms.BoundField]:
        """The boxes of the titles."""
        return [self[name] for name in self.title_names]

    def told(self) -> dict[str, Any]:
        """The arguments of the command."""
        kept = self.given - self.by.rights
        return {"names": names_told(self), "rights": tuple({*self.cleaned_data["rights"], *kept})}

    def grid(self) -> Any:
        """The rights as they are ticked now."""
        ticked = set(self["rights"].value() or ()) | (self.given - self.by.rights) if self.is_bound else self.given
        return grid(self.by, ticked)


@staff_page(MANAGE_GROUPS)
def group_list(request: ActorRequest) -> HttpResponseBase:
    """The groups of the organisation."""
    return Groups(request, groups(request.actor)).response("backoffice/groups/list.html")


@staff_page(MANAGE_GROUPS)
def new_group(request: ActorRequest) -> HttpResponse:
    """Define a group."""
    form = GroupForm(request.POST or None, by=request.actor)
    back, title = reverse("backoffice:groups"), _("Define a group")
    page = FormPage(title, [(GROUPS, back), (title, "")], _("Save"), back, _("Group saved."), template=TEMPLATE)
    return form_page(request, form, page, lambda: define_group(by=request.actor, **form.told()))


@staff_page(MANAGE_GROUPS)
def group(request: ActorRequest, group: str) -> HttpResponse:
    """Look at a group, and change titles and rights."""
    row = group_named(request.actor, group)
    form = GroupForm(request.POST or None, by=request.actor, given=frozenset(row.rights), initial=boxes(row.names))
    back, title = reverse("backoffice:groups"), _("Update access group")
    page = FormPage(
        title, [(GROUPS, back), (title_of(row), "")], _("Save"), back,
        _("Group saved. It holds from the next page that a member opens."), name=title_of(row), template=TEMPLATE,
        more={"group": row, "members": staff(request.actor).filter(groups=row), "changes": changes_of(row)},
    )  # fmt: skip
    return form_page(request, form, page, lambda: change_group(by=request.actor, group=row.code, **form.told()))


@staff_page(MANAGE_GROUPS)
@require_POST
def removal(request: ActorRequest) -> HttpResponse:
    """Delete groups that nobody has."""
    rows = chosen_rows(request, groups(request.actor))
    back, title = reverse("backoffice:groups"), _("Delete groups")
    page = FormPage(title, [(GROUPS, back), (title, "")], _("Delete"), back, _("Deleted."), danger=True)
    going = [Going(str(row.pk), title_of(row)) for row in rows]
    codes = tuple(row.code for row in rows)
    return removal_page(
        request, RemovalForm.of(request), page, going, lambda: remove_groups(by=request.actor, groups=codes)
    )
