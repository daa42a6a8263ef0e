"""Categories and access levels of documents, kept by an administrator (CC-28)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from repaid.documents import queries
from repaid.documents.commands import ground
from repaid.documents.rights import DEFINE_DOCUMENTS
from repaid.interfaces.backoffice.documents.forms import LevelForm, NamesForm
from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.formats import listed
from repaid.kernel.names import in_language
from repaid.kernel.refusal import NotFound


def _state(row: Any) -> str:
    return "closed" if row.closed_at else "open"


def _seen_by(row: Any) -> str:
    groups = listed(in_language(group.names) or group.code for group in row.groups.all())
    return str(_("everybody who sees documents")) if row.is_open else groups


NAME = gettext_lazy("Name")
USED = pgettext_lazy("category", "Documents")
STATE = gettext_lazy("State")
CATEGORIES = (
    Column(
        lambda row: in_language(row.names), NAME, small=lambda row: row.code,
        link=lambda row: reverse("backoffice:document_category", args=[row.code]),
    ),
    Column("used", USED, "number"),
    Column(_state, STATE, "state", state_kind="document"),
)  # fmt: skip
LEVELS = (
    Column(
        lambda row: in_language(row.names), NAME, small=lambda row: row.code,
        link=lambda row: reverse("backoffice:document_level", args=[row.code]),
    ),
    Column(_seen_by, gettext_lazy("Seen by")),
    Column("used", USED, "number"),
    Column(_state, STATE, "state", state_kind="document"),
)  # fmt: skip


@staff_page(DEFINE_DOCUMENTS)
def categories(request: ActorRequest) -> HttpResponse:
    """All categories and access levels, closed ones too."""
    kept = list(queries.categories(request.actor, closed=True))
    levels = list(queries.levels(request.actor, closed=True))
    tables = {
        "categories": Table(_("Categories"), CATEGORIES, kept),
        "levels": Table(_("Access levels"), LEVELS, levels),
    }
    return render(request, "backoffice/documents/categories.html", tables)


@staff_page(DEFINE_DOCUMENTS)
@require_POST
def usual(request: ActorRequest) -> HttpResponse:
    """Add the usual categories and access levels."""
    ground.add_usual_categories(by=request.actor)
    return _back(request, _("The usual categories and access levels are there."))


@staff_page(DEFINE_DOCUMENTS)
def category(request: ActorRequest, code: str = "") -> HttpResponse:
    """A new category, or other names of one."""
    row = _one(queries.categories(request.actor, closed=True), code, _("category"))
    form = NamesForm(request.POST or None, is_new=row is None, initial=_now(row))
    page = _page(row, _("New category"))

    def command() -> Any:
        return ground.save_category(by=request.actor, code=form.cleaned_data["code"], names=form.names)

    return form_page(request, form, page, command)


@staff_page(DEFINE_DOCUMENTS)
def level(request: ActorRequest, code: str = "") -> HttpResponse:
    """A new access level, or another one's names and groups."""
    row = _one(queries.levels(request.actor, closed=True), code, _("access level"))
    now = _now(row)
    if row is not None:
        now |= {"everybody": row.is_open, "groups": [group.code for group in row.groups.all()]}
    form = LevelForm(request.POST or None, is_new=row is None, by=request.actor, initial=now)

    def command() -> Any:
        told = form.cleaned_data
        return ground.save_access_level(
            by=request.actor, code=told["code"], names=form.names, groups=tuple(told["groups"]),
            everybody=told["everybody"],
        )  # fmt: skip

    return form_page(request, form, _page(row, _("New access level")), command)


@staff_page(DEFINE_DOCUMENTS)
@require_POST
def category_closing(request: ActorRequest, code: str) -> HttpResponse:
    """Take a category out of every choice, or back."""
    return _closing(request, code, ground.close_category)


@staff_page(DEFINE_DOCUMENTS)
@require_POST
def level_closing(request: ActorRequest, code: str) -> HttpResponse:
    """Take an access level out of every choice, or back."""
    return _closing(request, code, ground.close_access_level)


@staff_page(DEFINE_DOCUMENTS)
@require_POST
def category_removal(request: ActorRequest, code: str) -> HttpResponse:
    """Remove a category that was never used."""
    ground.remove_category(by=request.actor, code=code)
    return _back(request, _("The category is removed."))


def _closing(request: ActorRequest, code: str, command: Callable[..., Any]) -> HttpResponse:
    closed = request.POST.get("closed") == "yes"
    command(by=request.actor, code=code, closed=closed)
    return _back(request, _("Closed: it leaves every choice.") if closed else _("It is in use again."))


def _back(request: ActorRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("backoffice:document_categories"))


def _one(rows: Any, code: str, kind: str) -> Any:
    """The row with this code; None where a new one is wanted."""
    if not code:
        return None
    found = rows.filter(code=code).first()
    if found is None:
        raise NotFound(kind=kind, number=code)
    return found


def _now(row: Any) -> dict[str, Any]:
    names = {f"name_{language}": name for language, name in row.names.items()} if row else {}
    return names | {"code": row.code} if row else {}


def _page(row: Any, title: str) -> FormPage:
    here, back = in_language(row.names) if row else title, reverse("backoffice:document_categories")
    trail = [(_("Categories and access levels"), back), (here, "")]
    more = {"row": row, "is_level": row is not None and hasattr(row, "is_open")}
    return FormPage(here, trail, _("Save"), back, _("Saved."), template="backoffice/documents/category.html", more=more)
