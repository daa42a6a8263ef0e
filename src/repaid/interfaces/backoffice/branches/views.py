"""Branches: the list, one of them, deleting, archiving."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from repaid.access.commands.branches import archive_branch, change_branch, define_branch, remove_branches
from repaid.access.queries import branch_at, branches
from repaid.access.rights import MANAGE_BRANCHES
from repaid.interfaces.backoffice.branches.forms import BranchForm
from repaid.interfaces.backoffice.branches.lists import Branches
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.backoffice.removing import Going, RemovalForm, chosen_rows, removal_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page

BRANCHES = gettext_lazy("Branches")
FORM = "backoffice/branches/place.html"


@staff_page(MANAGE_BRANCHES)
def branch_list(request: ActorRequest) -> HttpResponseBase:
    """The branches in scope."""
    archived = request.GET.get("archived") == "yes"
    listing = Branches(request, branches(request.actor, archived=archived))
    return listing.response("backoffice/branches/list.html", {"is_archive": archived})


@staff_page(MANAGE_BRANCHES)
def new_branch(request: ActorRequest) -> HttpResponse:
    """Define a branch."""
    form = BranchForm(request.POST or None, by=request.actor)
    back, title = reverse("backoffice:branches"), _("Define a branch")
    page = FormPage(title, [(BRANCHES, back), (title, "")], _("Save"), back, _("Branch saved."), template=FORM)
    return form_page(request, form, page, lambda: define_branch(by=request.actor, data=form.data_typed))


@staff_page(MANAGE_BRANCHES)
def branch(request: ActorRequest, branch: int) -> HttpResponse:
    """Look at a branch and change it."""
    row = branch_at(request.actor, branch)
    form = BranchForm(request.POST or None, by=request.actor, row=row)
    back = reverse("backoffice:branches")
    page = FormPage(
        row.title, [(BRANCHES, back), (row.title, "")], _("Save"), back, _("Branch saved."), template=FORM,
        more={"place": row, "archiving": reverse("backoffice:branch_archive", args=[row.pk])},
    )  # fmt: skip
    return form_page(request, form, page, lambda: change_branch(by=request.actor, branch=row.pk, data=form.data_typed))


@staff_page(MANAGE_BRANCHES)
@require_POST
def removal(request: ActorRequest) -> HttpResponse:
    """Delete branches that nothing refers to."""
    rows = chosen_rows(request, branches(request.actor))
    back, title = reverse("backoffice:branches"), _("Delete branches")
    page = FormPage(
        title, [(BRANCHES, back), (title, "")], _("Delete"), back, _("Deleted."), danger=True,
        hint=_("Only what was never used can be deleted; everything else is archived."),
    )  # fmt: skip
    going = [Going(str(row.pk), row.title) for row in rows]

    def command() -> Any:
        return remove_branches(by=request.actor, branches=tuple(row.pk for row in rows))

    return removal_page(request, RemovalForm.of(request), page, going, command)


@staff_page(MANAGE_BRANCHES)
@require_POST
def archive(request: ActorRequest, branch: int) -> HttpResponse:
    """Take a branch out of every choice, or back."""
    done = archive_branch(by=request.actor, branch=branch, archived=request.POST.get("archived") == "yes")
    messages.success(request, _("Archived.") if done.archived else _("In use again."))
    return HttpResponseRedirect(reverse("backoffice:branch", args=[branch]))
