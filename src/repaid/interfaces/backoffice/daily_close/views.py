"""The board of the day, earlier days, starting a close, checking the books."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.contracts.rights import VIEW as VIEW_CONTRACTS
from repaid.daily_close.choices import RunState
from repaid.daily_close.jobs import check_by_workers, close_by_workers
from repaid.daily_close.queries import checks, moves_of, run_of, runs
from repaid.daily_close.rights import RUN, VIEW
from repaid.interfaces.backoffice.daily_close.board import Board, CheckShown
from repaid.interfaces.backoffice.daily_close.lists import EarlierDays, Moves
from repaid.interfaces.backoffice.once import once
from repaid.interfaces.backoffice.pages import business_day
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.forms import Form
from repaid.kernel.refusal import NotFound
from repaid.payments.queries import waiting_sums


class CloseForm(Form):
    """The day on the button, so that a page that is out of date closes no other one; perhaps the days after it."""

    day = forms.DateField(widget=forms.HiddenInput)
    until = forms.DateField(widget=forms.HiddenInput, required=False)


class Missed(NamedTuple):
    """The days that the calendar left behind: how many are open, and the last of them."""

    days: int
    last: date


@staff_page(VIEW)
def board(request: ActorRequest) -> HttpResponse:
    """The close that runs, or the last one, and the button that starts the next."""
    run = runs(request.actor).first()
    facts = _facts(request, Board(request.actor, run) if run else None)
    facts["waiting"] = waiting_sums(request.actor) if request.actor.may(BOOK_PAYMENTS.code) else None
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
    """Start the close of the day on the button, or go on with it; by choice the missed days after it too."""
    form, home = CloseForm(request.POST), reverse("backoffice:daily_close")

    def act() -> str | None:
        begun = form.attempt(lambda: close_by_workers(by=request.actor, **form.values()))
        if begun is None:
            return None
        messages.success(request, _("The close has begun."))
        return home

    if form.is_valid() and (done := once(request, form, act, home)):
        return done
    for errors in form.errors.values():
        messages.error(request, " ".join(map(str, errors)))
    return redirect(home)


@staff_page(VIEW)
def days(request: ActorRequest) -> HttpResponseBase:
    """Closed days, newest first."""
    return EarlierDays(request, runs(request.actor)).response("backoffice/daily_close/days.html")


@staff_page(VIEW_CONTRACTS)
def moves(request: ActorRequest, on: date) -> HttpResponseBase:
    """The contracts that changed their bucket on a day."""
    return Moves(request, moves_of(request.actor, on)).response("backoffice/daily_close/moves.html", {"day": on})


@staff_page(VIEW)
def books(request: ActorRequest) -> HttpResponse:
    """The last check of the books; a press of the button begins another one."""
    if request.method == "POST" and (form := Form(request.POST)).is_valid():
        here = reverse("backoffice:check_books")
        return once(request, form, lambda: here if check_by_workers(by=request.actor) else None, here) or redirect(here)
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
    today = business_day(request)
    return {
        "board": shown,
        "form": CloseForm(initial={"day": today}),
        "may_run": request.actor.may(RUN.code),
        "is_running": is_running,
        "business_day": today,
        "missed": _missed(request, today),
    }


def _missed(request: ActorRequest, today: date) -> Missed | None:
    """The days from the business day to yesterday, where there are more than one."""
    yesterday = frame_of(request).calendar_day - timedelta(days=1)
    days = (yesterday - today).days + 1
    return Missed(days, yesterday) if days > 1 else None
