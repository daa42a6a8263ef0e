"""What is typed of a member of staff."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.choices import EmploymentKind, Gender, ScopeLevel
from repaid.access.queries import branches, groups, provinces
from repaid.access.rules import levels_given, may_give
from repaid.access.staffing import TEXTS, StaffData
from repaid.interfaces.backoffice.pages import offer
from repaid.interfaces.backoffice.users.lists import title_of_group
from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.forms import Form
from repaid.kernel.national_ids import OF_STAFF
from repaid.kernel.portraits import BYTES_MAX

KEPT: Any = _("{shown} is on file. Leave the box empty to keep it.")
SHOWN = 3


def password_field() -> forms.CharField:
    """The box of a new password."""
    box = forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"})
    return forms.CharField(label=_("Password"), strip=False, widget=box)


class PasswordForm(Form):
    """A password for a colleague."""

    password = password_field()


class StaffForm(Form):
    """A member of staff, in the order of the paper form. For one who is there already without a password."""

    username = forms.CharField(
        label=_("Username"), max_length=64, widget=CodeInput(attrs={"placeholder": _("enter the username")})
    )
    password = password_field()
    given_names = forms.CharField(label=_("First name"), max_length=60, required=False)
    family_name = forms.CharField(label=_("Last name"), max_length=60)
    kind = forms.ChoiceField(label=_("User type"), choices=EmploymentKind.choices)
    position = forms.CharField(label=pgettext_lazy("at work", "Position"), max_length=80, required=False)
    groups = forms.MultipleChoiceField(
        label=_("Access groups"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("You can give the groups whose rights you have yourself."),
    )  # fmt: skip
    scope = forms.ChoiceField(label=_("Sees"), initial=ScopeLevel.BRANCH)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    branch = forms.ChoiceField(label=_("Branch"), required=False)
    province = forms.ChoiceField(
        label=_("Province"), required=False, help_text=_("Only for users without a branch; a branch brings its own.")
    )
    gender = forms.ChoiceField(label=_("Gender"), choices=[("", "—"), *Gender.choices], required=False)
    personnel_code = forms.CharField(label=_("Personnel code"), max_length=40, required=False, widget=CodeInput)
    national_id = forms.CharField(max_length=20, required=False, widget=CodeInput)
    birth_certificate = forms.CharField(
        label=_("Birth certificate number"), max_length=40, required=False, widget=CodeInput
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False, widget=CodeInput)
    mobile = forms.CharField(label=_("Mobile phone"), max_length=40, required=False, widget=CodeInput)
    email = forms.EmailField(label=_("E-mail"), required=False)
    photo = forms.FileField(
        label=_("User's photo"), required=False, help_text=_("JPEG, PNG or WebP, 4 MB at most."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("as the organisation")), *settings.LANGUAGES], required=False
    )

    def __init__(self, *args: Any, by: Any, country: str, user: Any = None, **kwargs: Any) -> None:
        if user is not None:
            kwargs["initial"] = initial_of(user)
        super().__init__(*args, **kwargs)
        held = {row.code for row in user.groups.all()} if user else set()
        givable = [row for row in groups(by) if row.code in held or not may_give(by, row.rights)]
        offer(self, "groups", [(row.code, title_of_group(row)) for row in givable])
        offer(self, "scope", [(level.value, level.label) for level in levels_given(by)])
        offer(self, "branch", [("", "—"), *((row.code, row.title) for row in branches(by))])
        offer(self, "province", [("", "—"), *((row.code or row.name, row.title) for row in provinces(by))])
        if user is not None:
            del self.fields["password"]
        self._ask_national_id(country, user)

    def _ask_national_id(self, country: str, user: Any) -> None:
        if country not in OF_STAFF:
            del self.fields["national_id"]
            return
        box = self.fields["national_id"]
        box.label = OF_STAFF[country][0]
        if user is not None and user.employment.national_id:
            box.help_text = str(KEPT).format(shown="…" + user.employment.national_id[-SHOWN:])

    def clean_photo(self) -> bytes | None:
        """The bytes of the file; None when there is none."""
        given = self.cleaned_data["photo"]
        return given.read(BYTES_MAX + 1) if given else None

    @property
    def data_typed(self) -> StaffData:
        """What was typed, without password and photo."""
        told = self.values()
        told.pop("password", None)
        told.pop("photo", None)
        return StaffData(**told | {"groups": tuple(told["groups"])})


def initial_of(user: Any) -> dict[str, Any]:
    """What is on file of a user, as the form shows it."""
    employment = user.employment
    texts = {name: getattr(employment, name) for name in ("username", *TEXTS)}
    province = "" if user.branch or not user.province else user.province.code or user.province.name
    return texts | {
        "groups": [row.code for row in user.groups.all()], "scope": user.scope, "email": user.email,
        "branch": user.branch.code if user.branch else "", "province": province, "language": user.language,
    }  # fmt: skip
