"""Opening a contract: the request, the parties, and beside them the schedule that it would have."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from repaid.access.queries import branches
from repaid.contracts.commands.opening import open_contract
from repaid.contracts.rights import OPEN
from repaid.interfaces.backoffice.pages import FormPage, business_day, form_page, in_currency, offer
from repaid.interfaces.backoffice.parties.choosing import number_of
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.shared.example import live_example
from repaid.interfaces.ui.fields import CodeField, CountField, DateField, MoneyField, RateField
from repaid.interfaces.ui.forms import Form
from repaid.kernel.names import in_language
from repaid.products.queries import TermsRequest, products


class OpeningForm(Form):
    """A request for a product, and who takes part."""

    product = forms.ChoiceField(label=gettext_lazy("Product"))
    borrowers = forms.CharField(
        label=gettext_lazy("Borrower"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("Customer number, national ID or full name; several with a comma between them."),
    )  # fmt: skip
    guarantors = forms.CharField(
        label=gettext_lazy("Guarantors"), required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    amount = MoneyField(label=gettext_lazy("Amount"))
    count = CountField(label=gettext_lazy("Number of instalments"), at_least=1, at_most=600)
    rate = RateField(
        label=gettext_lazy("Rate, a year"), required=False, help_text=gettext_lazy("Empty: the rate of the product.")
    )
    start = DateField(label=gettext_lazy("Day of the first disbursement"))
    first_due = DateField(
        label=gettext_lazy("First due date"), required=False, help_text=gettext_lazy("Empty: one period later.")
    )
    branch = forms.ChoiceField(label=gettext_lazy("Branch"), required=False)
    account = CodeField(
        label=gettext_lazy("Account number for repayments"), required=False, max_length=42,
        help_text=gettext_lazy("Empty: a new number is made."),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        offered = {row.code: row for row in products(by)}
        offer(self, "product", [(code, in_language(row.names)) for code, row in offered.items()])
        offer(self, "branch", [("", "—"), *((row.code, row.name) for row in branches(by))])
        chosen = self.data.get("product") or next(iter(offered), "")
        in_currency(self, offered[chosen].currency if chosen in offered else "")

    def clean_borrowers(self) -> list[str]:
        """The numbers of the borrowers."""
        return self._numbers("borrowers")

    def clean_guarantors(self) -> list[str]:
        """The numbers of the guarantors."""
        return self._numbers("guarantors")

    def _numbers(self, name: str) -> list[str]:
        texts = self.cleaned_data[name].replace("،", ",").split(",")
        return [number_of(self.by, text.strip()) for text in texts if text.strip()]

    @property
    def can_be_shown(self) -> bool:
        """Whether there is enough for a schedule."""
        return self.is_bound and set(self.errors) <= {"borrowers", "guarantors", "account"}

    def request(self) -> TermsRequest:
        """What the contract adds to its product."""
        given = self.cleaned_data
        return TermsRequest(**{name: given[name] for name in ("amount", "count", "rate", "start", "first_due")})

    def arguments(self) -> dict[str, Any]:
        """Arguments of the command."""
        names = ("product", "borrowers", "guarantors", "branch", "account")
        return {name: self.cleaned_data[name] for name in names} | {"request": self.request()}


@staff_page(OPEN)
def opening(request: ActorRequest) -> HttpResponse:
    """The form, its live schedule, and the opening itself."""
    today = business_day(request)
    start = {"start": today, "borrowers": request.GET.get("borrower", "")}
    form = OpeningForm(request.POST or None, by=request.actor, on=today, initial=start)
    shown = schedule_of(request, form)
    if request.headers.get("HX-Request"):
        return render(request, "backoffice/example.html", shown)
    back, title = reverse("backoffice:contracts"), _("Open a contract")
    trail = [(_("Contracts"), back), (title, "")]
    page = FormPage(
        title, trail, _("Open the contract"), back, _("Contract opened."), more=shown, template=WITH_EXAMPLE
    )
    return form_page(
        request, form, page, lambda: open_contract(by=request.actor, **form.arguments()),
        lambda fact: reverse("backoffice:contract", args=[fact.number]),
    )  # fmt: skip


WITH_EXAMPLE = "backoffice/form_with_example.html"


def schedule_of(request: ActorRequest, form: OpeningForm) -> dict[str, Any]:
    """The live example of what was typed, or the sentences that stand against it."""
    if not form.can_be_shown:
        return {}
    return live_example(request.actor, form.cleaned_data["product"], form.request())
