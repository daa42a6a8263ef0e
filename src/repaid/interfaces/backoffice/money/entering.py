"""Forms about one payment: enter it, put it aside, take it back, withdraw a settlement."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from repaid.interfaces.backoffice.money.desk import after
from repaid.interfaces.backoffice.money.found import payment_address
from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page, in_currency, offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.controls import CodeInput, Segments
from repaid.interfaces.ui.fields import DateField, MoneyField
from repaid.interfaces.ui.forms import Form
from repaid.payments.choices import Channel
from repaid.payments.commands.entering import register_payment
from repaid.payments.commands.standing import assign_payment, park_payment, take_up_payment, withdraw_payment
from repaid.payments.queries import payment_named
from repaid.payments.rights import ENTER, WITHDRAW
from repaid.products.queries import products
from repaid.settling.commands.withdrawing import withdraw_settlement
from repaid.settling.queries import settlement_named
from repaid.settling.rights import WITHDRAW as WITHDRAW_SETTLEMENTS

PAYMENTS = _("Payments")


class EntryForm(Form):
    """A payment that somebody tells of (CC-39); the currency is asked for where there is more than one."""

    amount = MoneyField(label=_("Amount"))
    currency = forms.ChoiceField(label=_("Currency"))
    value_date = DateField(label=_("Value date"), help_text=_("The day from which it counts."))
    channel = forms.TypedChoiceField(
        label=_("How it came"), coerce=Channel, choices=Channel.choices, initial=Channel.TRANSFER, widget=Segments
    )
    payer = forms.CharField(label=_("Payer"), required=False, max_length=200)
    payer_account = forms.CharField(label=_("From account"), required=False, max_length=40, widget=CodeInput)
    title = forms.CharField(label=_("Title, as written"), required=False, max_length=500)
    contract = forms.CharField(
        label=_("Contract"), required=False, max_length=40, widget=CodeInput,
        help_text=_("Its number, where you know it. The money is booked on it at the desk."),
    )  # fmt: skip
    customer = forms.CharField(
        label=_("Customer"), required=False, max_length=40, widget=CodeInput,
        help_text=_("The number of the customer, where the contract is not known. Both empty: nobody knows yet."),
    )  # fmt: skip
    is_another = forms.BooleanField(label=_("This is another payment"), required=False)

    def __init__(self, *args: Any, currencies: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.data.get("currency", "")
        in_currency(self, chosen if chosen in currencies else currencies[0])
        offer(self, "currency", [(code, code) for code in currencies])
        if len(currencies) == 1:
            del self.fields["currency"]

    def arguments(self) -> dict[str, Any]:
        """Arguments of the command: the currency stands in the amount."""
        told = self.values()
        told.pop("currency", None)
        return told | {"key": self.cleaned_data["key"].hex}


class OwnerForm(Form):
    """Whose money it is."""

    contract = forms.CharField(label=_("Contract"), required=False, max_length=40, widget=CodeInput)
    customer = forms.CharField(
        label=_("Customer"), required=False, max_length=40, widget=CodeInput,
        help_text=_("The number of the customer, where the contract is not known. Both empty: nobody knows yet."),
    )  # fmt: skip


class ReasonForm(Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


@staff_page(ENTER)
def enter(request: ActorRequest) -> HttpResponse:
    """Enter a payment by hand."""
    today = business_day(request)
    asked = {"value_date": today, **{name: request.GET.get(name, "") for name in ("contract", "customer")}}
    form = EntryForm(request.POST or None, on=today, initial=asked, currencies=_currencies(request))
    here = reverse("backoffice:money")
    page = FormPage(_("Enter a payment"), [(PAYMENTS, here), (_("Enter a payment"), "")], _("Save"), here, _("Saved."))
    return form_page(
        request, form, page, lambda: register_payment(by=request.actor, **form.arguments()), payment_address
    )


def _currencies(request: ActorRequest) -> list[str]:
    """The organisation's own currency first, then those of its products."""
    own = frame_of(request).organisation.currency
    return list(dict.fromkeys([own, *products(request.actor).values_list("currency", flat=True)]))


@staff_page(ENTER)
def assign(request: ActorRequest, number: str) -> HttpResponse:
    """Say whose money a payment is."""
    row = payment_named(request.actor, number)
    owner = row.subject
    known = {("contract" if owner.kind == "contract" else "customer"): owner.number} if owner else {}
    form = OwnerForm(request.POST or None, initial=known)
    page = _page(row, _("Say whose money it is"), _("Save"), _("Saved."))
    return form_page(request, form, page, lambda: assign_payment(by=request.actor, number=number, **form.values()))


@staff_page(ENTER)
def park(request: ActorRequest, number: str) -> HttpResponse:
    """Put a payment aside."""
    row, form = payment_named(request.actor, number), ReasonForm(request.POST or None)
    page = _page(row, _("Put the payment aside"), _("Put aside"), _("The payment is put aside."))
    goes_to = after(request, row) if "desk" in request.GET else payment_address(row)
    return form_page(
        request, form, page, lambda: park_payment(by=request.actor, number=number, **form.values()),
        lambda _done: goes_to,
    )  # fmt: skip


@staff_page(ENTER)
@require_POST
def take_up(request: ActorRequest, number: str) -> HttpResponse:
    """Bring a payment back to the desk."""
    take_up_payment(by=request.actor, number=number)
    return HttpResponseRedirect(reverse("backoffice:desk_payment", args=[number]))


@staff_page(WITHDRAW)
def take_back(request: ActorRequest, number: str) -> HttpResponse:
    """Take a payment back: sent to the payer again, or entered by mistake."""
    row, form = payment_named(request.actor, number), ReasonForm(request.POST or None)
    page = _page(row, _("Take the payment back"), _("Take back"), _("Taken back."), danger=True)
    return form_page(request, form, page, lambda: withdraw_payment(by=request.actor, number=number, **form.values()))


@staff_page(WITHDRAW_SETTLEMENTS)
def withdraw(request: ActorRequest, key: int) -> HttpResponse:
    """Withdraw a settlement (CC-43)."""
    found, form = settlement_named(request.actor, key), ReasonForm(request.POST or None)
    page = _page(
        found.payment,
        _("Withdraw the settlement"),
        pgettext_lazy("settlement", "Withdraw"),
        _("Withdrawn. The money waits again."),
        True,
    )
    return form_page(
        request, form, page, lambda: withdraw_settlement(by=request.actor, settlement=key, **form.values())
    )


def _page(row: Any, title: Any, save: Any, said: Any, danger: bool = False) -> FormPage:
    here = payment_address(row)
    trail = [(PAYMENTS, reverse("backoffice:money")), (row.number, here), (title, "")]
    return FormPage(title, trail, save, here, said, name=row.words.payer, danger=danger)
