"""The desk: money that waits on the left, one payment on the right with suggestions and the effect of booking it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loanmath.money import Money
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.interfaces.backoffice.contracts.effect import Effect
from repaid.interfaces.backoffice.money.lists import Queue, waited
from repaid.interfaces.backoffice.money.words import called, reasons_of
from repaid.interfaces.backoffice.once import answer_of_first, once
from repaid.interfaces.backoffice.pages import Text, business_day
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.formats import isolated, money_text
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import Refusal
from repaid.payments.choices import State
from repaid.payments.queries import next_waiting, payment_named, payments, waiting, waiting_sums
from repaid.payments.queries.online import with_findings
from repaid.settling.commands.settling import settle_payment
from repaid.settling.commands.withdrawing import withdraw_settlement
from repaid.settling.matching import Suggestion
from repaid.settling.preview import try_settling
from repaid.settling.queries import settlement_named, suggestions_for
from repaid.settling.rights import WITHDRAW

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
    def confidence(self) -> Text:
        """How sure it is, in a word."""
        return called(self.suggestion.confidence)

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
    facts: dict[str, Any] = {"row": row, "sums": waiting_sums(request.actor), "is_chosen": bool(number)}
    facts["online_to_decide"] = with_findings(request.actor).count()
    if row is not None:
        facts |= _payment(request, row) | {"waited": waited(row, today)}
    else:
        facts["parked"] = payments(request.actor, states=[State.PARKED]).count()
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
    contract = chosen.target.number
    try:
        tried = try_settling(by=request.actor, number=row.number, lines=[(contract, Money(row.rest, row.currency))])
    except Refusal as refused:
        return {"sentence": sentence_of(refused)}
    return {"effect": Effect(tried.contracts[contract], row.currency)}


@staff_page(BOOK_PAYMENTS)
@require_POST
def settle(request: ActorRequest, number: str) -> HttpResponse:
    """Book the rest of a payment on one contract, once; the next payment comes by itself."""
    earlier = answer_of_first(request)
    if earlier:
        return earlier
    contract = request.POST.get("contract", "").strip()
    row = payment_named(request.actor, number)
    form, address = Form(request.POST), after(request, row)
    form.is_valid()

    def act() -> str | None:
        lines = [(contract, Money(row.rest, row.currency))]
        done = form.attempt(lambda: settle_payment(by=request.actor, number=number, lines=lines))
        if done is None:
            return None
        (line,) = done.lines
        said = _("Payment {number}: {amount} booked on contract {contract}.")
        messages.success(
            request, said.format(number=isolated(number), amount=money_text(line.amount), contract=isolated(contract)),
            extra_tags=_undo_address(request, line.settlement_id),
        )  # fmt: skip
        return address

    return once(request, form, act, address) or _refused(request, form, row, contract)


def _refused(request: ActorRequest, form: Form, row: Any, contract: str) -> HttpResponse:
    """Back at the desk, with the payment and the contract that were chosen, and the reason."""
    messages.error(request, " ".join(map(str, form.non_field_errors())))
    address = reverse("backoffice:desk_payment", args=[row.number])
    return HttpResponseRedirect(f"{address}?{urlencode({'contract': contract})}")


def after(request: ActorRequest, row: Any) -> str:
    """Where the desk goes from a payment: the one that came next and waits, else the first."""
    following = next_waiting(request.actor, row)
    return reverse("backoffice:desk_payment", args=[following.number]) if following else reverse("backoffice:desk")


def _undo_address(request: ActorRequest, settlement: int) -> str:
    """Where the notice undoes a booking; nowhere for who may not."""
    return reverse("backoffice:desk_undo", args=[settlement]) if request.actor.may(WITHDRAW.code) else ""


@staff_page(WITHDRAW)
@require_POST
def undo(request: ActorRequest, key: int) -> HttpResponse:
    """Take back what was just booked at the desk; the payment stands on the desk again."""
    found = settlement_named(request.actor, key)
    if found.withdrawn_at is None:
        withdraw_settlement(by=request.actor, settlement=key, reason=_("Undone at the desk"))
    messages.success(request, _("Undone. The money waits again."))
    return HttpResponseRedirect(reverse("backoffice:desk_payment", args=[found.payment.number]))
