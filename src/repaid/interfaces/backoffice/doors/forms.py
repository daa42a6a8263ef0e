"""Forms of the doors."""

from django import forms
from django.utils.translation import gettext_lazy as _

from repaid.interfaces.backoffice.organisation.coming import DatedForm
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.forms import Form


class RulesForm(DatedForm):
    """What the organisation asks at its doors."""

    second_step_groups = forms.MultipleChoiceField(
        label=_("Groups that need a second step"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Their members set it up at the next login. Everybody else may have one."),
    )
    customers_need_second_step = forms.BooleanField(label=_("Customers need a second step"), required=False)
    customers_ask_for_password = forms.BooleanField(
        label=_("Customers may ask for a new password at the login"), required=False
    )


class LostDeviceForm(Form):
    """How the identity was checked."""

    checked = forms.CharField(
        label=_("How you checked who it is"),
        max_length=200,
        help_text=_("For example: call back to the number on file, identity card seen at the branch."),
    )


class ContactForm(Form):
    """The own telephones, e-mail and address."""

    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False, widget=CodeInput)
    mobile = forms.CharField(label=_("Mobile"), max_length=40, required=False, widget=CodeInput)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False, widget=CodeInput)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)


class ReasonForm(Form):
    """Why somebody looks."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("The customer asks about a page, a complaint, a check.")
    )


class ConfirmForm(Form):
    """Nothing to fill in: the button is the answer."""
