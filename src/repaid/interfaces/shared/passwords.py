"""Forms for new passwords: the rules stand above the box, a meter beside it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from repaid.access.passwords import shortest_password
from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.forms import Form


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
        least = shortest_password(settings.AUTH_PASSWORD_VALIDATORS)
        self.fields["new"].widget.attrs["data-meter"] = str(least)
        rule = gettext("At least {min} characters, and none that many people use. Longer is better.")
        self.fields["new"].help_text = rule.format(min=number_text(least))


class ChangePasswordForm(NewPasswordForm):
    """The current password, and the new one twice (CT-26)."""

    current = forms.CharField(
        label=_("Current password"), strip=False, max_length=200, widget=_box("current-password", autofocus=True)
    )
    field_order = ("current", "new", "repeat")
