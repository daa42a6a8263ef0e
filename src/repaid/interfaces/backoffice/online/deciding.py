"""What a person decides: book what was paid, note that it went back, accept a transfer that differs."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loanmath.money import Money
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.interfaces.backoffice.money.entering import ReasonForm
from repaid.interfaces.backoffice.online.lists import finding_of, online_address
from repaid.interfaces.backoffice.pages import FormPage, Text, Trail, form_page, in_currency
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.fields import MoneyField
from repaid.payments.commands.provider_payouts import accept_provider_payout
from repaid.payments.queries.online import differing_payouts, not_paid_out, online_named, payout_of_payment
from repaid.payments.rights import ENTER, VIEW, WITHDRAW
from repaid.settling.commands.online_decisions import book_online_by_hand, mark_online_returned

ONLINE, TRANSFERS = _("Online payments"), _("Transfers of payment providers")
BOOK, RETURNED, ACCEPT = _("Book it by hand"), _("Mark as returned"), _("Accept the difference")


class BookForm(ReasonForm):
    """On which contract what was paid is booked, and why."""

    contract = forms.CharField(label=_("Contract"), max_length=40, widget=CodeInput)
    amount = MoneyField(label=_("Amount that came"))
    field_order = ("contract", "amount", "reason")


@staff_page(BOOK_PAYMENTS)
def book(request: ActorRequest, key: int) -> HttpResponse:
    """Book an online payment that is held."""
    row, here = online_named(request.actor, str(key)), reverse("backoffice:online", args=[key])
    paid = Money(row.paid or row.amount, row.paid_currency or row.currency)
    form = BookForm(request.POST or None, initial={"contract": row.subject.number, "amount": paid})
    in_currency(form, paid.currency)
    trail: Trail = [(ONLINE, reverse("backoffice:online_payments")), (row.number, online_address(row)), (BOOK, "")]
    page = FormPage(BOOK, trail, BOOK, here, _("Booked."), name=row.payer, hint=finding_of(row))
    return form_page(
        request, form, page, lambda: book_online_by_hand(by=request.actor, number=row.number, **form.values())
    )


@staff_page(WITHDRAW)
def give_back(request: ActorRequest, key: int) -> HttpResponse:
    """Note that the money went back to the customer."""
    row, here = online_named(request.actor, str(key)), reverse("backoffice:online", args=[key])
    form = ReasonForm(request.POST or None)
    trail: Trail = [(ONLINE, reverse("backoffice:online_payments")), (row.number, online_address(row)), (RETURNED, "")]
    page = FormPage(RETURNED, trail, RETURNED, here, _("Marked as returned."), name=row.payer, danger=True)
    return form_page(
        request, form, page, lambda: mark_online_returned(by=request.actor, number=row.number, **form.values())
    )


def _amount(name: str, label: Text) -> Column:
    """A column of minor units in the currency of the transfer."""
    return Column(lambda row: Money(getattr(row, name), row.payment.currency), label, "money")


@staff_page(VIEW)
def transfers(request: ActorRequest) -> HttpResponse:
    """Transfers of providers that differ, and what each provider has not paid out yet."""
    differing = Table(
        TRANSFERS,
        (
            Column(
                "payment.number", _("Payment"), "code",
                link=lambda row: reverse("backoffice:payment", args=[row.payment.number]),
            ),
            Column("provider.name", _("Payment provider")),
            Column("payment.value_date", _("Value date"), "date"),
            _amount("expected", pgettext_lazy("transfer", "Expected")),
            _amount("received", pgettext_lazy("transfer", "Came")),
            _amount("difference", _("Difference")),
            Column(
                lambda _row: ACCEPT, _("Next step"),
                link=lambda row: reverse("backoffice:provider_transfer", args=[row.payment.number]),
            ),
        ),
        list(differing_payouts(request.actor)),
    )  # fmt: skip
    owed = [(name, count, Money(sum_, unit)) for (name, unit), (count, sum_) in not_paid_out(request.actor).items()]
    columns = (
        Column(lambda row: row[0], _("Payment provider")), Column(lambda row: row[1], _("Online payments"), "number"),
        Column(lambda row: row[2], _("Not paid out yet"), "money"),
    )  # fmt: skip
    trail = [(ONLINE, reverse("backoffice:online_payments")), (TRANSFERS, "")]
    facts = {"table": differing, "owed": Table(_("Not paid out yet"), columns, owed), "trail": trail}
    return render(request, "backoffice/online/transfers.html", facts)


@staff_page(ENTER)
def accept(request: ActorRequest, number: str) -> HttpResponse:
    """Accept a transfer that is not what its online payments come to."""
    row, here = payout_of_payment(request.actor, number), reverse("backoffice:provider_transfers")
    form = ReasonForm(request.POST or None)
    trail = [(ONLINE, reverse("backoffice:online_payments")), (TRANSFERS, here), (ACCEPT, "")]
    hint = _(
        "Everything that the provider owes up to that day counts as paid out. The difference stays on its account."
    )
    page = FormPage(ACCEPT, trail, ACCEPT, here, _("Booked."), name=row.provider.name, hint=hint)
    return form_page(
        request, form, page, lambda: accept_provider_payout(by=request.actor, number=number, **form.values())
    )
