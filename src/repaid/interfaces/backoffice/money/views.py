"""Finding payments and statements; one payment with what became of it."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from loanmath.money import Money
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.interfaces.backoffice.money.found import Payments
from repaid.interfaces.backoffice.money.lists import Statements
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.payments.choices import Kind, Source
from repaid.payments.queries import payment_named, statements
from repaid.payments.rights import VIEW, WITHDRAW
from repaid.settling.queries import settlements_of
from repaid.settling.rights import WITHDRAW as WITHDRAW_SETTLEMENTS


@staff_page(VIEW)
def payment_list(request: ActorRequest) -> HttpResponseBase:
    """Everything that came or went."""
    return Payments(request).response("backoffice/money/list.html")


@staff_page(VIEW)
def statement_list(request: ActorRequest) -> HttpResponseBase:
    """Statements that were taken in."""
    return Statements(request, statements(request.actor)).response("backoffice/money/statements.html")


@staff_page(VIEW)
def payment(request: ActorRequest, number: str) -> HttpResponse:
    """One payment: what bank and payer said, what is settled of it, who did it."""
    row = payment_named(request.actor, number)
    may = request.actor.may
    facts = {
        "row": row,
        "amount": Money(row.amount, row.currency),
        "rest": Money(row.rest, row.currency),
        "facts": facts_of(row),
        "settlements": [(each, Money(each.amount, row.currency)) for each in settlements_of([row.pk])],
        "trail": [(_("Payments"), reverse("backoffice:money")), (number, "")],
        "can_settle": bool(row.rest) and may(BOOK_PAYMENTS.code),
        "can_withdraw": may(WITHDRAW_SETTLEMENTS.code),
        "can_take_back": bool(row.rest) and not row.settled and may(WITHDRAW.code),
    }
    return render(request, "backoffice/money/payment.html", facts)


def facts_of(row: Any) -> list[tuple[str, Any]]:
    """What is known of a payment, name by name; what is unknown is left out."""
    words = row.words
    facts = [
        (_("Value date"), row.value_date),
        (_("Booked on"), row.booked_on),
        (_("Payer"), words.payer),
        (_("Title, as written"), words.remittance),
        (_("Known from"), Source(row.source).label),
        (_("Kind"), Kind(row.kind).label),
        (_("Entered by"), row.entered_by.name if row.entered_by else ""),
        (_("Put aside because"), row.parked),
        (_("Taken back because"), row.withdrawn_reason),
    ]
    return [(name, value) for name, value in facts if value]
