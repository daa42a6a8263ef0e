"""Forms of deeds that change the agreement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loanmath.changes import Keep, Overdue
from repaid.contracts.choices import RowState
from repaid.contracts.queries.schedule import ScheduleRow
from repaid.interfaces.backoffice.contracts.forms.base import DeedForm, reason, value_date
from repaid.interfaces.backoffice.pages import offer
from repaid.interfaces.backoffice.parties.choosing import number_of
from repaid.interfaces.ui.controls import Cards, Segments
from repaid.interfaces.ui.fields import CountField, DateField, MoneyField, RateField
from repaid.interfaces.ui.formats import date_text, money_text

OVERDUE = {
    Overdue.INTO_PLAN: (
        _("Principal joins the new plan"),
        _("Interest, penalty interest and fees fall due with its first instalment."),
    ),
    Overdue.CAPITALISED: (_("Everything becomes principal"), _("Interest, penalty interest and fees too.")),
    Overdue.STAYS: (_("It stays overdue"), _("The new plan is for what is not due yet.")),
}

COMING = (RowState.NEXT, RowState.TO_COME)


def _overdue() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("What is overdue now"),
        coerce=Overdue,
        choices=[(key.value, words[0]) for key, words in OVERDUE.items()],
        initial=Overdue.INTO_PLAN.value,
        widget=Cards(notes={key.value: words[1] for key, words in OVERDUE.items()}),
    )


class PlanForm(DeedForm):
    """A change of the coming instalments; `due` offers their due dates."""

    kind = "plan"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "due" in self.fields:
            offer(
                self,
                "due",
                [(row.due.isoformat(), self._named(row)) for row in self.record.rows if row.state in COMING],
            )

    def _named(self, row: ScheduleRow) -> str:
        return f"{date_text(row.due)} · {money_text(self.record.money(row.owed.total))}"


def _due_date(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=DateField().to_python)


class RateForm(DeedForm):
    """Another rate."""

    kind = "rate"
    percent = RateField(label=_("New rate, a year"))
    value_date = value_date()
    keep = forms.TypedChoiceField(
        label=_("What stays"), coerce=Keep, initial=Keep.TERM.value, widget=Segments,
        choices=((Keep.TERM.value, _("Number of instalments")), (Keep.INSTALMENT.value, _("Size of the instalment"))),
    )  # fmt: skip

    def suggested(self, record: Any) -> dict[str, Any]:
        """The rate of today."""
        return {"percent": record.owed.rate}


class DueDayForm(PlanForm):
    """Another due day from an instalment on."""

    due = _due_date(_("From the instalment due on"))
    to = DateField(label=_("New due date of that instalment"))
    value_date = value_date()


class HolidayForm(PlanForm):
    """A payment holiday."""

    due = _due_date(_("First instalment that moves"))
    periods = CountField(label=_("Number of periods"), at_least=1, at_most=60, initial=1)
    bears_interest = forms.BooleanField(label=_("Interest goes on meanwhile"), required=False, initial=True)
    value_date = value_date()


class TermForm(PlanForm):
    """More instalments or fewer."""

    periods = CountField(
        label=_("Instalments to add"), at_least=-600, at_most=600, help_text=_("Below zero takes instalments away.")
    )
    value_date = value_date()


class InstalmentForm(PlanForm):
    """Another size of the equal instalment."""

    amount = MoneyField(label=_("New instalment"))
    value_date = value_date()

    def suggested(self, record: Any) -> dict[str, Any]:
        """The size of the next one."""
        return {"amount": record.next_instalment} if record.next_instalment else {}


class GraceForm(PlanForm):
    """Periods without principal or interest."""

    principal = CountField(label=_("Instalments without principal"), at_least=0, at_most=600, initial=1)
    interest = CountField(label=_("Instalments without interest"), at_least=0, at_most=600, initial=0)
    value_date = value_date()


class InterestPauseForm(PlanForm):
    """No contract interest for a while."""

    value_date = value_date()
    until = DateField(label=_("Interest runs again from"))


class SpreadForm(PlanForm):
    """What is overdue, spread over the coming instalments."""

    overdue = _overdue()
    value_date = value_date()


class RestructuringForm(DeedForm):
    """A new plan for everything that is owed."""

    kind = "restructured"
    first_due = DateField(label=_("First due date"))
    count = CountField(label=_("Number of instalments"), at_least=1, at_most=600)
    overdue = _overdue()
    value_date = value_date()


class BorrowerForm(DeedForm):
    """Another debtor."""

    kind = "borrower"
    borrower = forms.CharField(
        label=_("New borrower"), max_length=200, help_text=_("Customer number, national ID or full name."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )  # fmt: skip
    value_date = value_date()

    def clean_borrower(self) -> str:
        """The number of the party."""
        return number_of(self.record.by, self.cleaned_data["borrower"])


class SuspensionForm(DeedForm):
    """Instalments stop falling due."""

    kind = "suspended"
    value_date = value_date()
    bears_interest = forms.BooleanField(label=_("Interest goes on meanwhile"), required=False)
    bears_penalty = forms.BooleanField(label=_("Penalty interest goes on meanwhile"), required=False)
    reason = reason()


class ResumptionForm(DeedForm):
    """The end of a suspension."""

    kind = "resumed"
    value_date = value_date()
