"""The questions of the first run: one form a step, with what the country pack proposes."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final
from zoneinfo import available_timezones

import holidays
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from repaid.access.commands.organisations import OrganisationExists
from repaid.access.staffing import LoginTaken
from repaid.founding.plan import OTHER, Answers, Pack, packs
from repaid.founding.queries import has_organisation, has_staff_login
from repaid.interfaces.backoffice.activities.weeks import days_to_choose
from repaid.interfaces.ui.columns import Text
from repaid.interfaces.ui.controls import Cards, CodeInput
from repaid.interfaces.ui.fields import CountField, DateField
from repaid.interfaces.ui.formats import country_name, isolated
from repaid.interfaces.ui.forms import Form
from repaid.kernel.names import in_language

PACKS: Final[Mapping[str, Text]] = {
    "PL": _("Poland"),
    "NL": _("Netherlands"),
    "IR": _("Iran"),
    OTHER: _("Another country"),
}
PACK_NOTES: Final[Mapping[str, Text]] = {
    "PL": _("Złoty, Polish holidays, maximum interest and costs, Polish chart of accounts, two loans."),
    "NL": _(
        "Euro, Dutch holidays, statutory interest and collection costs, Dutch chart of accounts, mortgage and loan."
    ),
    "IR": _("Rial, Iranian holidays, Jalali calendar, Iranian chart of accounts, civil partnership and loan."),
    OTHER: _(
        "You name country and currency; a general chart of accounts and one loan. Figures of law are yours to add."
    ),
}


class Question(Form):
    """A step; `answers` are those so far, `pack` is the country pack, None at the first step."""

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        self.answers = answers
        self.pack: Pack | None = packs().get(answers.get("country", {}).get("pack", ""))
        super().__init__(*args, **kwargs)

    def offer(self, name: str, choices: Any) -> None:
        """Give a box its choices."""
        box = self.fields[name]
        assert isinstance(box, forms.ChoiceField)
        box.choices = list(choices)

    def told(self) -> dict[str, Any]:
        """The answer as it is kept."""
        return self.values()


class CountryQuestion(Question):
    """Which pack to begin with."""

    pack_code = forms.ChoiceField(
        label=_("Country"), choices=list(PACKS.items()), widget=Cards(notes=PACK_NOTES), initial="PL"
    )

    def told(self) -> dict[str, Any]:
        """The answer as it is kept."""
        return {"pack": self.cleaned_data["pack_code"]}


class OrganisationQuestion(Question):
    """Who it is, where, in which languages."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=120)
    code = forms.SlugField(
        label=_("Short name"), max_length=40, widget=CodeInput,
        help_text=_("Small letters, digits and hyphens. It stands in the address of the client zone and stays."),
    )  # fmt: skip
    country = forms.ChoiceField(label=_("Country"))
    currency = forms.RegexField(
        r"^[A-Z]{3}$", label=_("Currency"), widget=CodeInput,
        error_messages={"invalid": _("Enter the three letters of a currency.")},
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Main language"), choices=settings.LANGUAGES)
    languages = forms.MultipleChoiceField(
        label=_("Languages offered"), choices=settings.LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Customers choose among these. None ticked: all of them."),
    )  # fmt: skip
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=[(zone, zone) for zone in sorted(available_timezones())]
    )
    bank_code = forms.CharField(
        label=_("Bank code"), max_length=12, required=False, widget=CodeInput,
        help_text=_("Repayment accounts of new contracts are made with it. Your bank tells it; it can follow later."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.pack and self.pack.code != OTHER:
            del self.fields["country"], self.fields["currency"]
        else:
            self.offer("country", _countries())

    def clean_code(self) -> str:
        """A short name that no organisation of the installation has."""
        code: str = self.cleaned_data["code"]
        if has_organisation(code):
            raise forms.ValidationError(str(OrganisationExists.sentence).format(code=isolated(code)))
        return code


class CalendarQuestion(Question):
    """When people do not work, and the day on which the books begin."""

    weekend = forms.MultipleChoiceField(label=_("Weekend"), required=False, widget=forms.CheckboxSelectMultiple)
    day = DateField(
        label=_("First business day"), help_text=_("The day of the first bookings. It moves on with the daily close.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("weekend", days_to_choose())

    def clean_weekend(self) -> list[str]:
        """At least one day is left to work on."""
        days: list[str] = self.cleaned_data["weekend"]
        if len(days) == 7:
            raise forms.ValidationError(_("Leave at least one day to work on."))
        return days

    def told(self) -> dict[str, Any]:
        """The answer as it is kept."""
        return {"weekend": self.cleaned_data["weekend"], "day": self.cleaned_data["day"].isoformat()}


class BooksQuestion(Question):
    """Which chart of accounts, which products."""

    chart = forms.ChoiceField(label=_("Chart of accounts"), choices=list(PACKS.items()))
    products = forms.MultipleChoiceField(
        label=_("Products to begin with"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Rates, amounts and fees can be changed in a new version at any time."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.pack.products if self.pack else ()
        self.offer("products", [(each["code"], in_language(each["names"])) for each in known])


class PeopleQuestion(Question):
    """The first branch; groups of rights come with it."""

    branch = forms.CharField(label=_("Code of the first branch"), max_length=12, widget=CodeInput, initial="HQ")
    branch_name = forms.CharField(label=_("Name of the first branch"), max_length=120)
    province = forms.CharField(label=_("Province"), max_length=120, required=False)


class NumbersQuestion(Question):
    """How contracts and customers are numbered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = (
            (
                "contract",
                _("Contracts: numbers begin with"),
                _("Contracts: digits at least"),
                _("Contracts: first number"),
            ),
            (
                "party",
                _("Customers: numbers begin with"),
                _("Customers: digits at least"),
                _("Customers: first number"),
            ),
        )
        for kind, prefix, width, first in words:
            self.fields[f"{kind}_prefix"] = forms.RegexField(
                r"^[A-Za-z0-9-]*$", label=prefix, max_length=8, required=False, widget=CodeInput,
                error_messages={"invalid": _("Use at most 8 letters, digits and hyphens.")},
            )  # fmt: skip
            self.fields[f"{kind}_width"] = CountField(label=width, at_least=0, at_most=10, initial=0)
            self.fields[f"{kind}_first"] = CountField(label=first, at_least=1, initial=1)


class AdministratorQuestion(Question):
    """Who signs in first."""

    administrator = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=120)
    login = forms.CharField(label=_("Login"), max_length=64, widget=CodeInput)
    email = forms.EmailField(label=_("E-mail"), required=False)

    def clean_login(self) -> str:
        """A login that nobody has: all organisations log in at one door."""
        login: str = self.cleaned_data["login"]
        if has_staff_login(login):
            raise forms.ValidationError(LoginTaken.sentence)
        return login


class PasswordForm(Form):
    """The password of the first administrator, twice."""

    password = forms.CharField(
        label=_("Password of the administrator"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
        help_text=_("At least 10 characters. It is typed now and kept nowhere before."),
    )  # fmt: skip
    again = forms.CharField(
        label=_("The same password again"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("password") and told.get("again") and told["password"] != told["again"]:
            self.add_error("again", _("The two passwords differ."))
        return told


def proposed(step: str, answers: Answers) -> dict[str, Any]:
    """What stands in the boxes of a step at first: the answer given before, else what the pack proposes."""
    told = dict(answers.get(step, {}))
    if told:
        return told | {"pack_code": told.get("pack"), "day": _day(told.get("day"))}
    pack = packs().get(answers.get("country", {}).get("pack", ""))
    return PROPOSALS[step](pack) if pack and step in PROPOSALS else {}


PROPOSALS: Final[Mapping[str, Callable[[Pack], dict[str, Any]]]] = {
    "organisation": lambda pack: {
        "currency": pack.currency, "country": pack.country, "language": pack.language,
        "languages": list(pack.languages), "time_zone": pack.time_zone,
    },
    "calendar": lambda pack: {"weekend": [str(day) for day in pack.weekend], "day": timezone.localdate()},
    "books": lambda pack: {"chart": pack.chart, "products": [each["code"] for each in pack.products]},
}  # fmt: skip


def _countries() -> list[tuple[str, str]]:
    """Countries whose holidays are known, by name in the reader's language."""
    known = [(code, country_name(code)) for code in holidays.list_supported_countries(include_aliases=False)]
    return sorted(known, key=lambda each: each[1])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


QUESTIONS: Final[Mapping[str, type[Question]]] = {
    "country": CountryQuestion,
    "organisation": OrganisationQuestion,
    "calendar": CalendarQuestion,
    "books": BooksQuestion,
    "people": PeopleQuestion,
    "numbers": NumbersQuestion,
    "administrator": AdministratorQuestion,
}
TITLES: Final[Mapping[str, Text]] = {
    "country": _("Country"),
    "organisation": pgettext_lazy("settings", "Organisation"),
    "calendar": pgettext_lazy("settings", "Calendar"),
    "books": _("Books and products"),
    "people": _("Branch and groups"),
    "numbers": pgettext_lazy("settings", "Numbers"),
    "administrator": _("Administrator"),
}
