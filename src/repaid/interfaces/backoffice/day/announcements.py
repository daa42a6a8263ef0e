"""Announcements: the list, defining, changing, removing (CT-36 to CT-38)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from repaid.activities.commands.announcing import (
    change_announcement,
    publish_announcement,
    remove_announcement,
)
from repaid.activities.queries.announcements import (
    announcement_named,
    announcements,
    file_of_announcement,
    provinces,
    with_documents,
)
from repaid.activities.rights import ANNOUNCE
from repaid.interfaces.backoffice.activities.forms import AnnouncementForm
from repaid.interfaces.backoffice.pages import FormPage, Text, business_day, form_page, offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.shared.files import file_response
from repaid.interfaces.ui.columns import Column
from repaid.interfaces.ui.listing import Listing


def _status(row: Any) -> str:
    if not row.is_active:
        return "off"
    return "public" if row.is_public else "provincial"


def _author(row: Any) -> str:
    return row.author.name if row.author else str(_("the system"))


class Announcements(Listing):
    """All announcements, the newest first."""

    identity = "announcements"
    title = gettext_lazy("Announcements")
    columns = (
        Column(
            "title", gettext_lazy("Title"), sort="title", small=lambda row: row.code,
            link=lambda row: reverse("backoffice:announcement", args=[row.pk]),
        ),
        Column("published_on", gettext_lazy("Date"), "date", sort="published_on"),
        Column("until", gettext_lazy("Shown until"), "date", sort="until", card="hide"),
        Column(_author, gettext_lazy("Created by"), sort="author__name"),
        Column(
            _status, gettext_lazy("Status"), "state", state_kind="announcement", sort="is_public",
            small=lambda row: row.province.name if row.province else None,
        ),
    )  # fmt: skip
    search_fields = ("title", "code", "text")
    order = "-published_on"
    order_label = gettext_lazy("Newest first")
    empty_title = gettext_lazy("No announcements yet.")


@staff_page(ANNOUNCE)
def announcement_list(request: ActorRequest) -> HttpResponseBase:
    """What was announced."""
    return Announcements(request, announcements(request.actor)).response("backoffice/day/announcements.html")


@staff_page(ANNOUNCE)
def announcement_new(request: ActorRequest) -> HttpResponse:
    """Define an announcement."""
    form = _form(request)
    page = _page(_("Define an announcement"), _("Published."))
    return form_page(request, form, page, lambda: publish_announcement(by=request.actor, **form.told()))


@staff_page(ANNOUNCE)
def announcement(request: ActorRequest, key: int) -> HttpResponse:
    """Change an announcement, or remove it."""
    row = announcement_named(request.actor, key)
    now = {name: getattr(row, name) for name in AnnouncementForm.base_fields if name not in ("key", "province", "file")}
    form = _form(request, {**now, "province": row.province_id})
    page = _page(row.title, _("Saved."), {"key": key, "document": row.document}, "backoffice/day/announcement.html")
    return form_page(
        request, form, page,
        lambda: change_announcement(by=request.actor, announcement=key, **form.told()),
    )  # fmt: skip


@staff_page()
def announcement_file(request: ActorRequest, key: int) -> HttpResponse:
    """The file of an announcement, for everybody whom it is meant for."""
    number = file_of_announcement(request.actor, key, business_day(request))
    return file_response(with_documents(request.actor), number)


@staff_page(ANNOUNCE)
@require_POST
def announcement_removal(request: ActorRequest, key: int) -> HttpResponse:
    """Remove an announcement."""
    remove_announcement(by=request.actor, announcement=key)
    messages.success(request, _("The announcement is removed."))
    return HttpResponseRedirect(reverse("backoffice:announcements"))


def _form(request: ActorRequest, initial: dict[str, Any] | None = None) -> AnnouncementForm:
    form = AnnouncementForm(request.POST or None, request.FILES or None, on=business_day(request), initial=initial)
    offer(form, "province", [("", "—"), *((str(row.pk), row.name) for row in provinces(request.actor))])
    return form


def _page(
    title: Text, said: Text, more: dict[str, Any] | None = None, template: str = "backoffice/form.html"
) -> FormPage:
    back = reverse("backoffice:announcements")
    trail = [(_("Announcements"), back), (title, "")]
    return FormPage(title, trail, _("Save"), back, said, template=template, more=more or {})
