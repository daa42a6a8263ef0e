"""One payment over several contracts: amounts proposed by what is due, a scheme, who gets what before it is booked."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.contracts.rights import BOOK_PAYMENTS
from repaid.interfaces.backoffice.money.found import payment_address
from repaid.interfaces.backoffice.once import answer_of_first, once
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.shared.schedule import money_column
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.fields import MoneyField
from repaid.interfaces.ui.forms import Form
from repaid.kernel.names import in_language
from repaid.payments.queries import payment_named
from repaid.settling.commands.settling import PaymentSettled, settle_payment
from repaid.settling.preview import try_settling
from repaid.settling.queries import proposal, schemes, suggestions_for

LINES = 5
"""How many contracts one press settles at most."""


class SplitForm(Form):
    """Up to five contracts with their amounts, and the scheme by which each spreads its part."""

    scheme = forms.ChoiceField(label=_("Scheme"), required=False)

    def __init__(self, *args: Any, payment: Any, offered: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scheme = self.fields["scheme"]
        assert isinstance(scheme, forms.ChoiceField)
        scheme.choices = [("", _("Each contract's own")), *offered]
        for place in range(1, LINES + 1):
            self.fields[f"contract_{place}"] = forms.CharField(
                label=_("Contract"), required=False, max_length=40, widget=CodeInput
            )
            self.fields[f"amount_{place}"] = MoneyField(
                label=_("Amount"), required=False, zero=True, currency=payment.currency
            )

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """The boxes of each line."""
        return [(self[f"contract_{place}"], self[f"amount_{place}"]) for place in range(1, LINES + 1)]

    def lines(self) -> list[tuple[str, Money]]:
        """The lines that say something."""
        told = self.cleaned_data
        pairs = ((told.get(f"contract_{place}"), told.get(f"amount_{place}")) for place in range(1, LINES + 1))
        return [(contract.strip(), amount) for contract, amount in pairs if contract and amount]


@staff_page(BOOK_PAYMENTS)
def split(request: ActorRequest, number: str) -> HttpResponse:
    """Show who would get what; book it, once, when that was seen for the same figures."""
    if request.method == "POST" and (earlier := answer_of_first(request)):
        return earlier
    row = payment_named(request.actor, number)
    offered = [(each.code, in_language(each.names)) for each in schemes(request.actor)]
    initial = None if request.method == "POST" else _proposed(request, row)
    form = SplitForm(request.POST or None, payment=row, offered=offered, initial=initial)
    tried = None
    if form.is_bound and form.is_valid():
        arguments = {
            "by": request.actor,
            "number": number,
            "lines": form.lines(),
            "scheme": form.cleaned_data["scheme"],
        }
        if request.POST.get("seen") == _figures(form):
            done = once(request, form, lambda: _book(request, form, arguments, row), payment_address(row))
            if done:
                return done
        tried = None if form.errors else form.attempt(lambda: try_settling(**arguments))
    facts = {"row": row, "form": form, "rest": Money(row.rest, row.currency), "tried": tried, "trail": _trail(row)}
    facts |= {"table": _table(tried, row.currency), "seen": _figures(form) if tried else ""}
    return render(request, "backoffice/money/split.html", facts, status=422 if form.errors else 200)


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


def _book(request: ActorRequest, form: SplitForm, arguments: dict[str, Any], row: Any) -> str | None:
    if form.attempt(lambda: settle_payment(**arguments)) is None:
        return None
    messages.success(request, gettext("Booked."))
    return payment_address(row)


def _figures(form: SplitForm) -> str:
    told = [f"{contract}={amount.minor}" for contract, amount in form.lines()]
    return ";".join([form.cleaned_data.get("scheme", ""), *told])


def _trail(row: Any) -> list[tuple[Any, str]]:
    return [(_("Payments"), reverse("backoffice:money")), (row.number, payment_address(row)), (_("Split"), "")]


def _table(tried: PaymentSettled | None, currency: str) -> Table | None:
    """Who gets what."""
    if tried is None:
        return None
    columns = (
        Column("contract", _("Contract"), "code"),
        money_column(_("Amount"), currency, lambda line: line.amount.minor),
        money_column(_("Principal"), currency, lambda line: line.paid.principal),
        money_column(_("Interest"), currency, lambda line: line.paid.interest),
        money_column(_("Penalty interest"), currency, lambda line: line.paid.penalty),
        money_column(_("Fees and costs"), currency, lambda line: line.paid.fees + line.paid.tax),
        money_column(_("Credit balance"), currency, lambda line: line.credit.minor),
    )
    return Table(_("Who gets what"), columns, tried.lines)
