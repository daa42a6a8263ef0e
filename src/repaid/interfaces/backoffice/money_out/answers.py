"""What people and banks answer to an order: no, never mind, carried out, rejected."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.interfaces.backoffice.money.entering import ReasonForm
from repaid.interfaces.backoffice.money_out.lists import file_address, order_address
from repaid.interfaces.backoffice.pages import FormPage, Text, Trail, business_day, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.fields import DateField
from repaid.interfaces.ui.forms import Form
from repaid.payments.choices import OrderState
from repaid.payments.commands.order_files import confirm_orders_executed, reject_order
from repaid.payments.commands.orders import decline_order, withdraw_order
from repaid.payments.queries.orders import order_file_named, order_named, orders
from repaid.payments.rights import APPROVE_ORDERS, ORDER, SEND_ORDERS

EXECUTED = _("Confirm as executed")


class ExecutedForm(Form):
    """The day on which the bank carried it out."""

    on = DateField(label=_("Executed on"), help_text=_("The day on the statement of the bank."))


@staff_page(APPROVE_ORDERS)
def decline(request: ActorRequest, number: str) -> HttpResponse:
    """Say no to an order of a colleague."""
    return _reason(request, number, decline_order, (_("Decline the payment order"), _("Decline"), _("Declined.")))


@staff_page(ORDER)
def withdraw(request: ActorRequest, number: str) -> HttpResponse:
    """Take an order back."""
    return _reason(
        request,
        number,
        withdraw_order,
        (_("Withdraw the payment order"), pgettext_lazy("payment order", "Withdraw"), _("Withdrawn.")),
    )


@staff_page(SEND_ORDERS)
def reject(request: ActorRequest, number: str) -> HttpResponse:
    """The bank did not carry an order out."""
    words = (
        pgettext_lazy("payment order", "Rejected by the bank"),
        _("Mark as rejected"),
        _("Marked as rejected by the bank."),
    )
    return _reason(request, number, reject_order, words)


@staff_page(SEND_ORDERS)
def execute(request: ActorRequest, number: str) -> HttpResponse:
    """The bank carried an order out."""
    row = order_named(request.actor, number)
    trail = [(_("Payment orders"), reverse("backoffice:orders")), (number, order_address(row))]
    return _executed(request, [number], trail, order_address(row), row.creditor)


@staff_page(SEND_ORDERS)
def execute_all(request: ActorRequest, number: str) -> HttpResponse:
    """The bank carried out what is left of a file."""
    row = order_file_named(request.actor, number)
    left = orders(request.actor).filter(file=row, state=OrderState.SENT).values_list("number", flat=True)
    trail = [(_("Payment files"), reverse("backoffice:order_files")), (number, file_address(row))]
    return _executed(request, list(left), trail, file_address(row), row.message_id)


def _executed(
    request: ActorRequest, numbers: list[str], trail: list[tuple[Any, str]], here: str, name: str
) -> HttpResponse:
    today = business_day(request)
    form = ExecutedForm(request.POST or None, on=today, initial={"on": today})
    page = FormPage(EXECUTED, [*trail, (EXECUTED, "")], _("Confirm"), here, _("Confirmed."), name=name)
    return form_page(
        request, form, page, lambda: confirm_orders_executed(by=request.actor, orders=numbers, **form.values())
    )


def _reason(
    request: ActorRequest, number: str, command: Callable[..., Any], words: tuple[Text, Text, Text]
) -> HttpResponse:
    """A page that asks why; `words` are its title, its button and what it says when it is done."""
    row, form = order_named(request.actor, number), ReasonForm(request.POST or None)
    title, save, said = words
    here = order_address(row)
    trail: Trail = [(_("Payment orders"), reverse("backoffice:orders")), (number, here), (title, "")]
    page = FormPage(title, trail, save, here, said, name=row.creditor, danger=True)
    return form_page(request, form, page, lambda: command(by=request.actor, number=number, **form.values()))
