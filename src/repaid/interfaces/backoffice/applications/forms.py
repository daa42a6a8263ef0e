"""Forms of applications: search, what is asked for, a comment, what a procedure needs to know."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.queries import branches
from repaid.interfaces.backoffice.documents.forms import FileBox
from repaid.interfaces.backoffice.pages import in_currency, offer
from repaid.interfaces.backoffice.parties.choosing import number_of
from repaid.interfaces.backoffice.reasons import ReasonForm
from repaid.interfaces.ui.controls import CodeInput, Segments
from repaid.interfaces.ui.fields import CodeField, CountField, DateField, MoneyField, RateField
from repaid.interfaces.ui.forms import Form, SearchForm
from repaid.kernel.names import in_language
from repaid.kernel.text import plain_code
from repaid.origination.choices import Step
from repaid.origination.commands.drafting import Wish
from repaid.products.queries import products
from repaid.workflow.choices import DECISIONS, Result


class ApplicationSearch(SearchForm):
    """The search of CZ-06: each box narrows."""

    number = forms.CharField(label=_("Application number"), required=False, max_length=40, widget=CodeInput)
    borrower = forms.CharField(
        label=_("Borrower"), required=False, max_length=100, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    national_id = forms.CharField(label=_("National ID"), required=False, max_length=40, widget=CodeInput)

    def clean_number(self) -> str:
        """Digits of any alphabet as Latin ones."""
        code = plain_code(self.cleaned_data["number"])
        if code and not code.isdecimal():
            raise ValidationError(_("A number has digits only, for example 23."))
        return code


class WishForm(Form):
    """What is asked for, and by whom."""

    product = forms.ChoiceField(label=_("Product"))
    borrower = forms.CharField(
        label=_("Borrower"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Customer number, national ID or full name."),
    )  # fmt: skip
    guarantors = forms.CharField(
        label=_("Guarantors"), required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Several with a comma between them."),
    )  # fmt: skip
    amount = MoneyField(label=_("Amount"), required=False)
    count = CountField(label=_("Number of instalments"), at_least=1, at_most=600, required=False)
    rate = RateField(label=_("Rate, a year"), required=False, help_text=_("Empty: the rate of the product."))
    first_due = DateField(label=_("First due date"), required=False, help_text=_("Empty: one period later."))
    telephone = forms.CharField(
        label=_("Telephone"), required=False, max_length=40, widget=CodeInput,
        help_text=_("The password for the client zone goes to this number."),
    )  # fmt: skip
    branch = forms.ChoiceField(label=_("Branch"), required=False)

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        offered = {row.code: row for row in products(by)}
        offer(self, "product", [(code, in_language(row.names)) for code, row in offered.items()])
        offer(self, "branch", [("", "—"), *((row.code, row.name) for row in branches(by))])
        chosen = self.data.get("product") or self.initial.get("product") or next(iter(offered), "")
        in_currency(self, offered[chosen].currency if chosen in offered else "")

    def clean_borrower(self) -> str:
        """The number of the borrower."""
        return number_of(self.by, self.cleaned_data["borrower"].strip())

    def clean_guarantors(self) -> tuple[str, ...]:
        """The numbers of the guarantors."""
        texts = self.cleaned_data["guarantors"].replace("،", ",").split(",")
        return tuple(number_of(self.by, text.strip()) for text in texts if text.strip())

    def wish(self) -> Wish:
        """What the command keeps."""
        names = ("borrower", "guarantors", "amount", "count", "rate", "first_due", "telephone")
        return Wish(**{name: self.cleaned_data[name] for name in names})

    @property
    def can_be_shown(self) -> bool:
        """Whether there is enough for a schedule."""
        if not self.is_bound or not set(self.errors) <= {"borrower", "guarantors", "telephone"}:
            return False
        return self.cleaned_data.get("amount") is not None and self.cleaned_data.get("count") is not None


FIRM: Final = ("borrower", "guarantors", "amount", "count", "rate", "first_due")
"""Boxes that stand still once there was a decision."""


class ChangeForm(WishForm):
    """The same for an application that is there; after a decision only what was not decided on."""

    def __init__(self, *args: Any, is_firm: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("product", "branch", *(FIRM if is_firm else ())):
            self.fields[name].disabled = True


class CommentForm(Form):
    """A comment."""

    text = forms.CharField(
        label=_("Comment"), max_length=4000, required=False, strip=True,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )  # fmt: skip


class AnyReasonForm(ReasonForm):
    """Why, if it was told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class DecisionForm(Form):
    """The decision."""

    result = forms.ChoiceField(
        label=pgettext_lazy("procedure", "Result"),
        choices=[(each, each.label) for each in DECISIONS],
        widget=Segments,
        initial=Result.POSITIVE,
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Needed for a negative decision."),
    )  # fmt: skip


class SigningForm(Form):
    """How the customer signed: on paper, of which there is a scan, or with the code of the SMS."""

    narrows = True  # one of the two is needed: neither box says that it is optional
    file = FileBox(label=_("Scan of the signed contract"), required=False)
    code = CodeField(
        label=_("Code from the SMS"), required=False, max_length=20,
        help_text=_("What the customer tells, in place of a scan."),
    )  # fmt: skip


class DayOfDeathForm(Form):
    """The day on which the customer died."""

    on = DateField(label=_("Day of death"))


FORMS: Final[Mapping[str, type[Form]]] = {
    Step.CORRECT: ReasonForm,
    Step.REJECT: ReasonForm,
    Step.WITHDRAW: AnyReasonForm,
    Step.DECIDE: DecisionForm,
    Step.SIGN: SigningForm,
    Step.DEATH: DayOfDeathForm,
}
"""What a procedure needs to know; the others need nothing."""
