"""Paying in the client zone: the form, the way to the provider, the result (CZ-47 to CZ-54)."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from repaid.access.actors import system_actor
from repaid.interfaces.portal.loans.page import LoanPage
from repaid.interfaces.portal.payments.going import sent
from repaid.interfaces.portal.payments.page import PaymentPage
from repaid.interfaces.portal.payments.results import shown
from repaid.interfaces.shared.doors import ActorRequest, customer_page
from repaid.kernel.refusal import NotFound, Outage, Refusal
from repaid.payments.choices import OnlineState, Via
from repaid.payments.queries.online import ONLINE, online_named
from repaid.settling.commands.online import NoProvider
from repaid.settling.paying import CHANNEL, ask_provider


def result_address(loan: str, online: str) -> str:
    """The page of an online payment of a loan."""
    return reverse("portal:online_result", args=[loan, int(online)])


@customer_page
def pay(request: ActorRequest, number: str) -> HttpResponse:
    """The payment form (CZ-49 to CZ-51); sent, it leads to the provider."""
    page = PaymentPage.of_client(LoanPage.of(request.actor, number))
    if page.provider is None:
        return render(request, "portal/payments/form.html", {"page": page}, status=NoProvider.status)
    first = before(request, lambda key: found(request.actor, page.loan.contract, key))
    form = page.form(request.POST or None, request.GET.get("amount", ""), first)
    if request.method == "POST" and form.is_valid():
        online = sent(request, request.actor, page, form, Via.ZONE, lambda online: result_address(number, online))
        if online:
            return HttpResponseRedirect(reverse("portal:online_go", args=[number, int(online)]))
    status = 422 if form.errors else 200
    return render(request, "portal/payments/form.html", {"page": page, "form": form}, status=status)


@customer_page
def go(request: ActorRequest, number: str, key: int) -> HttpResponse:
    """On the way to the provider. A page of its own, since no form may lead to another site."""
    row = found(request.actor, LoanPage.of(request.actor, number).contract, key)
    if row.state != OnlineState.PENDING or not row.redirect:
        return HttpResponseRedirect(result_address(number, row.number))
    return render(request, "portal/payments/go.html", {"row": row})


@customer_page
def result(request: ActorRequest, number: str, key: int) -> HttpResponse:
    """What became of a payment (CZ-53); a pending one is asked for, and looked at again by itself."""
    loan = LoanPage.of(request.actor, number)
    row = asked(found(request.actor, loan.contract, key), request.headers.get("HX-Request") is None)
    onward = reverse("portal:online_go", args=[number, key])
    facts = {"loan": loan, **shown(request, row, onward=onward, again=f"{loan.address}/pay")}
    part = "portal/payments/result_part.html" if request.headers.get("HX-Request") else "portal/payments/result.html"
    return render(request, part, facts)


def found(by: Any, contract: Any, key: int) -> Any:
    """The online payment of this contract with this number; else NotFound."""
    row = online_named(by, str(key))
    if row.subject_id != contract.subject_id:
        raise NotFound(kind=ONLINE, number=key)
    return row


def asked(row: Any, is_worth_it: bool) -> Any:
    """The payment after its provider was asked, when it is pending and the customer has just come back."""
    if is_worth_it and row.state == OnlineState.PENDING:
        machine = system_actor(row.organisation, channel=CHANNEL)
        with suppress(Outage, Refusal):
            ask_provider(machine, row.number)
        return online_named(machine, row.number)
    return row


def before(request: HttpRequest, find: Callable[[int], Any]) -> Any:
    """The online payment that did not come about and is tried again; None for a first try."""
    key = request.GET.get("again", "")
    return find(int(key)) if key.isdecimal() else None
