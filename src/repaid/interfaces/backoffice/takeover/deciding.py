"""Deciding on a file: control totals, taking it over, going on with a work that stopped."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from repaid.contracts.choices import TakeOverState
from repaid.contracts.commands.positions import discard_positions, say_control_totals
from repaid.contracts.jobs import go_on_soon, take_over_soon
from repaid.contracts.queries.takeovers import takeover_of
from repaid.contracts.rights import TAKE_OVER
from repaid.interfaces.backoffice.once import once
from repaid.interfaces.backoffice.takeover.shown import ControlForm, DecisionForm, page_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page


@staff_page(TAKE_OVER)
@require_POST
def control(request: ActorRequest, key: int) -> HttpResponse:
    """Say what the other system says that the file comes to."""
    form = ControlForm(request.POST, row=takeover_of(request.actor, key))
    said = None
    if form.is_valid():
        said = form.attempt(lambda: say_control_totals(by=request.actor, take_over=key, control=form.control()))
    if said is not None:
        return redirect("backoffice:take_over", key)
    return page_of(request, key, control=form)


@staff_page(TAKE_OVER)
@require_POST
def discard(request: ActorRequest, key: int) -> HttpResponse:
    """Throw a file away."""
    discard_positions(by=request.actor, take_over=key)
    messages.success(request, _("The file was discarded."))
    return redirect("backoffice:take_overs")


@staff_page(TAKE_OVER)
@require_POST
def contracts(request: ActorRequest, key: int) -> HttpResponse:
    """Take the file over, once; press again to go on with a work that stopped."""
    form, here = DecisionForm(request.POST), reverse("backoffice:take_over", args=[key])
    if takeover_of(request.actor, key).state == TakeOverState.TAKING:
        go_on_soon(request.actor, key)
        return redirect(here)

    def act() -> str | None:
        keep_good = form.cleaned_data["keep_good"]
        done = form.attempt(lambda: (take_over_soon(request.actor, key, keep_good=keep_good),))
        if done is None:
            return None
        if done[0]:
            messages.success(request, _("The contracts are taken over."))
        return here

    done = once(request, form, act, here) if form.is_valid() else None
    return done or page_of(request, key, decision=form)
