"""What a customer writes down: product, amount, term, telephone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repaid.access.actors import Actor
from repaid.access.business_day import today
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.fields import CountField, MoneyField
from repaid.interfaces.ui.forms import Form
from repaid.kernel.names import in_language
from repaid.origination.commands.applying import OwnWish
from repaid.products.queries import offered_versions

LATER = "later"
"""The button that keeps what is there, though something is missing."""


class OwnForm(Form):
    """What is asked for. `firm`: there was a decision, so amount and term stand still."""

    amount = MoneyField(label=_("Amount"))
    count = CountField(label=_("Number of instalments"), at_least=1, at_most=600)
    telephone = forms.CharField(
        label=_("Telephone"), max_length=40, widget=CodeInput(attrs={"autocomplete": "tel"}),
        help_text=_("We call or write to this number about your application."),
    )  # fmt: skip

    def __init__(self, *args: Any, currency: str = "", firm: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amount = self.fields["amount"]
        assert isinstance(amount, MoneyField)
        amount.currency = currency
        for box in self.fields.values():
            box.required = box.required and LATER not in self.data
        for name in ("amount", "count") if firm else ():
            self.fields[name].disabled = True

    def wish(self) -> OwnWish:
        """What the command keeps."""
        return OwnWish(**{name: self.cleaned_data[name] for name in ("amount", "count", "telephone")})


class NewForm(OwnForm):
    """The same with the product, of those that are offered today."""

    product = forms.ChoiceField(label=_("Product"))
    field_order = ("product", "amount", "count", "telephone")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {code: row.product for code, row in offered_versions(by, today(by.organisation_id)).items()}
        box, amount = self.fields["product"], self.fields["amount"]
        assert isinstance(box, forms.ChoiceField) and isinstance(amount, MoneyField)
        box.choices = [(code, in_language(row.names)) for code, row in offered.items()]
        chosen = self.data.get("product") or next(iter(offered), "")
        amount.currency = offered[chosen].currency if chosen in offered else ""
        box.required = True
