"""Pages of the customer's documents (MP-34, MP-40)."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from repaid.documents.queries import shared_documents
from repaid.interfaces.shared.doors import ActorRequest, customer_page
from repaid.interfaces.shared.files import file_response
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.formats import local_day
from repaid.interfaces.ui.sizes import size_text
from repaid.kernel.names import in_language


def _address(row: Any) -> str:
    return reverse("portal:document_file", args=[row.number])


NAME = Column("name", gettext_lazy("Name"), link=_address)
SIZE = Column(lambda row: size_text(row.latest.size), pgettext_lazy("file", "Size"), card="hide")
DAY = Column(lambda row: local_day(row.latest.added_at), pgettext_lazy("column", "Date"), "date")
ABOUT = Column("subject.number", gettext_lazy("About"), "code")
CATEGORY = Column(lambda row: in_language(row.category.names), pgettext_lazy("document", "Category"))


@customer_page
def documents(request: ActorRequest) -> HttpResponse:
    """The own documents, and the important ones for all customers, by category."""
    rows = list(shared_documents(request.actor))
    own = Table(_("Your documents"), (NAME, CATEGORY, ABOUT, DAY, SIZE), [row for row in rows if row.subject_id])
    facts = {"own": own, "important": _by_category(row for row in rows if row.subject_id is None)}
    return render(request, "portal/documents/list.html", facts)


@customer_page
def file(request: ActorRequest, number: int) -> HttpResponse:
    """A document as a file."""
    return file_response(request.actor, str(number))


def _by_category(rows: Iterable[Any]) -> list[Table]:
    """One table a category that has documents, by its name."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(in_language(row.category.names), []).append(row)
    return [Table(name, (NAME, DAY, SIZE), found[name]) for name in sorted(found)]
