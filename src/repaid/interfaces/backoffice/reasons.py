"""The question why, as several pages ask it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from repaid.interfaces.ui.forms import Form


class ReasonForm(Form):
    """Why."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
