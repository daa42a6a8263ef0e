"""The payment page that the link in a letter opens: that debt only, no login, no name beyond initials."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from repaid.branding.queries import look_of
from repaid.contracts.links import LinkedDebt, linked_debt
from repaid.interfaces.portal.loans.page import LoanPage
from repaid.interfaces.portal.payments.going import sent
from repaid.interfaces.portal.payments.page import PaymentPage
from repaid.interfaces.portal.payments.results import shown
from repaid.interfaces.portal.payments.views import asked, before, found
from repaid.interfaces.shared.doors import public_page
from repaid.interfaces.shared.throttling import MOST, refuse_too_many
from repaid.interfaces.ui.context import frame_of
from repaid.kernel.refusal import NotFound
from repaid.payments.choices import OnlineState, Via
from repaid.payments.queries.online import ONLINE
from repaid.settling.commands.online import NoProvider

LOOKS_MOST: Final = 1000
"""How often waiting pages of one network may look whether a payment has come."""


def opened(request: HttpRequest, code: str, most: int = MOST) -> LinkedDebt:
    """What a link opens, as often as a person may need it; the page has the look of its lender."""
    refuse_too_many(request, f"payment-link-{most}", most)
    debt = linked_debt(code)
    frame_of(request).brand = look_of(debt.contract.organisation_id)
    return debt


def _found(debt: LinkedDebt, key: int) -> Any:
    """An online payment that was begun with the link; what the client paid in the client zone is not shown here."""
    row = found(debt.by, debt.contract, key)
    if row.via != Via.LINK:
        raise NotFound(kind=ONLINE, number=key)
    return row


def _result_address(code: str, online: str) -> str:
    return reverse("pay_result", args=[code, int(online)])


@public_page
def pay(request: HttpRequest, code: str) -> HttpResponse:
    """The payment form of one debt."""
    debt = opened(request, code)
    page = PaymentPage.of_link(LoanPage(debt.contract, debt.by))
    if page.provider is None:
        answer = render(request, "portal/payments/link_form.html", {"page": page}, status=NoProvider.status)
        return _private(answer)
    first = before(request, lambda key: _found(debt, key))
    form = page.form(request.POST or None, request.GET.get("amount", ""), first)
    if request.method == "POST" and form.is_valid():
        online = sent(request, debt.by, page, form, Via.LINK, lambda online: _result_address(code, online))
        if online:
            return HttpResponseRedirect(reverse("pay_go", args=[code, int(online)]))
    status = 422 if form.errors else 200
    return _private(render(request, "portal/payments/link_form.html", {"page": page, "form": form}, status=status))


@public_page
def go(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """On the way to the provider."""
    debt = opened(request, code)
    row = _found(debt, key)
    if row.state != OnlineState.PENDING or not row.redirect:
        return HttpResponseRedirect(_result_address(code, row.number))
    return _private(render(request, "portal/payments/go.html", {"row": row}))


@public_page
def result(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """What became of a payment; a page that waits for it asks for the part of it that changes."""
    is_part = "HX-Request" in request.headers
    debt = opened(request, code, LOOKS_MOST if is_part else MOST)
    row = asked(_found(debt, key), not is_part)
    part = "portal/payments/result_part.html" if is_part else "portal/payments/link_result.html"
    onward = reverse("pay_go", args=[code, key])
    facts = {"number": debt.contract.number, "lender": debt.contract.organisation.name, "code": code}
    facts |= shown(request, row, onward=onward, again=reverse("pay", args=[code]))
    return _private(render(request, part, facts))


def _private(response: HttpResponse) -> HttpResponse:
    """No cache and no search engine keeps the page; no other site learns its address by the policy of the house."""
    add_never_cache_headers(response)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
