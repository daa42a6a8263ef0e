"""Finding payments and statements; one payment with what became of it."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from loanmath.components import Component
from loanmath.money import Money
from repaid.contracts.rights import BOOK_PAYMENTS, REFUND
from repaid.interfaces.backoffice.money.found import Payments
from repaid.interfaces.backoffice.money.lists import Statements
from repaid.interfaces.backoffice.money.words import REASONS, called
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.shared.schedule import repayments_table
from repaid.interfaces.shared.wording import COMPONENTS
from repaid.interfaces.ui.columns import Table
from repaid.interfaces.ui.formats import isolated, number_text
from repaid.payments.choices import Channel, Kind, Source
from repaid.payments.queries import payment_named, statements
from repaid.payments.rights import ENTER, TAKE_STATEMENTS, VIEW, WITHDRAW
from repaid.settling.choices import PART
from repaid.settling.intakes import under_way
from repaid.settling.matching import AGAINST, Reason
from repaid.settling.queries import settlements_of
from repaid.settling.rights import WITHDRAW as WITHDRAW_SETTLEMENTS
from repaid.settling.uses import Use, uses

UNDER_WAY_SHOWN: Final = 5


@staff_page(VIEW)
def payment_list(request: ActorRequest) -> HttpResponseBase:
    """Everything that came or went."""
    return Payments(request).response("backoffice/money/list.html")


@staff_page(VIEW)
def statement_list(request: ActorRequest) -> HttpResponseBase:
    """Statements that were taken in."""
    facts = {"under_way": under_way(request.actor)[:UNDER_WAY_SHOWN] if request.actor.may(TAKE_STATEMENTS.code) else ()}
    return Statements(request, statements(request.actor)).response("backoffice/money/statements.html", facts)


@dataclass(frozen=True, slots=True)
class ShownSettlement:
    """A settlement with its words."""

    row: Any
    amount: Money

    @property
    def spread(self) -> str:
        """How it was spread: a scheme, one part of the debt, or "" for the contract's own order."""
        code: str = self.row.scheme
        return str(COMPONENTS[Component(code.removeprefix(PART))]) if code.startswith(PART) else code

    @property
    def why(self) -> str:
        """How sure the match was, and what spoke for it."""
        if self.row.confidence is None:
            return ""
        spoke = [str(REASONS[Reason(name)]) for name in self.row.reasons if Reason(name) not in AGAINST]
        return f"{number_text(self.row.confidence)} ({called(self.row.confidence)}): {' · '.join(spoke)}"


@staff_page(VIEW)
def payment(request: ActorRequest, number: str) -> HttpResponse:
    """One payment: what bank and payer said, what is settled of it and what that paid, who did it."""
    row = payment_named(request.actor, number)
    may, settled = request.actor.may, list(settlements_of([row.pk]))
    facts = {
        "row": row,
        "amount": Money(row.amount, row.currency),
        "rest": Money(row.rest, row.currency),
        "facts": facts_of(row),
        "owner_address": address_of(row.subject),
        "settlements": [ShownSettlement(each, Money(each.amount, row.currency)) for each in settled],
        "uses": [(use, _table(use)) for use in uses(request.actor, settled) if use.rows],
        "trail": [(_("Payments"), reverse("backoffice:money")), (number, "")],
        "can_settle": bool(row.rest) and may(BOOK_PAYMENTS.code),
        "can_withdraw": may(WITHDRAW_SETTLEMENTS.code),
        "can_take_back": bool(row.rest) and not row.settled and may(WITHDRAW.code),
        "can_refund": may(REFUND.code),
        "can_assign": bool(row.rest) and may(ENTER.code),
    }
    return render(request, "backoffice/money/payment.html", facts)


def _table(use: Use) -> Table:
    title = _("What it paid on contract {number}").format(number=isolated(use.contract))
    return repayments_table(use.rows, use.credit.currency, title=title)


def facts_of(row: Any) -> list[tuple[str, Any]]:
    """What is known of a payment, name by name; what is unknown is left out."""
    words = row.words
    facts = [
        (_("Value date"), row.value_date),
        (_("Booked on"), row.booked_on),
        (_("Payer"), words.payer),
        (_("Title, as written"), words.remittance),
        (_("Known from"), Source(row.source).label),
        (_("How it came"), Channel(row.channel).label),
        (_("Kind"), Kind(row.kind).label),
        (_("Entered by"), row.entered_by.name if row.entered_by else ""),
        (_("Put aside because"), row.parked),
        (_("Taken back because"), row.withdrawn_reason),
    ]
    return [(name, value) for name, value in facts if value]
