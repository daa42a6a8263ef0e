"""Payment files: what the next one would hold, making it once, looking at it, getting it for the bank."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.interfaces.backoffice.money_out.batch import Batch
from repaid.interfaces.backoffice.money_out.lists import AMOUNT, CREDITOR, NUMBER, OrderFiles, Orders, file_address
from repaid.interfaces.backoffice.once import answer_of_first, once
from repaid.interfaces.backoffice.pages import business_day, offer
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.fields import DateField
from repaid.interfaces.ui.forms import Form
from repaid.payments.choices import OrderState
from repaid.payments.commands.order_files import make_order_file, take_order_file
from repaid.payments.queries.orders import (
    content_of,
    in_state,
    order_file_named,
    order_files,
    orders,
    own_accounts,
    to_send,
)
from repaid.payments.rights import SEND_ORDERS, VIEW
from repaid.payments.rules import next_bank_day


class FileForm(Form):
    """From which account, and when."""

    own_account = forms.ChoiceField(label=_("From account"))
    execution_day = DateField(
        label=_("Day of execution"), help_text=_("Orders of earlier days that are in no file yet go along.")
    )


@staff_page(VIEW)
def file_list(request: ActorRequest) -> HttpResponseBase:
    """The files that were made."""
    waiting = in_state(request.actor, OrderState.APPROVED).count()
    listing = OrderFiles(request, order_files(request.actor))
    return listing.response("backoffice/money_out/files.html", {"waiting": waiting})


@staff_page(VIEW)
def file(request: ActorRequest, number: str) -> HttpResponseBase:
    """One file with its orders."""
    row = order_file_named(request.actor, number)
    scope = orders(request.actor).filter(file=row)
    facts = {
        "row": row,
        "control_sum": Money(row.control_sum, row.currency),
        "facts": [
            (gettext("Day of execution"), row.execution_day), (pgettext("payment file", "Made"), row.made_at),
            (gettext("Made by"), row.made_by.name if row.made_by else gettext("the system")),
        ],
        "trail": [(_("Payment files"), reverse("backoffice:order_files")), (number, "")],
        "has_open": scope.filter(state=OrderState.SENT).exists(),
    }  # fmt: skip
    return Orders(request, scope).response("backoffice/money_out/file.html", facts)


@staff_page(SEND_ORDERS)
def download(request: ActorRequest, number: str) -> HttpResponse:
    """The file for the bank, the same bytes every time."""
    row = order_file_named(request.actor, number)
    take_order_file(by=request.actor, number=number)
    answer = HttpResponse(content_of(row), content_type="application/xml")
    answer["Content-Disposition"] = f'attachment; filename="{row.message_id}.xml"'
    return answer


@staff_page(SEND_ORDERS)
def make(request: ActorRequest) -> HttpResponse:
    """Show what the file would hold; make it, once, when that was seen."""
    if request.method == "POST" and request.POST.get("seen") and (earlier := answer_of_first(request)):
        return earlier
    form = FileForm(request.POST or None, on=business_day(request), initial=_first(request))
    accounts = {row.iban: row for row in own_accounts(request.actor)}
    offer(form, "own_account", [(iban, f"{iban} · {row.currency}") for iban, row in accounts.items()])
    batch = _batch(request, form, accounts)
    if form.is_bound and form.is_valid() and request.POST.get("seen") == batch.seen:
        done = once(request, form, lambda: _made(request, form, batch), reverse("backoffice:order_files"))
        if done:
            return done
    facts = {
        "form": form,
        "batch": batch,
        "has_changed": bool(request.POST.get("seen")),
        "table": Table(
            pgettext("payment file", "Orders"),
            (NUMBER, CREDITOR, Column("account", _("To account"), "account"), AMOUNT),
            batch.orders,
        ),
        "trail": [(_("Payment files"), reverse("backoffice:order_files")), (_("Make a payment file"), "")],
    }
    part = bool(request.headers.get("HX-Request"))
    template = "backoffice/money_out/make_effect.html" if part else "backoffice/money_out/make.html"
    return render(request, template, facts, status=422 if form.errors and not part else 200)


def _first(request: ActorRequest) -> dict[str, Any]:
    """The boxes at first: the account and the day of the order that has waited longest."""
    oldest = in_state(request.actor, OrderState.APPROVED).first()
    soonest = next_bank_day(request.actor)
    if oldest is None or oldest.own_account is None:
        return {"execution_day": soonest}
    return {"own_account": oldest.own_account.iban, "execution_day": max(oldest.execution_day, soonest)}


def _batch(request: ActorRequest, form: FileForm, accounts: dict[str, Any]) -> Batch:
    """What the file would hold by what is typed, or by what stands there at first."""
    told = form.cleaned_data if form.is_bound and form.is_valid() else form.initial
    account = accounts.get(told.get("own_account", "")) or next(iter(accounts.values()), None)
    rows = list(to_send(request.actor, account, told["execution_day"])) if account else []
    return Batch.of(request.actor, rows)


def _made(request: ActorRequest, form: FileForm, batch: Batch) -> str | None:
    done = form.attempt(lambda: make_order_file(by=request.actor, orders=batch.numbers, **form.values()))
    if done is None:
        return None
    messages.success(request, gettext("The file is made. Give it to the bank."))
    return file_address(done)
