"""Forms about parties."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from repaid.interfaces.ui.controls import CodeInput
from repaid.interfaces.ui.fields import CodeField, DateField
from repaid.interfaces.ui.forms import Form
from repaid.interfaces.ui.sentences import sentence_of
from repaid.kernel.refusal import WrongInput
from repaid.parties.choices import ContactKind, Gender, IdentifierKind, PartyKind, RoleKind
from repaid.parties.commands.register import NewIdentifier
from repaid.parties.rules import NEEDS_GROUND, national_id_kind, normal_account, normal_contact, normal_identifier

ROLES = [(role.value, role.label) for role in RoleKind]
GENDERS = [("", "—"), *Gender.choices]
WITHOUT_LANGUAGE = [("", "—"), *settings.LANGUAGES]


def _code(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=CodeInput, **more)


class PartyForm(Form):
    """What a person and a company have in common when they are registered."""

    kind: PartyKind
    mobile = _code(_("Mobile number"), required=False, max_length=40)
    email = _code(_("E-mail"), required=False, max_length=120)
    address = forms.CharField(
        label=_("Address"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    identifier = _code(_("National ID number"), required=False, max_length=40)
    ground = forms.CharField(
        label=_("Law that allows to keep the number"), required=False, max_length=200,
        help_text=_("Needed for numbers that may be kept only where a law says so."),
    )  # fmt: skip
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=ROLES, required=False, widget=forms.CheckboxSelectMultiple, initial=["borrower"]
    )
    language = forms.ChoiceField(label=_("Language of letters"), choices=WITHOUT_LANGUAGE, required=False)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        self.id_kind = national_id_kind(country, self.kind)
        self.fields["identifier"].label = self.id_kind.label
        if self.id_kind not in NEEDS_GROUND:
            del self.fields["ground"]

    def clean_mobile(self) -> str:
        """The phone in international form."""
        return self._checked("mobile", lambda text: normal_contact(ContactKind.MOBILE, text, self.country))

    def clean_email(self) -> str:
        """The e-mail in lower case."""
        return self._checked("email", lambda text: normal_contact(ContactKind.EMAIL, text, self.country))

    def clean_identifier(self) -> str:
        """The number, when its check digits are right."""
        text: str = self.cleaned_data["identifier"]
        if text and normal_identifier(self.id_kind, text) is None:
            raise ValidationError(_("This national ID number is not right. Please check the digits."))
        return text

    def arguments(self) -> dict[str, Any]:
        """Arguments of the command that registers."""
        given = self.values()
        contacts = [(kind, given.pop(kind)) for kind in (ContactKind.MOBILE, ContactKind.EMAIL, ContactKind.ADDRESS)]
        number, ground = given.pop("identifier"), given.pop("ground", "")
        return given | {
            "contacts": tuple((kind, text) for kind, text in contacts if text),
            "identifiers": (NewIdentifier(self.id_kind, number, ground),) if number else (),
            "roles": tuple(RoleKind(role) for role in given["roles"]),
        }

    def _checked(self, name: str, read: Callable[[str], str]) -> str:
        text: str = self.cleaned_data[name]
        try:
            return read(text) if text else ""
        except WrongInput as wrong:
            raise ValidationError(sentence_of(wrong)) from wrong


class PersonForm(PartyForm):
    """A person to register."""

    kind = PartyKind.PERSON
    given_names = forms.CharField(label=_("First name"), max_length=100, required=False)
    family_name = forms.CharField(label=_("Last name"), max_length=100)
    gender = forms.ChoiceField(label=_("Gender, for letters"), choices=GENDERS, required=False)
    born_on = DateField(label=_("Date of birth"), required=False)
    field_order = ["given_names", "family_name", "gender", "identifier", "ground", "born_on"]


class CompanyForm(PartyForm):
    """A company to register."""

    kind = PartyKind.COMPANY
    name = forms.CharField(label=_("Name"), max_length=200)
    field_order = ["name", "identifier", "ground"]


class PersonDataForm(Form):
    """The data of a person."""

    given_names = forms.CharField(label=_("First name"), max_length=100, required=False)
    family_name = forms.CharField(label=_("Last name"), max_length=100)
    gender = forms.ChoiceField(label=_("Gender, for letters"), choices=GENDERS, required=False)
    born_on = DateField(label=_("Date of birth"), required=False)
    language = forms.ChoiceField(label=_("Language of letters"), choices=WITHOUT_LANGUAGE, required=False)


class CompanyDataForm(Form):
    """The data of a company."""

    name = forms.CharField(label=_("Name"), max_length=200)
    language = forms.ChoiceField(label=_("Language of letters"), choices=WITHOUT_LANGUAGE, required=False)


class ContactForm(Form):
    """A way to reach a party."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, kind.label) for kind in ContactKind])
    value = forms.CharField(
        label=_("Number or address"), max_length=300, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    preferred = forms.BooleanField(label=_("Use this one first"), required=False)


class IdentifierForm(Form):
    """A number that a state gave."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, kind.label) for kind in IdentifierKind])
    value = _code(_("Number"), max_length=40)
    ground = forms.CharField(
        label=_("Law that allows to keep the number"), required=False, max_length=200,
        help_text=_("Needed for numbers that may be kept only where a law says so."),
    )  # fmt: skip


class AccountForm(Form):
    """A bank account of the party's own."""

    account = _code(_("Account number"), max_length=42)
    preferred = forms.BooleanField(label=_("Use this one first"), required=False)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country

    def clean_account(self) -> str:
        """The account as IBAN."""
        try:
            return normal_account(self.cleaned_data["account"], self.country)
        except WrongInput as wrong:
            raise ValidationError(sentence_of(wrong)) from wrong


class RoleForm(Form):
    """One role more."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLES)


class ParentForm(Form):
    """The company above a party; empty takes it out of the tree."""

    parent = CodeField(label=_("Customer number of the company above"), required=False, max_length=40)


class ClientZoneForm(Form):
    """The customer's own door."""

    login = _code(_("Login"), max_length=64)
    password = forms.CharField(
        label=_("First password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )


class DeathForm(Form):
    """The day on which a person died."""

    on = DateField(label=_("Day of death"))
