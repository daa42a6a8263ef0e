"""The desk: money that waits on the left, one payment on the right with suggestions and the effect of booking it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loanmath.money import Money
from repaid.contracts.commands.payments import receive_payment
from repaid.contracts.preview import preview
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.interfaces.backoffice.contracts.effect import Effect
from repaid.interfaces.backoffice.money.lists import Queue, waited
from repaid.interfaces.backoffice.money.words import reasons_of
from repaid.interfaces.backoffice.once import answer_of_first, once
from repaid.interfaces.backoffice.pages import business_day
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.formats import money_text
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import Refusal
from repaid.ledger.choices import Role
from repaid.payments.queries import payment_named, waiting, waiting_sums
from repaid.settling.commands.settling import settle_payment
from repaid.settling.matching import Suggestion
from repaid.settling.queries import suggestions_for

KEYS = ("Digit1", "Digit2", "Digit3")


@dataclass(frozen=True, slots=True)
class Shown:
    """A suggestion as the desk shows it: its place, reasons in words, the key that books it."""

    suggestion: Suggestion
    reasons: list[tuple[Any, bool]]
    key: str
    is_chosen: bool
    address: str

    @property
    def digit(self) -> str:
        """The digit on the button."""
        return self.key.removeprefix("Digit")

    @property
    def due(self) -> Money:
        """What the contract owes now."""
        return Money(self.suggestion.target.due, self.suggestion.target.currency)

    @property
    def next_amount(self) -> Money:
        """What it will owe next."""
        return Money(self.suggestion.target.next_amount, self.suggestion.target.currency)


@staff_page(BOOK_PAYMENTS)
def desk(request: ActorRequest, number: str = "") -> HttpResponseBase:
    """The queue, and the payment that was chosen or has waited longest."""
    rows = waiting(request.actor)
    row = payment_named(request.actor, number) if number else rows.first()
    today = business_day(request)
    listing = Queue(request, rows, selected=lambda each: row is not None and each.pk == row.pk)
    for each in listing.page.rows:
        each.waits_since = waited(each, today)
    facts: dict[str, Any] = {"row": row, "sums": waiting_sums(request.actor)}
    if row is not None:
        facts |= _payment(request, row) | {"waited": waited(row, today)}
    return listing.response("backoffice/money/desk.html", facts)


def _payment(request: ActorRequest, row: Any) -> dict[str, Any]:
    found = suggestions_for(request.actor, row) if row.rest else []
    asked = request.GET.get("contract", "")
    chosen = next((each for each in found if each.target.number == asked), found[0] if found else None)
    address = reverse("backoffice:desk_payment", args=[row.number])
    shown = [
        Shown(each, reasons_of(each), key, each is chosen, f"{address}?contract={each.target.number}")
        for each, key in zip(found, (*KEYS, *[""] * len(found)), strict=False)
    ]
    facts = {"amount": Money(row.rest, row.currency), "shown": shown, "chosen": chosen, "form": Form()}
    return facts | (_effect(request, row, chosen) if chosen else {})


def _effect(request: ActorRequest, row: Any, chosen: Suggestion) -> dict[str, Any]:
    amount = Money(row.rest, row.currency)
    try:
        tried = preview(
            receive_payment, by=request.actor, number=chosen.target.number, amount=amount, value_date=row.value_date,
            receipt=f"try-{row.number}", money_from=Role.UNALLOCATED_RECEIPTS,
        )  # fmt: skip
    except Refusal as refused:
        return {"sentence": sentence_of(refused)}
    return {"effect": Effect(tried, row.currency)}


@staff_page(BOOK_PAYMENTS)
@require_POST
def settle(request: ActorRequest, number: str) -> HttpResponse:
    """Book the rest of a payment on one contract, once; the next payment comes by itself."""
    earlier = answer_of_first(request)
    if earlier:
        return earlier
    address = reverse("backoffice:desk")
    contract = request.POST.get("contract", "").strip()
    row = payment_named(request.actor, number)
    form = Form(request.POST)
    form.is_valid()

    def act() -> str:
        lines = [(contract, Money(row.rest, row.currency))]
        done = settle_payment(by=request.actor, number=number, lines=lines)
        said = _("Payment {number}: {amount} booked on contract {contract}.")
        messages.success(
            request, said.format(number=number, amount=money_text(done.lines[0].amount), contract=contract)
        )
        return address

    return once(request, form, act, address) or HttpResponseRedirect(address)
