"""The form of a payment provider. A secret is typed, kept encrypted, and never shown again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.fields import CountField
from repaid.interfaces.ui.forms import Form
from repaid.payments.providers.protocol import Provider

KEPT = _("One is on file. Leave empty to keep it.")
SECRETS = ("secret", "signing_secret")


def _secret() -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"})
    return forms.CharField(required=False, max_length=400, widget=widget)


class ProviderForm(Form):
    """What a provider needs; boxes that it does not have are left out."""

    name = forms.CharField(
        label=_("Name that customers see"), max_length=60, help_text=_("It stands on the payment form.")
    )
    address = forms.CharField(label=_("Address of the interface"), max_length=200, widget=CodeInput)
    merchant = forms.CharField(required=False, max_length=120, widget=CodeInput)
    secret = _secret()
    signing_secret = _secret()
    currencies = forms.CharField(
        label=_("Currencies"),
        max_length=100,
        widget=CodeInput,
        help_text=_("Codes like EUR, with spaces between them."),
    )
    place = CountField(
        label=pgettext_lazy("payment provider", "Order"), at_least=1, at_most=99,
        help_text=_("Of two providers for one currency the one with the lower number is offered."),
    )  # fmt: skip
    banks = forms.CharField(
        label=_("Banks and ways to pay"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One a line; they stand under the payment form."),
    )  # fmt: skip
    payout_words = forms.CharField(
        label=_("Words in its transfers"), required=False, max_length=60,
        help_text=_("What the bank writes when the provider pays out, for example its name. By them its transfers are "
                    "recognised, so that nothing is booked twice."),
    )  # fmt: skip

    def __init__(self, *args: Any, provider: Provider, kept: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("merchant", *SECRETS):
            label = getattr(provider.needs, name)
            if not label:
                del self.fields[name]
                continue
            self.fields[name].label = label
            if name in kept:
                self.fields[name].help_text = KEPT

    def arguments(self) -> dict[str, Any]:
        """Arguments of the command."""
        given = {"merchant": "", **self.values()}
        return given | {
            "currencies": given["currencies"].replace(",", " ").split(),
            "banks": given["banks"].split("\n"),
        }
