"""The base of the forms of deeds."""

import hashlib
import json
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loanmath.money import Money
from repaid.access.plain import to_plain
from repaid.interfaces.backoffice.pages import in_currency
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.fields import DateField
from repaid.interfaces.ui.forms import Form

WORDS = ("reason", "payer", "name", "buyer")
"""Boxes whose text changes no figure."""

UNSAID = "…"


class DeedForm(Form):
    """A form about the contract of `record`; value dates are the business day unless something else is typed.

    `kind` begins the natural key of the event, so that a second press of the same form is the same event.
    """

    kind = ""
    key_argument = "key"

    def __init__(self, *args: Any, record: Any, **kwargs: Any) -> None:
        self.record = record
        initial = {"value_date": record.today, **self.suggested(record), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, on=record.today, initial=initial, **kwargs)
        in_currency(self, record.contract.currency)

    def suggested(self, record: Any) -> dict[str, Any]:  # noqa: ARG002 (forms that suggest something use it)
        """What stands in the boxes at first."""
        return {}

    @property
    def natural_key(self) -> str:
        """The key of the event, the same for every press of this form."""
        return f"{self.kind}-{self.cleaned_data['key'].hex[:8]}"

    def arguments(self) -> dict[str, Any]:
        """Arguments of the command, without the actor."""
        given = self.values()
        if self.kind and not given.get(self.key_argument):
            given[self.key_argument] = self.natural_key
        return {"number": self.record.contract.number, **given}

    @property
    def can_be_tried(self) -> bool:
        """Whether everything is there that has an effect; a missing reason hides no effect."""
        return self.is_bound and set(self.errors) <= set(WORDS)

    def trial_arguments(self) -> dict[str, Any]:
        """Arguments with something in the place of words that are still missing."""
        missing = {name: UNSAID for name in WORDS if name in self.errors}
        self.cleaned_data.update(missing)
        return self.arguments()

    def digest(self) -> str:
        """What the effect that was shown belongs to: other figures have another digest, other words have not."""
        silent = {*WORDS, self.key_argument}
        figures = {name: _alike(value) for name, value in self.trial_arguments().items() if name not in silent}
        plain = json.dumps(to_plain(figures), sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()[:20]

    @property
    def named_amount(self) -> Money | None:
        """The amount that the button names."""
        amount = self.cleaned_data.get("amount")
        return amount if isinstance(amount, Money) else None


def _alike(value: Any) -> Any:
    """6 and 6.00 are the same figure."""
    return value.normalize() if isinstance(value, Decimal) else value


def value_date(**more: Any) -> DateField:
    """The day on which a deed counts."""
    return DateField(label=_("Value date"), help_text=_("The day from which it counts."), **more)


def reason() -> forms.CharField:
    """Why; it is kept beside the event."""
    return forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


def receipt() -> forms.CharField:
    """The outside world's name of a payment."""
    return forms.CharField(
        label=_("Receipt"), required=False, max_length=60, widget=CodeInput,
        help_text=_("The bank's reference. Empty: a number is given."),
    )  # fmt: skip


def payer() -> forms.CharField:
    """Who paid, when it is not the borrower."""
    return forms.CharField(label=_("Payer"), required=False, max_length=200)
