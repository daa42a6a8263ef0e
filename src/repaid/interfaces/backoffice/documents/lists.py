"""Documents as a list: of all, or of one record (CC-26, CC-29)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.grams import contains_words
from repaid.access.subjects import search
from repaid.documents.choices import FileState
from repaid.documents.queries import categories, levels_seen
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.ui.columns import Choice, Column, Filter, Text
from repaid.interfaces.ui.listing import Listing
from repaid.interfaces.ui.ranges import Range
from repaid.kernel.names import in_language
from repaid.kernel.text import folded


def document_address(row: Any) -> str:
    """The page of a document."""
    return reverse("backoffice:document", args=[row.number])


def _author(row: Any) -> str:
    return row.added_by.name if row.added_by else str(_("the system"))


def _about(row: Any) -> str | None:
    return row.subject.number if row.subject else None


class Documents(Listing):
    """Documents that the reader may see, newest first."""

    identity = "documents"
    title = _("Documents")
    columns: Sequence[Column] = (
        Column("name", _("Name"), link=document_address, sort="name", small=lambda row: row.latest.file_name),
        Column(lambda row: in_language(row.category.names), pgettext_lazy("document", "Category")),
        Column(
            _about, _("About"), "code", link=lambda row: address_of(row.subject),
            small=lambda row: row.subject.title if row.subject else None,
        ),
        Column("added_at", _("Added on"), kind="datetime", sort="id"),
        Column(_author, _("Added by"), card="hide"),
        Column(lambda row: in_language(row.level.names), _("Access level"), card="hide"),
        Column(lambda row: row.latest.state, pgettext_lazy("document", "Check"), "state", state_kind="file"),
        Column(
            lambda row: "shared" if row.is_shared else None, _("Customers"), "state", state_kind="document", card="hide"
        ),
    )  # fmt: skip
    ranges = (Range("added_at", _("Added on"), "moment"),)
    order = "-id"
    sorts_of_any_length = frozenset({"id"})
    order_label = _("Newest first")
    search_label = _("Name, text, author, customer, number …")
    empty_title = _("No documents yet.")
    empty_hint: Text = _("A document stands here when somebody adds it.")

    def __init__(self, request: HttpRequest, scope: QuerySet[Any]) -> None:
        super().__init__(request, scope)
        self.filters = _filters(request.actor)  # type: ignore[attr-defined]

    def found(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By words of the document, a part of its author's name, or what it is about."""
        about = search(self.request.actor, text).order_by().values("pk")  # type: ignore[attr-defined]
        words = contains_words("search", folded(text).split())
        return queryset.filter(words | Q(added_by__name__icontains=text) | Q(subject__in=about))


class DocumentsOfRecord(Documents):
    """The documents of one contract or customer."""

    columns = tuple(column for column in Documents.columns if column.key != "About")
    empty_hint: Text = ""


def _filters(by: Any) -> Sequence[Filter]:
    kept, seen = categories(by, closed=True), levels_seen(by).order_by("code")
    return (
        Filter(
            "category", pgettext_lazy("document", "Category"),
            [Choice(row.code, in_language(row.names), Q(category=row.pk)) for row in kept],
        ),
        Filter(
            "level", _("Access level"), [Choice(row.code, in_language(row.names), Q(level=row.pk)) for row in seen]
        ),
        Filter(
            "check", pgettext_lazy("document", "Check"),
            [Choice(each.value, each.label, Q(latest__state=each)) for each in FileState],
        ),
        Filter(
            "shared", _("Customers"), [Choice("yes", pgettext_lazy("document", "customers see it"), Q(is_shared=True))]
        ),
    )  # fmt: skip
