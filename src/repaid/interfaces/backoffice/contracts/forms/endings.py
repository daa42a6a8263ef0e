"""Forms of deeds that end a contract or undo what happened on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from repaid.interfaces.backoffice.contracts.forms.base import DeedForm, reason, value_date
from repaid.interfaces.ui.fields import MoneyField


class CancellationForm(DeedForm):
    """A contract that never came to life."""

    reason = reason()


class TerminationForm(DeedForm):
    """Notice: the whole debt falls due."""

    kind = "terminated"
    value_date = value_date()
    bears_interest = forms.BooleanField(label=_("Interest goes on meanwhile"), required=False)
    letter = forms.BooleanField(label=_("Send the notice of termination as a letter"), required=False, initial=True)
    reason = reason()


class WriteOffForm(DeedForm):
    """What is owed leaves the books."""

    kind = "written-off"
    amount = MoneyField(label=_("Amount"), required=False, help_text=_("Empty: everything that is owed."))
    value_date = value_date()
    reason = reason()


class SaleForm(DeedForm):
    """The claim passes to a buyer."""

    kind = "sold"
    buyer = forms.CharField(label=_("Buyer"), max_length=200)
    price = MoneyField(label=_("Price"), zero=True)
    value_date = value_date()


class ReversalForm(DeedForm):
    """An event that never should have been recorded."""

    of = forms.CharField(widget=forms.HiddenInput)
    reason = reason()

    def suggested(self, record: Any) -> dict[str, Any]:
        """The event that the page was asked for."""
        return {"of": record.asked_event}
