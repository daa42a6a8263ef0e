"""The accounts that money leaves from."""

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column
from repaid.interfaces.ui.context import frame_of
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.fields import DateField
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.listing import Listing
from repaid.payments.commands.own_accounts import add_own_account
from repaid.payments.queries.orders import own_accounts
from repaid.payments.rights import OWN_ACCOUNTS, VIEW

TITLE, ADD = _("Own accounts"), _("Add an own account")


class OwnAccounts(Listing):
    """The accounts that money leaves from, oldest first."""

    identity = "own-accounts"
    title = TITLE
    columns = (
        Column("iban", _("Account number"), "account", card="full"),
        Column("currency", _("Currency"), "code"),
        Column(lambda row: row.bic or None, _("BIC of the bank"), "code"),
        Column("since", _("Orders begin on"), "date"),
    )
    search_fields = ("iban", "currency")
    order = "pk"
    order_label = _("Oldest first")
    empty_title = _("No own accounts yet.")
    empty_hint = _("Name the account that money leaves from; then money can be ordered.")


class OwnAccountForm(Form):
    """An account of the lender's own."""

    account = forms.CharField(label=_("Account number"), max_length=42, widget=CodeInput)
    currency = forms.CharField(label=_("Currency"), max_length=3, widget=CodeInput)
    bic = forms.CharField(label=_("BIC of the bank"), max_length=11, required=False, widget=CodeInput)
    since = DateField(
        label=_("Orders begin on"),
        help_text=_("Money that contracts pay out from this day on stands in the list of money to send."),
    )


@staff_page(VIEW)
def account_list(request: ActorRequest) -> HttpResponseBase:
    """The own accounts."""
    return OwnAccounts(request, own_accounts(request.actor)).response("backoffice/money_out/accounts.html")


@staff_page(OWN_ACCOUNTS)
def add(request: ActorRequest) -> HttpResponse:
    """Name an own account."""
    today, here = business_day(request), reverse("backoffice:own_accounts")
    initial = {"since": today, "currency": frame_of(request).organisation.currency}
    form = OwnAccountForm(request.POST or None, on=today, initial=initial)
    page = FormPage(ADD, [(TITLE, here), (ADD, "")], _("Save"), here, _("Saved."))
    return form_page(request, form, page, lambda: add_own_account(by=request.actor, **form.values()))
