"""Applications: the search, the queue, and the tabs of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from repaid.activities.commands.ground import About
from repaid.activities.rights import ACT
from repaid.documents.queries import documents as kept_documents
from repaid.interfaces.backoffice.activities.adding import history_address
from repaid.interfaces.backoffice.applications.facts import (
    actions_of,
    data_of,
    decisions_table,
    parts_shown,
    procedure_lines,
)
from repaid.interfaces.backoffice.applications.forms import ApplicationSearch, CommentForm
from repaid.interfaces.backoffice.applications.lists import VIEWS, Applications, Queue
from repaid.interfaces.backoffice.applications.record import Record, address_of_tab
from repaid.interfaces.backoffice.documents.lists import DocumentsOfRecord
from repaid.interfaces.backoffice.once import once
from repaid.interfaces.backoffice.pages import business_day, views_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.kernel.paper import Paper, first_page, pdf
from repaid.kernel.refusal import NotFound
from repaid.origination.agreement import agreement_of
from repaid.origination.choices import KIND
from repaid.origination.commands.steps import comment_on_application
from repaid.origination.queries import application_named, applications, comments_of, narrowed, queue
from repaid.origination.rights import COMMENT, VIEW
from repaid.products.queries import products


@staff_page(VIEW)
def search(request: ActorRequest) -> HttpResponseBase:
    """Applications in scope, by number, borrower or national id."""
    form = ApplicationSearch(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = narrowed(request.actor, applications(request.actor), **asked)
    listing = Applications(request, rows, list(products(request.actor)))
    given = {name: text for name, text in asked.items() if text}
    facts = {"form": form, "views": views_of(request, VIEWS), "asked": given}
    return listing.response("backoffice/applications/list.html", facts)


@staff_page(VIEW)
def waiting(request: ActorRequest) -> HttpResponseBase:
    """What waits for the reader, oldest first."""
    listing = Queue(request, queue(request.actor), list(products(request.actor)))
    return listing.response("backoffice/applications/queue.html")


@staff_page(VIEW)
def data(request: ActorRequest, number: str) -> HttpResponse:
    """What the application says."""
    record = Record.of(request.actor, number, "data")
    facts = {"said": data_of(record), "parts": parts_shown(record)}
    return _tab(request, record, facts)


@staff_page(VIEW)
def decisions(request: ActorRequest, number: str) -> HttpResponse:
    """The decisions on it."""
    record = Record.of(request.actor, number, "decisions")
    return _tab(request, record, {"table": decisions_table(record)})


@staff_page(VIEW)
def comments(request: ActorRequest, number: str) -> HttpResponse:
    """What was written on it, and a box to write more."""
    record = Record.of(request.actor, number, "comments")
    form = CommentForm(request.POST or None)

    def act() -> str | None:
        text = form.cleaned_data["text"]
        fact = form.attempt(lambda: comment_on_application(by=request.actor, number=number, text=text))
        if fact is None:
            return None
        messages.success(request, _("Comment saved."))
        return address_of_tab(number, "comments")

    if request.method == "POST" and form.is_valid():
        done = once(request, form, act, address_of_tab(number, "comments"))
        if done:
            return done
    facts = {"form": form, "comments": comments_of(record.application), "may_write": request.actor.may(COMMENT.code)}
    return _tab(request, record, facts)


@staff_page(VIEW)
def procedures(request: ActorRequest, number: str) -> HttpResponse:
    """The procedures of it, with those that can run now."""
    record = Record.of(request.actor, number, "procedures")
    text = request.GET.get("q", "").strip()
    facts = {"record": record, "text": text, "lines": procedure_lines(record, text)}
    is_part = request.headers.get("HX-Target") == "procedures"
    part = "backoffice/applications/procedure_rows.html"
    return render(request, part, facts) if is_part else _tab(request, record, facts)


@staff_page(VIEW)
def actions(request: ActorRequest, number: str) -> HttpResponse:
    """What was done on it, and what is planned."""
    record = Record.of(request.actor, number, "actions")
    planned, happened = actions_of(record, business_day(request))
    about = history_address(About(KIND, number)) if request.actor.may(ACT.code) else ""
    return _tab(request, record, {"planned": planned, "happened": happened, "about": about})


@staff_page(VIEW)
def documents(request: ActorRequest, number: str) -> HttpResponseBase:
    """The documents about it, and what it is complete with."""
    record = Record.of(request.actor, number, "documents")
    listing = DocumentsOfRecord(request, kept_documents(request.actor, record.application.subject))
    facts = {"record": record, "parts": parts_shown(record)}
    return listing.response("backoffice/applications/documents.html", facts)


@staff_page(VIEW)
def agreement(request: ActorRequest, number: str) -> HttpResponse:
    """The contract as a file, in the language of the borrower."""
    application, told = _agreement(request, number)
    name = f"contract-{application.contract.number}" if application.contract else f"application-{number}"
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(pdf(told, timezone.now()), content_type="application/pdf", headers=headers)


@staff_page(VIEW)
def agreement_picture(request: ActorRequest, number: str) -> HttpResponse:
    """The first page of the contract, to be looked at."""
    _application, told = _agreement(request, number)
    return HttpResponse(first_page(told), content_type="image/png")


def _agreement(request: ActorRequest, number: str) -> tuple[Any, Paper]:
    """The application with its contract as a paper; NotFound while it lacks amount or term."""
    application = application_named(request.actor, number)
    told = agreement_of(request.actor, application)
    if told is None:
        raise NotFound(kind=_("contract document"), number=number)
    return application, told


def _tab(request: ActorRequest, record: Record, facts: dict[str, Any]) -> HttpResponse:
    form = facts.get("form")
    template = f"backoffice/applications/{record.tab}.html"
    status = 422 if form is not None and form.errors else 200
    return render(request, template, {"record": record, **facts}, status=status)
