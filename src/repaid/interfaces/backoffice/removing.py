"""Deleting what was ticked in a list: a look at what goes, then the deed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from repaid.interfaces.backoffice.pages import FormPage, form_page
from repaid.interfaces.shared.doors import ActorRequest
from repaid.interfaces.ui.forms import Form

CHOSEN = "rows"


@dataclass(frozen=True, slots=True)
class Going:
    """One of the things that go: its key, what it is called, its code, what work is left behind and how much."""

    key: str
    name: str
    code: str = ""
    work: Sequence[tuple[str, int]] = ()


class RemovalForm(Form):
    """The button that really deletes."""

    @classmethod
    def of(cls, request: ActorRequest) -> Self:
        """The form; it is filled in only when the button on the page of what goes was pressed."""
        return cls(request.POST if "key" in request.POST else None)


def chosen_rows(request: ActorRequest, rows: QuerySet[Any]) -> list[Any]:
    """The rows that were ticked, of those in scope."""
    return list(rows.filter(pk__in=[key for key in request.POST.getlist(CHOSEN) if key.isdecimal()]))


def removal_page(
    request: ActorRequest, form: RemovalForm, page: FormPage, going: Sequence[Going], command: Callable[[], Any]
) -> HttpResponse:
    """Show what goes and delete it when it is asked for again; without anything ticked, say so and go back."""
    if not going:
        messages.warning(request, _("Nothing is ticked. Tick the rows that you want to delete."))
        return HttpResponseRedirect(page.back)
    shown = replace(page, template="backoffice/removal.html", more={**page.more, "going": going})
    return form_page(request, form, shown, command)
