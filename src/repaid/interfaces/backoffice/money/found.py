"""The one list of payments: those that bank, people and collectors told of, and those booked on a contract at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import quote

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loanmath.money import Money
from repaid.access.actors import Actor
from repaid.contracts.rights import BOOK_PAYMENTS, REVERSE
from repaid.interfaces.backoffice.pages import Text
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.shared.doors import ActorRequest
from repaid.interfaces.ui import typed
from repaid.interfaces.ui.columns import Choice, Column, Filter
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.joined import Joined, Part
from repaid.interfaces.ui.listing import SEARCH_MIN, Listing
from repaid.interfaces.ui.paging import COUNT_MAX, Page
from repaid.interfaces.ui.ranges import Range
from repaid.kernel.text import latin_digits
from repaid.payments.choices import Source, State
from repaid.settling.rights import WITHDRAW
from repaid.settling.search import DIRECT, Asked, booked_payments, told_payments

NOBODY = _("(no name)")
SOURCES: dict[str, Text] = {**dict(Source.choices), DIRECT: pgettext_lazy("payment", "booked on the contract")}


@dataclass(frozen=True, slots=True)
class Found:
    """A payment as the list shows it; `deed` is what can be done with it next, in words, and where."""

    number: str
    address: str
    value_date: date
    amount: Money
    payer: str
    title: str
    owner: Any
    source: str
    state: str
    deed: tuple[Text, str] | None = None


def payment_address(row: Any) -> str:
    """The page of a payment."""
    return reverse("backoffice:payment", args=[row.number])


def told_of(row: Any, by: Actor) -> Found:
    """A payment that was told of."""
    deed: tuple[Text, str] | None = None
    if row.rest and row.amount > 0 and by.may(BOOK_PAYMENTS.code):
        deed = pgettext_lazy("payment", "Settle"), reverse("backoffice:desk_payment", args=[row.number])
    elif row.settlement and by.may(WITHDRAW.code):
        deed = pgettext_lazy("settlement", "Withdraw"), reverse("backoffice:settlement_withdraw", args=[row.settlement])
    return Found(
        row.number, payment_address(row), row.value_date, Money(row.amount, row.currency), row.words.payer,
        row.words.remittance, row.subject, row.source, row.state, deed,
    )  # fmt: skip


def booked_at_once(row: Any, by: Actor) -> Found:
    """A payment that was booked on a contract at once."""
    contract = row.contract
    address = f"{reverse('backoffice:contract_events', args=[contract.number])}#event-{row.key}"
    state = State.WITHDRAWN if row.is_reversed else State.SETTLED
    deed: tuple[Text, str] | None = None
    if not row.is_reversed and by.may(REVERSE.code):
        deed = (
            pgettext_lazy("settlement", "Withdraw"),
            f"{reverse('backoffice:deed', args=[contract.number, 'reversals'])}?of={quote(row.key)}",
        )
    return Found(
        row.key, address, row.value_date, Money(row.amount or 0, contract.currency), row.payer, "", contract.subject,
        DIRECT, state.value, deed,
    )  # fmt: skip


def parts_of(by: Actor, asked: Asked) -> list[Part]:
    """The queries in which such payments lie."""
    told, booked = told_payments(by, asked), booked_payments(by, asked)
    parts = []
    if told is not None:
        parts.append(Part("p", told, lambda row: told_of(row, by)))
    if booked is not None:
        parts.append(Part("e", booked, lambda row: booked_at_once(row, by), "serial", "contract__currency"))
    return parts


def amount_is(text: str, currency: str) -> Q | None:
    """What has a typed amount, written in any manner; None when the text is no amount."""
    if not text or any(char.isalpha() for char in text):
        return None
    try:
        return Q(amount=typed.amount(text, currency).minor)
    except typed.Unreadable:
        return None


def _choices(named: Any) -> Sequence[Choice]:
    return [Choice(value, label, Q()) for value, label in named]


def _deed(row: Found) -> Text | None:
    return row.deed[0] if row.deed else None


class Payments(Listing):
    """Everything that came or went, newest value date first (CC-42)."""

    identity = "money"
    title = _("Payments")
    columns = (
        Column("number", _("Payment"), kind="code", link=lambda row: row.address),
        Column("value_date", _("Value date"), kind="date", sort="value_date"),
        Column("amount", _("Amount"), kind="money", sort="amount"),
        Column(lambda row: row.payer or NOBODY, _("Payer"), small=lambda row: row.title, card="full"),
        Column(
            lambda row: row.owner.number if row.owner else None, _("Belongs to"), "code",
            link=lambda row: address_of(row.owner), small=lambda row: row.owner.title if row.owner else None,
        ),
        Column(lambda row: SOURCES[row.source], _("Known from"), card="hide"),
        Column("state", _("State"), "state", state_kind="payment"),
        Column(_deed, _("What can be done"), link=lambda row: row.deed[1] if row.deed else ""),
    )  # fmt: skip
    filters = (
        Filter("state", _("State"), _choices(State.choices)),
        Filter("source", _("Known from"), _choices(SOURCES.items())),
    )
    ranges = (Range("value_date", _("Value date"), "date"), Range("amount", _("Amount"), "amount"))
    order = "-value_date"
    order_label = _("Newest first")
    search_label = _("Payer, title, receipt, account, contract, amount …")
    empty_title = _("No payments yet.")
    empty_hint = _("Payments stand here when a statement is taken in, when they are entered, or booked on a contract.")

    def __init__(self, request: ActorRequest) -> None:
        super().__init__(request)
        self.actor = request.actor

    @cached_property
    def joined(self) -> Joined:
        """What was asked for, in both tables."""
        return Joined(parts_of(self.actor, self._asked()), parts_of(self.actor, Asked()), self.keyset)

    def _asked(self) -> Asked:
        ticked = {chip.filter.name: frozenset(chip.chosen) for chip in self.chips}
        bounds = {span.filter.name: span.plain for span in self.spans}
        (since, until), (least, most) = bounds["value_date"], bounds["amount"]
        text = latin_digits(self.text) if len(self.text) >= SEARCH_MIN else ""
        return Asked(
            text=text, amounts=amount_is(text, frame_of(self.request).organisation.currency), since=since, until=until,
            least=least, most=most, states=ticked["state"], sources=ticked["source"],
        )  # fmt: skip

    @property
    def ordered(self) -> Any:
        return self.joined

    @cached_property
    def page(self) -> Page:
        return self.joined.page(self.size, self.asked.get("after", ""), self.asked.get("before", ""))

    @cached_property
    def count(self) -> int:
        return self.joined.count

    @cached_property
    def totals(self) -> list[Money]:
        """The sums of what the count counts."""
        return self.joined.totals("amount") if self.count <= COUNT_MAX else []
