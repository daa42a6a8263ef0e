"""The form of an online payment (CZ-49, CZ-50)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loanmath.money import Money
from repaid.interfaces.ui.fields import MoneyField
from repaid.interfaces.ui.formats import money_text
from repaid.interfaces.ui.forms import Form

ABOVE = _("You need {amount} to repay everything today. The rest would stay as a deposit.")


class PaymentForm(Form):
    """Borrower (filled in), e-mail, description, amount. Above `quote`, what repays everything, it asks once more."""

    borrower = forms.CharField(label=_("Borrower"), disabled=True)
    email = forms.EmailField(
        label=pgettext_lazy("online payment", "E-mail"), required=False, max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={"invalid": _("This is not an e-mail address. Write it like name@example.com.")},
    )  # fmt: skip
    description = forms.CharField(
        label=_("Payment description"), max_length=140, help_text=_("For example: repayment.")
    )
    amount = MoneyField(label=_("Amount"))
    confirmed = forms.BooleanField(label=_("Yes, I want to pay this amount"), required=False)

    def __init__(self, *args: Any, quote: Money, needs_email: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quote = quote
        amount = self.fields["amount"]
        assert isinstance(amount, MoneyField)
        amount.currency = quote.currency
        self.fields["email"].required = needs_email

    @property
    def asks_again(self) -> bool:
        """Whether the amount is to be confirmed."""
        return "confirmed" in self.errors

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        amount = given.get("amount")
        if amount and self.quote < amount and not given.get("confirmed"):
            self.add_error("confirmed", str(ABOVE).format(amount=money_text(self.quote)))
        return given

    def arguments(self) -> dict[str, Any]:
        """Arguments of the command."""
        names = ("email", "description", "amount")
        return {**{name: self.cleaned_data[name] for name in names}, "key": str(self.cleaned_data["key"])}
