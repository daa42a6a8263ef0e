"""Files of long lists on screen."""

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from repaid.access.choices import ExportKind
from repaid.access.exports import export_named, exports
from repaid.access.rights import EXPORT_LISTS
from repaid.interfaces.backoffice.exports.lists import Exports
from repaid.interfaces.backoffice.exports.pages import export_file, export_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page


@staff_page(EXPORT_LISTS)
def export_list(request: ActorRequest) -> HttpResponseBase:
    """The files that the reader took out and that are still kept."""
    return Exports(request, exports(request.actor, ExportKind.LIST)).response("backoffice/exports/list.html")


@staff_page(EXPORT_LISTS)
def export(request: ActorRequest, key: int) -> HttpResponse:
    """One of them."""
    found = export_named(request.actor, ExportKind.LIST, key)
    trail = [(_("My files"), reverse("backoffice:exports"))]
    return export_page(request, found, reverse("backoffice:export_file", args=[key]), trail)


@staff_page(EXPORT_LISTS)
def file(request: ActorRequest, key: int) -> HttpResponseBase:
    """Its file."""
    return export_file(request, ExportKind.LIST, key)
