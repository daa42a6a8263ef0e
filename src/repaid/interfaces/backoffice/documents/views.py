"""Documents: the list, one of them, its files."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from repaid.documents.queries import document_numbered, documents
from repaid.documents.rights import VIEW_DOCUMENTS
from repaid.interfaces.backoffice.documents.lists import Documents
from repaid.interfaces.backoffice.documents.page import DocumentPage
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.shared.files import file_response, picture_response


@staff_page(VIEW_DOCUMENTS)
def document_list(request: ActorRequest) -> HttpResponseBase:
    """Documents within scope and level; `?archived=yes` shows the archive."""
    archived = request.GET.get("archived") == "yes"
    listing = Documents(request, documents(request.actor, archived=archived))
    return listing.response("backoffice/documents/list.html", {"is_archive": archived})


@staff_page(VIEW_DOCUMENTS)
def document(request: ActorRequest, number: int) -> HttpResponse:
    """A document: what is said of it, its file, its versions."""
    page = DocumentPage(document_numbered(request.actor, str(number)), request.actor)
    return render(request, "backoffice/documents/document.html", {"page": page})


@staff_page(VIEW_DOCUMENTS)
def file(request: ActorRequest, number: int, version: int | None = None) -> HttpResponse:
    """A version as a file, by default the latest."""
    return file_response(request.actor, str(number), version)


@staff_page(VIEW_DOCUMENTS)
def picture(request: ActorRequest, number: int) -> HttpResponse:
    """The latest version, when it is a picture."""
    return picture_response(request.actor, str(number))
