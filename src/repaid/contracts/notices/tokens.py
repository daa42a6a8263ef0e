"""The tokens of texts about contracts. Their values come from the engine, as those of the contract's page do."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loanmath import events
from loanmath.life import Life
from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.access.models import Subject
from repaid.access.scope import visible
from repaid.contracts.choices import State
from repaid.contracts.links import payment_link
from repaid.contracts.models import Contract, Event
from repaid.contracts.notices import ABOUT, PAYMENT_RECEIVED
from repaid.contracts.notices.lives import lives
from repaid.contracts.queries.owed import current_arrears, settlement
from repaid.messages.tokens import Token

Value = Callable[[Contract, Life], Any]


def _money(minor: Callable[[Life], int]) -> Value:
    return lambda contract, life: Money(minor(life), contract.currency)


def _next(life: Life) -> Any:
    return next((row for row in life.schedule[life.view.next :] if row.open.total > 0), None)


def _next_due_on(_contract: Contract, life: Life) -> Any:
    row = _next(life)
    return row.due if row else None


def _next_amount(contract: Contract, life: Life) -> Money | None:
    row = _next(life)
    return Money(row.open.total, contract.currency) if row else None


VALUES: Final[Mapping[str, tuple[Token, Value]]] = {
    token.code: (token, value)
    for token, value in (
        (Token("product", pgettext_lazy("token", "Product"), "names"), lambda c, _l: c.version.product.names),
        (Token("account", _("Account number for repayments"), "account"), lambda c, _l: c.account),
        (
            Token("owed", pgettext_lazy("token", "Amount due"), "figure"),
            _money(lambda life: life.balances.billed.total),
        ),
        (Token("overdue", pgettext_lazy("token", "Overdue amount"), "figure"), _money(current_arrears)),
        (Token("days_late", _("Number of days of delay"), "figure"), lambda _c, life: life.arrears.days_past_due),
        (
            Token("delay", pgettext_lazy("token", "Delay (“36 days”)"), "days"),
            lambda _c, life: life.arrears.days_past_due,
        ),
        (Token("oldest_due_on", _("Oldest unpaid due date"), "figure"), lambda _c, life: life.arrears.oldest_due),
        (Token("instalments_late", _("Overdue instalments"), "figure"), lambda _c, life: life.arrears.instalments),
        (
            Token("next_due_on", pgettext_lazy("token", "Due date"), "figure"),
            _next_due_on,
        ),
        (Token("next_amount", pgettext_lazy("token", "Next instalment"), "figure"), _next_amount),
        (
            Token("everything", _("To repay everything today"), "figure"),
            _money(lambda life: settlement(life).total),
        ),
        (
            Token("payment_link", _("Link to pay online"), "code"),
            lambda c, life: payment_link(c, life.as_of).address,
        ),
        (
            Token("principal", pgettext_lazy("token", "Principal left"), "figure"),
            _money(lambda life: life.balances.outstanding.principal),
        ),
    )
}


AHEAD: Final = frozenset({"next_due_on", "next_amount"})
"""Tokens that need the schedule to come."""


class ContractTokens:
    """Fills the port of tokens for contracts."""

    about = ABOUT

    def tokens(self) -> Sequence[Token]:
        return [token for token, _value in VALUES.values()]

    def values(self, organisation_id: int, subject_ids: Sequence[int], codes: frozenset[str]) -> Mapping[int, Any]:
        """The values of a batch of contracts today; four queries."""
        on = today(organisation_id)
        wanted = [(code, VALUES[code][1]) for code in codes]
        found = lives(subject_ids, on, looks_ahead=bool(codes & AHEAD), with_product="product" in codes)
        return {
            contract.subject_id: {code: value(contract, life) for code, value in wanted} for contract, life in found
        }

    def given(self, kind: str, subject_id: int) -> Mapping[str, Any]:
        """The newest payment of a contract."""
        if kind != PAYMENT_RECEIVED.code:
            return {}
        rows = Event.objects.filter(contract__subject=subject_id, kind__in=PAYMENTS).select_related("contract")
        row = rows.order_by("-serial").first()
        return paid(row.amount or 0, row.contract.currency, row.value_date) if row else {}

    def specimen(self, by: Actor, number: str) -> Subject | None:
        """The contract asked for, else the one that is overdue longest, else the newest."""
        rows = visible(Contract.objects.filter(launched_on__isnull=False, state=State.ACTIVE), by)
        if number:
            rows = visible(Contract.objects.filter(subject__number=number), by)
        found = rows.select_related("subject").order_by(F("balance__oldest_due_on").asc(nulls_last=True), "-id").first()
        return found.subject if found else None


CONTRACT_TOKENS: Final = ContractTokens()
PAYMENTS: Final = (events.Received.kind, events.EarlyRepaid.kind)


def paid(amount: int, currency: str, value_date: Any) -> dict[str, Any]:
    """What a message about a payment is given."""
    return {"paid_amount": Money(amount, currency), "paid_on": value_date}
