"""The second pair of eyes: orders of colleagues, chosen together, their count and sums before they are approved."""

from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from repaid.interfaces.backoffice.money_out.batch import Batch
from repaid.interfaces.backoffice.once import answer_of_first, once
from repaid.interfaces.backoffice.pages import offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.forms import Form
from repaid.payments.commands.orders import approve_orders
from repaid.payments.queries.orders import to_approve
from repaid.payments.rights import APPROVE_ORDERS

SHOWN: Final = 100
"""Orders that are decided on together at most; the oldest come first."""


class ApprovalForm(Form):
    """The orders to approve."""

    orders = forms.MultipleChoiceField(required=False)


@staff_page(APPROVE_ORDERS)
def approval(request: ActorRequest) -> HttpResponse:
    """What colleagues proposed; approve what is ticked, once, when its count and sums were seen."""
    if request.method == "POST" and request.POST.get("seen") and (earlier := answer_of_first(request)):
        return earlier
    batch = Batch.of(request.actor, list(to_approve(request.actor)[:SHOWN]))
    form = ApprovalForm(request.POST or None)
    offer(form, "orders", [(number, number) for number in batch.numbers])
    ticked = request.POST.getlist("orders") if form.is_bound else batch.without_warnings
    chosen = batch.chosen(ticked)
    if form.is_bound and form.is_valid() and request.POST.get("seen") == chosen.seen:
        here = reverse("backoffice:approval")
        done = once(request, form, lambda: _approve(request, form, chosen.numbers, here), here)
        if done:
            return done
    facts = {"batch": batch, "chosen": chosen, "form": form, "has_changed": bool(request.POST.get("seen"))}
    part = bool(request.headers.get("HX-Request"))
    template = "backoffice/money_out/approval_effect.html" if part else "backoffice/money_out/approval.html"
    return render(request, template, facts, status=422 if form.errors and not part else 200)


@staff_page(APPROVE_ORDERS)
@require_POST
def approve(request: ActorRequest, number: str) -> HttpResponse:
    """Approve one order from its page."""
    approve_orders(by=request.actor, orders=[number])
    _say(request, 1)
    return HttpResponseRedirect(reverse("backoffice:order", args=[number]))


def _approve(request: ActorRequest, form: ApprovalForm, numbers: list[str], here: str) -> str | None:
    if form.attempt(lambda: approve_orders(by=request.actor, orders=numbers)) is None:
        return None
    _say(request, len(numbers))
    return here


def _say(request: ActorRequest, count: int) -> None:
    said = ngettext("{count} payment order approved.", "{count} payment orders approved.", count)
    messages.success(request, said.format(count=number_text(count)))
