"""A long statement that a worker takes in: how far it is, and what became of it."""

from typing import Any, Final

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.payments.rights import TAKE_STATEMENTS
from repaid.settling.choices import UNDER_WAY, IntakeState
from repaid.settling.intakes import intake_named, told_of
from repaid.settling.jobs import take_in_by_worker

STATES: Final = {IntakeState.DONE: "done", IntakeState.REFUSED: "failed"}


@staff_page(TAKE_STATEMENTS)
def intake(request: ActorRequest, key: int) -> HttpResponse:
    """How far a file is; when it is taken in, what became of it."""
    facts = _facts(request, key)
    row = facts["row"]
    facts["trail"] = [(_("Statements"), reverse("backoffice:statements")), (row.file.name, "")]
    facts["may_settle"] = request.actor.may(BOOK_PAYMENTS.code)
    facts["done"] = told_of(row) if row.told else None
    return render(request, "backoffice/money/intake.html", facts)


@staff_page(TAKE_STATEMENTS)
def work(request: ActorRequest, key: int) -> HttpResponse:
    """Asked for again and again while it runs; when it has ended the page is loaded anew."""
    facts = _facts(request, key)
    response = render(request, "backoffice/money/intake_work.html", facts)
    if not facts["is_running"]:
        response.headers["HX-Refresh"] = "true"
    return response


def _facts(request: ActorRequest, key: int) -> dict[str, Any]:
    row = intake_named(request.actor, key)
    steps = list(UNDER_WAY)
    state = IntakeState(row.state)
    return {
        "row": row,
        "is_running": state in UNDER_WAY,
        "state": STATES.get(state, "running"),
        "step": steps.index(state) + 1 if state in UNDER_WAY else None,
        "steps": len(steps),
        "step_name": state.label,
        "poll": reverse("backoffice:intake_work", args=[key]),
    }


@staff_page(TAKE_STATEMENTS)
@require_POST
def go_on(request: ActorRequest, key: int) -> HttpResponse:
    """Ask a worker once more: nothing is booked twice, however many are at it."""
    row = intake_named(request.actor, key)
    again = take_in_by_worker(by=request.actor, file=row.file_id, keep_good=row.keep_good)
    return HttpResponseRedirect(reverse("backoffice:intake", args=[again]))
