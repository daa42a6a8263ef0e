"""One payment over several contracts: amounts proposed by what is due, a scheme or parts by hand, the effect first."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loanmath.components import NOTHING, Amounts, Component
from loanmath.money import Money
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.interfaces.backoffice.contracts.effect import Effect
from repaid.interfaces.backoffice.money.found import payment_address
from repaid.interfaces.backoffice.money.split_form import BY_PARTS, LINES, SplitForm, part_box
from repaid.interfaces.backoffice.once import answer_of_first, once
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.shared.schedule import money_column
from repaid.interfaces.shared.wording import COMPONENTS
from repaid.interfaces.ui.columns import Column, Table
from repaid.kernel.names import in_language
from repaid.payments.queries import payment_named
from repaid.settling.commands.settling import PaymentSettled, settle_payment
from repaid.settling.preview import Tried, try_settling
from repaid.settling.queries import proposal, schemes, suggestions_for


@staff_page(BOOK_PAYMENTS)
def split(request: ActorRequest, number: str) -> HttpResponse:
    """Show who would get what; book it, once, when that was seen for the same figures."""
    if request.method == "POST" and (earlier := answer_of_first(request)):
        return earlier
    row = payment_named(request.actor, number)
    form, tried = _form(request, row), None
    if form.is_bound and form.is_valid():
        if request.POST.get("seen") == form.figures():
            done = once(request, form, lambda: _book(request, form, row), payment_address(row))
            if done:
                return done
        tried = None if form.errors else _tried(request, form, row)
    if tried and form.asks_for_parts:
        form, tried = _with_parts(request, row, tried), None
    return _page(request, row, form, tried)


def _form(request: ActorRequest, row: Any) -> SplitForm:
    offered = [(each.code, in_language(each.names)) for each in schemes(request.actor)]
    if request.method == "POST":
        return SplitForm(request.POST, payment=row, offered=offered)
    return SplitForm(payment=row, offered=offered, initial=_proposed(request, row))


def _proposed(request: ActorRequest, row: Any) -> dict[str, Any]:
    """The boxes at first: contracts of the owner, or of the best suggestions."""
    lines = dict(proposal(request.actor, row))
    if not lines:
        best = [each.target.number for each in suggestions_for(request.actor, row)]
        lines = dict(proposal(request.actor, row, best))
    boxes: dict[str, Any] = {}
    for place, (contract, amount) in enumerate(list(lines.items())[:LINES], 1):
        boxes[f"contract_{place}"], boxes[f"amount_{place}"] = contract, amount
    return boxes


def _tried(request: ActorRequest, form: SplitForm, row: Any) -> Tried | None:
    return form.attempt(
        lambda: try_settling(by=request.actor, number=row.number, lines=form.lines(), scheme=form.chosen_scheme)
    )


def _with_parts(request: ActorRequest, row: Any, tried: Tried) -> SplitForm:
    """The form that asks part by part, with the parts of the contracts' own order in its boxes: they may be changed."""
    boxes: dict[str, Any] = {"scheme": BY_PARTS}
    for place, line in enumerate(_by_contract(tried.done, row.currency), 1):
        boxes[f"contract_{place}"], boxes[f"amount_{place}"] = line.contract, line.amount
        boxes |= {part_box(place, part): Money(line.paid.of(part), row.currency) for part in Component}
    offered = [(each.code, in_language(each.names)) for each in schemes(request.actor)]
    return SplitForm(payment=row, offered=offered, initial=boxes, by_parts=True)


def _book(request: ActorRequest, form: SplitForm, row: Any) -> str | None:
    lines, scheme = form.lines(), form.chosen_scheme
    if form.attempt(lambda: settle_payment(by=request.actor, number=row.number, lines=lines, scheme=scheme)) is None:
        return None
    messages.success(request, gettext("Booked."))
    return payment_address(row)


def _page(request: ActorRequest, row: Any, form: SplitForm, tried: Tried | None) -> HttpResponse:
    contracts = tried.contracts.items() if tried else ()
    facts = {
        "row": row, "form": form, "rest": Money(row.rest, row.currency), "tried": tried,
        "trail": [(_("Payments"), reverse("backoffice:money")), (row.number, payment_address(row)), (_("Split"), "")],
        "table": _table(tried.done, row.currency) if tried else None, "seen": form.figures() if tried else "",
        "effects": [(contract, Effect(each, row.currency)) for contract, each in contracts],
    }  # fmt: skip
    return render(request, "backoffice/money/split.html", facts, status=422 if form.errors else 200)


class Share:
    """What one contract gets by all lines that name it."""

    def __init__(self, contract: str, currency: str) -> None:
        self.contract, self.amount, self.credit = contract, Money(0, currency), Money(0, currency)
        self.paid: Amounts = NOTHING


def _by_contract(done: PaymentSettled, currency: str) -> list[Share]:
    shares: dict[str, Share] = {}
    for line in done.lines:
        share = shares.setdefault(line.contract, Share(line.contract, currency))
        share.amount, share.credit = share.amount + line.amount, share.credit + line.credit
        share.paid = share.paid.plus(line.paid)
    return list(shares.values())


def _table(done: PaymentSettled, currency: str) -> Table:
    """Who gets what."""
    columns = (
        Column("contract", _("Contract"), "code"),
        money_column(_("Amount"), currency, lambda share: share.amount.minor),
        money_column(COMPONENTS[Component.PRINCIPAL], currency, lambda share: share.paid.principal),
        money_column(COMPONENTS[Component.INTEREST], currency, lambda share: share.paid.interest),
        money_column(COMPONENTS[Component.PENALTY], currency, lambda share: share.paid.penalty),
        money_column(COMPONENTS[Component.FEES], currency, lambda share: share.paid.fees + share.paid.tax),
        money_column(_("Credit balance"), currency, lambda share: share.credit.minor),
    )
    return Table(_("Who gets what"), columns, _by_contract(done, currency))
