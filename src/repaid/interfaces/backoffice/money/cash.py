"""Cash in the field: blocks of receipt numbers, one block number by number, entering and voiding a receipt."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.queries import staff
from repaid.interfaces.backoffice.money.entering import ReasonForm
from repaid.interfaces.backoffice.pages import FormPage, Trail, business_day, form_page, in_currency, offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Choice, Column, Filter, Table
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.fields import CountField, DateField, MoneyField
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.listing import Listing
from repaid.payments.commands.cash import record_cash
from repaid.payments.commands.receipts import (
    BLOCK_MAX,
    reserve_receipt_block,
    reserve_receipts_for,
    void_receipt,
)
from repaid.payments.receipts import Receipt, block_with, blocks, next_receipt, receipts_of
from repaid.payments.rights import CONTROL_CASH, RECEIVE_CASH

USUAL = 50
"""How many receipts a block has, where nobody says otherwise."""

TITLE = _("Cash receipts")
ENTER_ONE = _("Enter a receipt")
RESERVE = _("Reserve receipts")


def block_address(row: Any) -> str:
    """The page of a block."""
    return reverse("backoffice:receipt_block", args=[row.first])


class Blocks(Listing):
    """Blocks of receipts, newest first."""

    identity = "receipts"
    title = TITLE
    columns = (
        Column(lambda row: f"{row.first}-{row.last}", _("Receipts"), "code", link=block_address),
        Column("holder.name", pgettext_lazy("receipts", "Collector")),
        Column("reserved_at", pgettext_lazy("receipts", "Reserved"), "datetime", card="hide"),
        Column("written", pgettext_lazy("receipts", "Written"), "number"),
        Column("voided", pgettext_lazy("receipts", "Voided"), "number"),
        Column("missing", pgettext_lazy("receipts", "Missing"), "number"),
        Column("free", pgettext_lazy("receipts", "Free"), "number"),
    )
    filters = (
        Filter(
            "with", pgettext_lazy("receipts", "Blocks with"),
            (
                Choice("missing", pgettext_lazy("receipts", "missing numbers"), Q(missing__gt=0)),
                Choice("free", pgettext_lazy("receipts", "free numbers"), Q(free__gt=0)),
            ),
        ),
    )  # fmt: skip
    search_fields = ("holder__name",)
    search_label = pgettext_lazy("receipts", "Collector")
    order = "-pk"
    order_label = _("Newest first")
    empty_title = _("No receipts are reserved yet.")
    empty_hint = _("Reserve a block before you go into the field: its numbers are yours, with or without a network.")


@staff_page(RECEIVE_CASH)
def block_list(request: ActorRequest) -> HttpResponseBase:
    """The blocks that the reader carries or controls."""
    facts = {"next_receipt": next_receipt(request.actor)}
    return Blocks(request, blocks(request.actor)).response("backoffice/money/receipts.html", facts)


@staff_page(RECEIVE_CASH)
def block(request: ActorRequest, number: int) -> HttpResponse:
    """What became of each number of a block."""
    row = block_with(request.actor, number)
    receipts = receipts_of(row)
    is_own = row.holder_id == request.actor.user_id
    facts = {"row": row, "receipts": receipts, "is_own": is_own, "table": _used(receipts)}
    facts["open"] = [each for each in receipts if each.fate in ("missing", "free")]
    return render(request, "backoffice/money/receipt_block.html", facts)


def _used(receipts: list[Receipt]) -> Table:
    columns = (
        Column("number", pgettext_lazy("receipts", "Receipt"), "code"),
        Column("fate", _("State"), "state", state_kind="receipt"),
        Column("amount", _("Amount"), "money"),
        Column("payment", _("Payment"), "code", link=_payment_of),
        Column("reason", _("Reason"), card="full"),
        Column(lambda each: VOID if each.fate == "missing" else None, _("What can be done"), link=_void_of),
    )
    return Table(_("Numbers of this block"), columns, [each for each in receipts if each.fate != "free"])


VOID = pgettext_lazy("receipt", "Void")


def _payment_of(each: Receipt) -> str:
    return reverse("backoffice:payment", args=[each.payment]) if each.payment else ""


def _void_of(each: Receipt) -> str:
    return reverse("backoffice:receipt_void", args=[each.number]) if each.fate == "missing" else ""


class BlockForm(Form):
    """How many receipts, and for whom where the reader controls them."""

    count = CountField(label=_("Number of receipts"), at_least=1, at_most=BLOCK_MAX, initial=USUAL)
    holder = forms.TypedChoiceField(label=pgettext_lazy("receipts", "Collector"), coerce=int)


@staff_page(RECEIVE_CASH)
def reserve(request: ActorRequest) -> HttpResponse:
    """Reserve a block."""
    form = BlockForm(request.POST or None, initial={"holder": request.actor.user_id})
    is_control = request.actor.may(CONTROL_CASH.code)
    if is_control:
        offer(form, "holder", [(str(each.pk), each.name) for each in _collectors(request)])
    else:
        del form.fields["holder"]
    back = reverse("backoffice:receipts")
    page = FormPage(
        RESERVE, [(TITLE, back), (RESERVE, "")], RESERVE, back, _("Reserved."),
        hint=_("The numbers belong to the collector from now on. Nobody else gets them, used or not."),
    )  # fmt: skip
    command = reserve_receipts_for if is_control else reserve_receipt_block
    return form_page(request, form, page, lambda: command(by=request.actor, **form.values()), block_address)


def _collectors(request: ActorRequest) -> list[Any]:
    """Who may receive cash."""
    rows = staff(request.actor).filter(is_active=True)
    return [row for row in rows if any(RECEIVE_CASH.code in group.rights for group in row.groups.all())]


class CashForm(Form):
    """A receipt as it was written."""

    receipt = CountField(label=_("Number of the receipt"), at_least=1)
    amount = MoneyField(label=_("Amount"))
    value_date = DateField(label=pgettext_lazy("receipt", "Day"), help_text=_("The day on which the cash was taken."))
    contract = forms.CharField(label=_("Contract"), max_length=40, widget=CodeInput)
    payer = forms.CharField(label=_("Payer"), required=False, max_length=200)
    title = forms.CharField(label=_("Note on the receipt"), required=False, max_length=500)


@staff_page(RECEIVE_CASH)
def enter(request: ActorRequest) -> HttpResponse:
    """Enter a receipt that was written."""
    asked: dict[str, Any] = {name: request.GET.get(name, "") for name in ("receipt", "contract")}
    asked["receipt"] = asked["receipt"] or next_receipt(request.actor)
    today = business_day(request)
    form = CashForm(request.POST or None, on=today, initial={**asked, "value_date": today})
    in_currency(form, frame_of(request).organisation.currency)
    back = reverse("backoffice:receipts")
    said = _("Receipt entered. The office sees the payment at once.")
    page = FormPage(ENTER_ONE, [(TITLE, back), (ENTER_ONE, "")], _("Enter the receipt"), back, said)
    return form_page(
        request, form, page, lambda: record_cash(by=request.actor, **form.values()),
        lambda done: reverse("backoffice:receipt_block", args=[done.receipt]),
    )  # fmt: skip


@staff_page(RECEIVE_CASH)
def void(request: ActorRequest, number: int) -> HttpResponse:
    """Void a receipt."""
    row, form = block_with(request.actor, number), ReasonForm(request.POST or None)
    back, title = block_address(row), _("Void a receipt")
    trail: Trail = [(TITLE, reverse("backoffice:receipts")), (f"{row.first}-{row.last}", back), (title, "")]
    hint = _("It stands for no money and is never used again. This cannot be undone.")
    page = FormPage(title, trail, VOID, back, _("Voided."), name=str(number), hint=hint, danger=True)
    return form_page(request, form, page, lambda: void_receipt(by=request.actor, receipt=number, **form.values()))
