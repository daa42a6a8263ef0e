"""The board of the day, earlier days, starting a close, checking the books."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from repaid.daily_close.choices import RunState
from repaid.daily_close.jobs import check_by_workers, close_by_workers
from repaid.daily_close.queries import checks, run_of, runs
from repaid.daily_close.rights import RUN, VIEW
from repaid.interfaces.backoffice.daily_close.board import Board, CheckShown
from repaid.interfaces.backoffice.daily_close.lists import EarlierDays
from repaid.interfaces.backoffice.once import once
from repaid.interfaces.backoffice.pages import business_day
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.forms import Form
from repaid.kernel.refusal import NotFound


@staff_page(VIEW)
def board(request: ActorRequest) -> HttpResponse:
    """The close that runs, or the last one, and the button that starts the next."""
    run = runs(request.actor).first()
    facts = _facts(request, Board(request.actor, run) if run else None)
    return render(request, "backoffice/daily_close/board.html", facts)


@staff_page(VIEW)
def day(request: ActorRequest, on: date) -> HttpResponse:
    """The close of one day."""
    facts = _facts(request, Board(request.actor, run_of(request.actor, on)))
    return render(request, "backoffice/daily_close/board.html", facts)


@staff_page(VIEW)
def work(request: ActorRequest, on: date) -> HttpResponse:
    """How far a close is: asked for again and again while it runs; when it has ended the page is loaded anew."""
    shown = Board(request.actor, run_of(request.actor, on))
    response = render(request, "backoffice/daily_close/work.html", {"board": shown})
    if not shown.is_running:
        response.headers["HX-Refresh"] = "true"
    return response


@staff_page(RUN)
@require_POST
def begin(request: ActorRequest) -> HttpResponse:
    """Start the close of the business day, or go on with it."""
    form = Form(request.POST, on=business_day(request))
    home = reverse("backoffice:daily_close")

    def act() -> str | None:
        begun = form.attempt(lambda: close_by_workers(by=request.actor, day=business_day(request)))
        if begun is None:
            return None
        messages.success(request, _("The close has begun."))
        return home

    if form.is_valid() and (done := once(request, form, act, home)):
        return done
    for error in form.non_field_errors():
        messages.error(request, str(error))
    return redirect(home)


@staff_page(VIEW)
def days(request: ActorRequest) -> HttpResponseBase:
    """Closed days, newest first."""
    return EarlierDays(request, runs(request.actor)).response("backoffice/daily_close/days.html")


@staff_page(VIEW)
def books(request: ActorRequest) -> HttpResponse:
    """The last check of the books; a press of the button begins another one."""
    if request.method == "POST":
        check_by_workers(by=request.actor)
        return redirect("backoffice:check_books")
    newest = checks(request.actor).first()
    facts: dict[str, Any] = {"check": CheckShown(newest) if newest else None, "form": Form()}
    return render(request, "backoffice/daily_close/books.html", facts)


@staff_page(VIEW)
def check_progress(request: ActorRequest, check_id: int) -> HttpResponse:
    """How far a check is."""
    found = checks(request.actor).filter(pk=check_id).first()
    if found is None:
        raise NotFound(kind=_("check of the books"), number=check_id)
    response = render(request, "backoffice/daily_close/check.html", {"check": CheckShown(found)})
    if found.finished_at:
        response.headers["HX-Refresh"] = "true"
    return response


def _facts(request: ActorRequest, shown: Board | None) -> dict[str, Any]:
    is_running = shown is not None and shown.run.state == RunState.RUNNING
    return {
        "board": shown,
        "form": Form(),
        "may_run": request.actor.may(RUN.code),
        "is_running": is_running,
        "business_day": business_day(request),
    }
