"""Adding documents and changing what is said of them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from repaid.access.subjects import subject_named
from repaid.documents.choices import FileState
from repaid.documents.commands.documents import (
    add_document,
    add_version,
    archive_document,
    bring_back_document,
    change_document,
    share_document,
)  # fmt: skip
from repaid.documents.queries import document_numbered
from repaid.documents.rights import ADD_DOCUMENTS, ARCHIVE_DOCUMENTS, SHARE_DOCUMENTS
from repaid.interfaces.backoffice.documents.forms import DataForm, NewForm, VersionForm
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.backoffice.subjects import PAGES
from repaid.interfaces.shared.doors import ActorRequest, staff_page


@staff_page(ADD_DOCUMENTS)
def new(request: ActorRequest) -> HttpResponse:
    """Add a document; `?about=contract:11` names what it is about."""
    subject, back = _about(request)
    form = NewForm(request.POST or None, request.FILES or None, by=request.actor)
    title = _("Add a document")
    name = subject.title if subject else ""
    page = FormPage(title, [(_("Documents"), back), (title, "")], title, back, _("Document added."), name=name)

    def command() -> Any:
        told = form.values()
        given = told.pop("file")
        done = add_document(by=request.actor, subject=subject, file_name=given.name, content=given.read(), **told)
        return _told(request, done)

    return form_page(request, form, page, command, lambda done: _page(done.number))


@staff_page(ADD_DOCUMENTS)
def versions(request: ActorRequest, number: int) -> HttpResponse:
    """Add a new version of a document."""
    row = document_numbered(request.actor, str(number))
    form = VersionForm(request.POST or None, request.FILES or None)
    page = _page_of(row, _("Add a new version"), _("Version added."))

    def command() -> Any:
        given, remark = form.cleaned_data["file"], form.cleaned_data["remark"]
        done = add_version(
            by=request.actor, number=row.number, file_name=given.name, content=given.read(), remark=remark
        )
        return _told(request, done)

    return form_page(request, form, page, command)


@staff_page(ADD_DOCUMENTS)
def data(request: ActorRequest, number: int) -> HttpResponse:
    """Change what is said of a document."""
    row = document_numbered(request.actor, str(number))
    now = {"name": row.name, "category": row.category.code, "level": row.level.code, "remarks": row.remarks}
    form = DataForm(request.POST or None, by=request.actor, also=(row.category, row.level), initial=now)
    page = _page_of(row, _("Change the data"), _("Document changed."))
    return form_page(request, form, page, lambda: change_document(by=request.actor, number=row.number, **form.values()))


@staff_page(SHARE_DOCUMENTS)
@require_POST
def sharing(request: ActorRequest, number: int) -> HttpResponse:
    """Let customers see a document, or no longer."""
    shared = request.POST.get("shared") == "yes"
    said = _("Customers see the document now.") if shared else _("Customers no longer see the document.")
    return _done(request, number, partial(share_document, shared=shared), said)


@staff_page(ARCHIVE_DOCUMENTS)
@require_POST
def archive(request: ActorRequest, number: int) -> HttpResponse:
    """Archive a document."""
    return _done(request, number, archive_document, _("The document is archived."))


@staff_page(ARCHIVE_DOCUMENTS)
@require_POST
def bring_back(request: ActorRequest, number: int) -> HttpResponse:
    """Take a document out of the archive."""
    return _done(request, number, bring_back_document, _("The document is back in the lists."))


def _done(request: ActorRequest, number: int, command: Any, said: str) -> HttpResponse:
    command(by=request.actor, number=str(number))
    messages.success(request, said)
    return HttpResponseRedirect(_page(number))


def _about(request: ActorRequest) -> tuple[Any, str]:
    """What the address says the document is about, and where one came from."""
    kind, _colon, number = request.GET.get("about", "").partition(":")
    if not number:
        return None, reverse("backoffice:documents")
    subject = subject_named(request.actor, kind, number)
    tab = f"{PAGES[kind]}_documents" if kind in PAGES else ""
    return subject, reverse(tab, args=[number]) if tab else reverse("backoffice:documents")


def _told(request: ActorRequest, done: Any) -> Any:
    """The same fact; that the file was put aside is said at once."""
    if done.state == FileState.ASIDE:
        messages.error(request, _("The file looks harmful. It was put aside, and nobody can open it."))
    return done


def _page(number: object) -> str:
    return reverse("backoffice:document", args=[number])


def _page_of(row: Any, title: str, said: str) -> FormPage:
    back = _page(row.number)
    trail = [(_("Documents"), reverse("backoffice:documents")), (row.name, back), (title, "")]
    return FormPage(title, trail, _("Save"), back, said, name=row.name)
