"""Forms of products and their versions."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from loanmath.calendars import WorkingDayRule
from loanmath.dates import Unit
from loanmath.daycount import DayCount
from loanmath.terms import Method, PenaltyBase
from repaid.interfaces.backoffice.naming import add_names, names_told
from repaid.interfaces.backoffice.pages import in_currency, offer
from repaid.interfaces.backoffice.products import words
from repaid.interfaces.backoffice.products.paying import NO, YES, is_each_once
from repaid.interfaces.shared.wording import COMPONENTS
from repaid.interfaces.ui.controls import Segments
from repaid.interfaces.ui.fields import CountField, DateField, MoneyField, RateField
from repaid.interfaces.ui.formats import isolated, number_text
from repaid.interfaces.ui.forms import Form
from repaid.products.choices import Basis, FeeIncome, ProductKind
from repaid.products.offer import FeeTaken


class ProductForm(Form):
    """A new product; its name in each language."""

    code = forms.SlugField(label=_("Code"), max_length=40, help_text=_("Letters, digits and hyphens."))
    kind = forms.TypedChoiceField(label=_("Kind"), coerce=ProductKind, choices=ProductKind.choices)
    currency = forms.CharField(label=_("Currency"), max_length=3, min_length=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_names(self)

    def arguments(self) -> dict[str, Any]:
        """Arguments of the command."""
        given = self.cleaned_data
        told = {"code": given["code"], "kind": given["kind"], "currency": given["currency"].upper()}
        return told | {"names": names_told(self)}


class Books(NamedTuple):
    """The chart as the form offers it: the code of each role, and every code with its name."""

    roles: Mapping[str, str]
    codes: Sequence[tuple[str, str]]


def _choice(label: Any, choices: dict[Any, Any], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[(key.value, word) for key, word in choices.items()], **more)


class VersionForm(Form):
    """What a version says, and the request of its example (`example_*`)."""

    valid_from = DateField(label=_("Valid from"))
    method = _choice(_("How principal comes back"), words.METHODS, initial=Method.ANNUITY.value)
    every_n = CountField(label=_("Length of a period"), at_least=1, at_most=366, initial=1)
    every_unit = _choice(_("Unit of the period"), words.UNITS, initial=Unit.MONTHS.value)
    day_count = _choice(_("Day count"), words.DAY_COUNTS, initial=DayCount.ACT_365.value)
    working_days = _choice(_("Due date on a day off"), words.WORKING_DAYS, initial=WorkingDayRule.NONE.value)
    rate = RateField(label=_("Rate, a year"))
    rate_min = RateField(label=_("Lowest rate"))
    rate_max = RateField(label=_("Highest rate"))
    amount_min = MoneyField(label=_("Least amount"))
    amount_max = MoneyField(label=_("Greatest amount"))
    count_min = CountField(label=_("Instalments at least"), at_least=1, at_most=600, initial=1)
    count_max = CountField(label=_("Instalments at most"), at_least=1, at_most=600, initial=12)
    fee_name = forms.CharField(label=_("Name of the fee"), max_length=60, required=False)
    fee_amount = MoneyField(label=_("Fee, fixed amount"), zero=True, required=False)
    fee_percent = RateField(label=_("Fee, share of the amount"), required=False)
    fee_taken = _choice(_("How the fee is taken"), words.FEES_TAKEN, initial=FeeTaken.FINANCED.value)
    penalty_percent = RateField(label=_("Penalty interest rate"), required=False)
    penalty_cap = forms.ChoiceField(label=_("Legal maximum of penalty interest"), required=False)
    penalty_base = _choice(
        _("What bears penalty interest"), words.PENALTY_BASES, initial=PenaltyBase.OVERDUE_PRINCIPAL.value
    )
    tolerance = MoneyField(
        label=_("Tolerance"), zero=True, required=False, help_text=_("An instalment short by no more is not late.")
    )
    pays_through = _choice(_("How it goes on"), words.THROUGH)
    pays_advance = _choice(_("Money that nothing due claims"), words.ADVANCE)
    early_percent = RateField(
        label=_("Fee, share of what is repaid early"), required=False, help_text=_("Of the principal, not a year.")
    )
    early_amount = MoneyField(label=_("Fee for early repayment, fixed amount"), zero=True, required=False)
    early_reduces = forms.ChoiceField(
        label=_("Financed costs are given back for unused days"), choices=[(YES, _("yes")), (NO, _("no"))],
        widget=Segments,
    )  # fmt: skip
    basis = forms.ChoiceField(label=_("When interest is income"), choices=Basis.choices, initial=Basis.ACCRUAL)
    fee_income = forms.ChoiceField(label=_("When fees are income"), choices=FeeIncome.choices, initial=FeeIncome.GROSS)
    example_amount = MoneyField(label=_("Example: amount"), required=False)
    example_count = CountField(label=_("Example: instalments"), at_least=1, at_most=600, required=False)

    def __init__(self, *args: Any, currency: str, caps: list[str], books: Books, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_currency(self, currency)
        offer(self, "penalty_cap", [("", "—"), *((cap, words.legal_name(cap)) for cap in caps)])
        for place, box in enumerate(words.PAYS, start=1):
            label = str(words.PLACE).format(place=number_text(place))
            self.fields[box] = _choice(label, COMPONENTS)
        for box, role in words.ACCOUNTS.items():
            own = str(words.AS_IN_CHART).format(code=isolated(books.roles.get(role, "—")))
            self.fields[box] = forms.ChoiceField(label=role.label, choices=[(words.CHART, own), *books.codes])

    def clean(self) -> dict[str, Any]:
        """Every part of a debt stands once in the order of payment."""
        given = super().clean() or self.cleaned_data
        parts = [given.get(box, "") for box in words.PAYS]
        if any(parts) and not is_each_once(parts):
            wrong = next((place for place, part in enumerate(parts) if not part or part in parts[:place]), 0)
            self.add_error(words.PAYS[wrong], _("Choose each part of the debt once."))
        return given

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The boxes under their headings."""
        return [(title, [self[name] for name in names]) for title, names in words.GROUPS]

    @property
    def can_be_shown(self) -> bool:
        """Whether there is enough for an example."""
        return self.is_bound and not self.errors
