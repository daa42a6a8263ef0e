"""What waits to be sent; payment orders, one and many."""

from datetime import date, timedelta
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.interfaces.backoffice.contracts.lists import contract_address
from repaid.interfaces.backoffice.money_out.lists import Orders
from repaid.interfaces.backoffice.money_out.payouts import order_it, paid_elsewhere
from repaid.interfaces.backoffice.pages import Text, View, business_day, views_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.parts import TimelineEntry
from repaid.interfaces.ui.sentences import sentence_of
from repaid.interfaces.ui.states import ORDER as LOOKS
from repaid.payments.choices import OrderState, Purpose
from repaid.payments.queries.orders import again_to, order_named, orders, own_accounts, steps_of
from repaid.payments.rights import APPROVE_ORDERS, ORDER, SEND_ORDERS, VIEW
from repaid.payments.rules import creditor_in_file, order_findings
from repaid.settling.payouts import Payout, money_to_send, payout_of

SHOWN: Final = 200
"""Payouts on the page at most; the oldest come first."""

LATELY: Final = timedelta(days=62)
"""How old payouts are that the page looks for, unless it is asked for older ones too."""

STEPS: Final[dict[str, Text]] = {
    OrderState.PROPOSED: pgettext_lazy("payment order", "Proposed"),
    OrderState.APPROVED: pgettext_lazy("payment order", "Approved"),
    OrderState.SENT: pgettext_lazy("payment order", "Put into a file"),
    OrderState.EXECUTED: pgettext_lazy("payment order", "Executed"),
    OrderState.REJECTED: pgettext_lazy("payment order", "Rejected by the bank"),
    OrderState.WITHDRAWN: pgettext_lazy("payment order", "Withdrawn"),
    OrderState.ELSEWHERE: pgettext_lazy("payment order", "Paid another way"),
}
VIEWS: Final = (
    (pgettext_lazy("payment orders", "All"), ""),
    (pgettext_lazy("payment orders", "To approve"), "state=proposed"),
    (pgettext_lazy("payment orders", "To put into a file"), "state=approved"),
    (pgettext_lazy("payment orders", "At the bank"), "state=sent"),
    (pgettext_lazy("payment order", "Rejected by the bank"), "state=rejected"),
)


@staff_page(VIEW)
def order_list(request: ActorRequest) -> HttpResponseBase:
    """Payment orders, with saved views."""
    views: list[View] = views_of(request, VIEWS)
    return Orders(request, orders(request.actor)).response("backoffice/money_out/orders.html", {"views": views})


@staff_page(ORDER)
def to_send(request: ActorRequest) -> HttpResponse:
    """What contracts paid out and nobody ordered yet, oldest first."""
    is_all = bool(request.GET.get("older"))
    since = date.min if is_all else business_day(request) - LATELY
    found = [payout_of(row) for row in money_to_send(request.actor, since=since)[: SHOWN + 1]]
    has_account = own_accounts(request.actor).exists()
    facts = {"has_more": len(found) > SHOWN, "has_account": has_account, "is_all": is_all, "since": since}
    facts["table"] = _payouts(found[:SHOWN])
    return render(request, "backoffice/money_out/to_send.html", facts)


def _payouts(found: list[Payout]) -> Table:
    columns = (
        Column("contract.number", _("Contract"), "code", link=lambda row: contract_address(row.contract)),
        Column("contract.subject.title", _("Borrower"), small=lambda row: Purpose(row.purpose).label, card="full"),
        Column("day", _("Value date"), "date"),
        Column("rest", _("To send"), "money"),
        Column(
            lambda _row: gettext("Propose the order"), _("Next step"),
            link=order_it,
        ),
        Column(
            lambda _row: pgettext("payment order", "Paid another way"), pgettext_lazy("money to send", "Otherwise"),
            link=paid_elsewhere,
        ),
    )  # fmt: skip
    return Table(_("Money to send"), columns, found)


@staff_page(VIEW)
def order(request: ActorRequest, number: str) -> HttpResponse:
    """One order: to whom, what for, what is to be said of it, what happened to it."""
    row = order_named(request.actor, number)
    waits = row.state in (OrderState.PROPOSED, OrderState.APPROVED)
    findings = order_findings(request.actor, [row])[row.pk] if waits else []
    again = again_to(row) if row.state == OrderState.REJECTED else None
    can_repeat = row.state == OrderState.REJECTED and again is None and request.actor.may(ORDER.code)
    facts = {
        "row": row,
        "amount": Money(row.amount, row.currency),
        "facts": _facts(row),
        "findings": [(each.severity, sentence_of(each)) for each in findings],
        "steps": [_entry(step) for step in steps_of(row)],
        "again": again,
        "trail": [(_("Payment orders"), reverse("backoffice:orders")), (number, "")],
        "repeat": _repeat_address(request, row) if can_repeat else "",
        **_may(request, row),
    }
    return render(request, "backoffice/money_out/order.html", facts)


def _facts(row: Any) -> list[tuple[str, Any]]:
    """What is known of an order, name by name; what is unknown is left out."""
    in_file = creditor_in_file(row)
    facts = [
        (gettext("Payee"), row.creditor),
        (gettext("Name as the bank gets it"), in_file if in_file != row.creditor else ""),
        (pgettext("payment order", "Title"), row.remittance),
        (gettext("Purpose"), Purpose(row.purpose).label),
        (gettext("Day of execution"), row.execution_day),
        (gettext("Executed on"), row.executed_on),
    ]
    return [(name, value) for name, value in facts if value]


def _entry(step: Any) -> TimelineEntry:
    look = LOOKS[step.state]
    who = step.by.name if step.by else gettext("the system")
    detail = f"{who} · {step.reason}" if step.reason else who
    return TimelineEntry(step.at, str(STEPS[step.state]), detail, look.icon, look.tone)


def _repeat_address(request: ActorRequest, row: Any) -> str:
    """Where a rejected order is sent again; "" when the money of its contract does not wait any more."""
    if not row.event_key:
        return reverse("backoffice:order_repeat", args=[row.number])
    waits = money_to_send(request.actor).filter(contract__subject=row.subject, key=row.event_key).first()
    return order_it(payout_of(waits)) if waits else ""


def _may(request: ActorRequest, row: Any) -> dict[str, bool]:
    """What the reader can do with an order in its state."""
    may, state, is_own = request.actor.may, row.state, row.proposed_by_id == request.actor.user_id
    waits = state == OrderState.PROPOSED
    open_states = (OrderState.PROPOSED, OrderState.APPROVED, OrderState.ELSEWHERE)
    return {
        "is_own": is_own and waits,
        "can_decide": waits and not is_own and may(APPROVE_ORDERS.code),
        "can_withdraw": state in open_states and may(ORDER.code),
        "can_execute": state == OrderState.SENT and may(SEND_ORDERS.code),
        "can_reject": state in (OrderState.SENT, OrderState.EXECUTED) and may(SEND_ORDERS.code),
    }
