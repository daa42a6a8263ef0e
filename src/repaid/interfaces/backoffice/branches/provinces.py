"""Provinces and their managers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from repaid.access.commands.branches import archive_province, change_province, define_province, remove_provinces
from repaid.access.queries import province_at, provinces
from repaid.access.rights import MANAGE_BRANCHES
from repaid.interfaces.backoffice.branches.forms import ProvinceForm
from repaid.interfaces.backoffice.branches.lists import Provinces
from repaid.interfaces.backoffice.branches.views import FORM
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.backoffice.removing import Going, RemovalForm, chosen_rows, removal_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page

PROVINCES = gettext_lazy("Provinces")


@staff_page(MANAGE_BRANCHES)
def province_list(request: ActorRequest) -> HttpResponseBase:
    """The provinces in scope, with their managers."""
    archived = request.GET.get("archived") == "yes"
    listing = Provinces(request, provinces(request.actor, archived=archived))
    return listing.response("backoffice/branches/provinces.html", {"is_archive": archived})


@staff_page(MANAGE_BRANCHES)
def new_province(request: ActorRequest) -> HttpResponse:
    """Define a province."""
    form = ProvinceForm(request.POST or None)
    back, title = reverse("backoffice:provinces"), _("Define a province")
    page = FormPage(title, [(PROVINCES, back), (title, "")], _("Save"), back, _("Province saved."), template=FORM)
    return form_page(request, form, page, lambda: define_province(by=request.actor, data=form.data_typed))


@staff_page(MANAGE_BRANCHES)
def province(request: ActorRequest, province: int) -> HttpResponse:
    """Look at a province and change it, with its manager."""
    row = province_at(request.actor, province)
    form = ProvinceForm(request.POST or None, row=row)
    back = reverse("backoffice:provinces")
    page = FormPage(
        row.title, [(PROVINCES, back), (row.title, "")], _("Save"), back, _("Province saved."), template=FORM,
        more={"place": row, "archiving": reverse("backoffice:province_archive", args=[row.pk])},
    )  # fmt: skip
    return form_page(
        request, form, page, lambda: change_province(by=request.actor, province=row.pk, data=form.data_typed)
    )


@staff_page(MANAGE_BRANCHES)
@require_POST
def removal(request: ActorRequest) -> HttpResponse:
    """Delete provinces that nothing refers to."""
    rows = chosen_rows(request, provinces(request.actor))
    back, title = reverse("backoffice:provinces"), _("Delete provinces")
    page = FormPage(
        title, [(PROVINCES, back), (title, "")], _("Delete"), back, _("Deleted."), danger=True,
        hint=_("Only what was never used can be deleted; everything else is archived."),
    )  # fmt: skip
    going = [Going(str(row.pk), row.title) for row in rows]

    def command() -> Any:
        return remove_provinces(by=request.actor, provinces=tuple(row.pk for row in rows))

    return removal_page(request, RemovalForm.of(request), page, going, command)


@staff_page(MANAGE_BRANCHES)
@require_POST
def archive(request: ActorRequest, province: int) -> HttpResponse:
    """Take a province out of every choice, or back."""
    done = archive_province(by=request.actor, province=province, archived=request.POST.get("archived") == "yes")
    messages.success(request, _("Archived.") if done.archived else _("In use again."))
    return HttpResponseRedirect(reverse("backoffice:province", args=[province]))
