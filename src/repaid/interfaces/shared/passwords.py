"""Forms for new passwords: the rules stand above the box, a meter beside it."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

from repaid.interfaces.ui.forms import Form

LENGTH_MIN = 10


def _box(autocomplete: str, **attrs: Any) -> forms.PasswordInput:
    return forms.PasswordInput(attrs={"autocomplete": autocomplete, "dir": "ltr", **attrs})


class NewPasswordForm(Form):
    """A new password, twice."""

    new = forms.CharField(label=_("New password"), strip=False, max_length=200, widget=_box("new-password"))
    repeat = forms.CharField(
        label=_("Repeat the new password"), strip=False, max_length=200, widget=_box("new-password")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].widget.attrs["data-meter"] = str(LENGTH_MIN)
        self.fields["new"].help_text = " ".join(password_validators_help_texts())


class ChangePasswordForm(NewPasswordForm):
    """The current password, and the new one twice (CT-26)."""

    current = forms.CharField(
        label=_("Current password"), strip=False, max_length=200, widget=_box("current-password", autofocus=True)
    )
    field_order = ("current", "new", "repeat")
