"""Forms that propose an order: of any money, of what a contract paid out, again after a rejection."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.contracts.queries.contracts import borrowers_of, contract_named
from repaid.interfaces.backoffice.money_out.lists import order_address
from repaid.interfaces.backoffice.once import answer_of_first
from repaid.interfaces.backoffice.pages import FormPage, Text, Trail, business_day, form_page, in_currency, offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.fields import DateField, MoneyField
from repaid.interfaces.ui.formats import isolated
from repaid.interfaces.ui.forms import Form
from repaid.parties.queries import preferred_account
from repaid.payments.choices import Purpose
from repaid.payments.commands.orders import propose_order, repeat_order
from repaid.payments.queries.orders import order_named, own_accounts
from repaid.payments.rights import ORDER
from repaid.payments.rules import next_bank_day
from repaid.settling.commands.payouts import note_paid_elsewhere, order_payout
from repaid.settling.payouts import Payout, payout_named

PROPOSED = _("Proposed. A colleague decides.")
TITLES = {
    Purpose.DISBURSEMENT: _("Contract {number}, disbursement"),
    Purpose.REFUND: _("Contract {number}, refund"),
}
HINT = _("A colleague decides: you propose it here.")


class PayoutForm(Form):
    """Money to an account; offered are own accounts of one currency."""

    own_account = forms.ChoiceField(label=_("From account"))
    amount = MoneyField(label=_("Amount"))
    creditor = forms.CharField(label=_("Payee"), max_length=140)
    account = forms.CharField(label=_("To account"), max_length=42, widget=CodeInput)
    remittance = forms.CharField(label=pgettext_lazy("payment order", "Title"), max_length=140)
    execution_day = DateField(label=_("Day of execution"))

    def __init__(self, *args: Any, request: ActorRequest, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, on=business_day(request), **kwargs)
        self.initial["execution_day"] = next_bank_day(request.actor)
        ibans = own_accounts(request.actor).filter(currency=currency).values_list("iban", flat=True)
        offer(self, "own_account", [(iban, iban) for iban in ibans])
        in_currency(self, currency)


class OrderForm(PayoutForm):
    """Money for any purpose."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=Purpose.choices, initial=Purpose.OTHER.value)
    contract = forms.CharField(
        label=_("Contract"), required=False, max_length=40, widget=CodeInput,
        help_text=_("Needed for a disbursement and a refund."),
    )  # fmt: skip


class ElsewhereForm(Form):
    """Money that went another way."""

    amount = MoneyField(label=_("Amount"))
    reason = forms.CharField(label=_("How was it paid?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class RepeatForm(Form):
    """What was wrong in an order that the bank rejected."""

    creditor = forms.CharField(label=_("Payee"), max_length=140)
    account = forms.CharField(label=_("To account"), max_length=42, widget=CodeInput)
    execution_day = DateField(label=_("Day of execution"))


@staff_page(ORDER)
def propose(request: ActorRequest) -> HttpResponse:
    """Propose to send money."""
    known = list(dict.fromkeys(own_accounts(request.actor).values_list("currency", flat=True)))
    currency = request.GET.get("currency") or (known[0] if known else frame_of(request).organisation.currency)
    initial = {"contract": request.GET.get("contract", "")}
    form = OrderForm(request.POST or None, request=request, currency=currency, initial=initial)
    currencies = [(each, f"{request.path}?currency={each}", each == currency) for each in known]
    more = {"currencies": currencies, "has_account": bool(known)}
    page = _page(_("Propose a payment order"), "backoffice:orders", _("Payment orders"), HINT, more)

    def command() -> Any:
        return propose_order(by=request.actor, end_to_end="", **form.values())

    return form_page(request, form, page, command, order_address)


@staff_page(ORDER)
def payout(request: ActorRequest) -> HttpResponse:
    """Propose to send what a contract paid out; the boxes hold what is known of the customer."""
    if request.method == "POST" and (earlier := answer_of_first(request)):
        return earlier
    found = _asked(request)
    currency = found.rest.currency
    form = PayoutForm(request.POST or None, request=request, currency=currency, initial=_known(request, found))
    page = _payout_page(_("Propose a payment order"), found, HINT)
    return _of_payout(request, form, page, order_payout, found)


@staff_page(ORDER)
def elsewhere(request: ActorRequest) -> HttpResponse:
    """Say that what a contract paid out reached the customer another way."""
    if request.method == "POST" and (earlier := answer_of_first(request)):
        return earlier
    found = _asked(request)
    form = ElsewhereForm(request.POST or None, initial={"amount": found.rest})
    in_currency(form, found.rest.currency)
    hint = _("Nothing is sent; the money leaves the list of money to send.")
    return _of_payout(
        request,
        form,
        _payout_page(pgettext_lazy("payment order", "Paid another way"), found, hint),
        note_paid_elsewhere,
        found,
    )


@staff_page(ORDER)
def repeat(request: ActorRequest, number: str) -> HttpResponse:
    """Propose an order again that the bank rejected."""
    row, by = order_named(request.actor, number), request.actor
    initial = {"creditor": row.creditor, "account": row.account, "execution_day": next_bank_day(by)}
    form = RepeatForm(request.POST or None, on=business_day(request), initial=initial)
    title, here = _("Send it again"), order_address(row)
    trail: Trail = [(_("Payment orders"), reverse("backoffice:orders")), (number, here), (title, "")]
    page = FormPage(title, trail, _("Propose"), here, PROPOSED, name=row.creditor, hint=HINT)
    return form_page(request, form, page, lambda: repeat_order(by=by, number=number, **form.values()), order_address)


def _asked(request: ActorRequest) -> Payout:
    """The payout that the address names; NotFound when nothing of it waits."""
    contract = contract_named(request.actor, request.GET.get("contract", ""))
    return payout_named(request.actor, contract, request.GET.get("event", ""))


def _known(request: ActorRequest, found: Payout) -> dict[str, Any]:
    """What stands in the boxes at first; the title is in the language of the lender."""
    borrower = borrowers_of(found.contract)[0].party
    with translation.override(frame_of(request).organisation.language):
        title = str(TITLES[found.purpose]).format(number=isolated(found.contract.number))
    return {
        "amount": found.rest, "creditor": borrower.name, "account": preferred_account(borrower),
        "remittance": title,
    }  # fmt: skip


def _of_payout(
    request: ActorRequest, form: Form, page: FormPage, command: Callable[..., Any], found: Payout
) -> HttpResponse:
    def act() -> Any:
        return command(by=request.actor, contract=found.contract.number, event_key=found.key, **form.values())

    return form_page(request, form, page, act, order_address)


def _payout_page(title: Text, found: Payout, hint: Text) -> FormPage:
    page = _page(title, "backoffice:money_to_send", _("Money to send"), hint, {"has_account": True})
    return replace(page, name=f"{found.contract.number} · {found.subject.title}")


def _page(title: Text, place: str, above: Text, hint: Text, more: dict[str, Any]) -> FormPage:
    here = reverse(place)
    return FormPage(
        title, [(above, here), (title, "")], _("Propose"), here, PROPOSED, hint=hint,
        template="backoffice/money_out/propose.html", more=more,
    )  # fmt: skip
