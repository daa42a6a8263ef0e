"""How sure the machine must be to settle alone: in force, what a confidence is made of, every decision."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from repaid.interfaces.backoffice.money.words import REASONS
from repaid.interfaces.backoffice.pages import FormPage, Text, business_day, form_page
from repaid.interfaces.shared.doors import ActorRequest, staff_page
from repaid.interfaces.ui.columns import Column, Table
from repaid.interfaces.ui.fields import CountField, DateField
from repaid.interfaces.ui.formats import number_text
from repaid.interfaces.ui.forms import Form
from repaid.settling.commands.schemes import CONFIDENCE_MAX, set_threshold
from repaid.settling.matching import CERTAIN, WEIGHTS
from repaid.settling.queries import THRESHOLD, threshold, thresholds
from repaid.settling.rights import DEFINE

TITLE = _("Automatic settlement")


@staff_page(DEFINE)
def automatic(request: ActorRequest) -> HttpResponse:
    """The threshold of today, and how it came to be."""
    today = business_day(request)
    columns = (
        Column("valid_from", _("Valid from"), "date"),
        Column(lambda row: in_words(row.threshold), _("Settled alone")),
        Column("set_at", _("Decided"), "datetime", small=lambda row: row.set_by.name if row.set_by else None),
    )
    reasons = (
        Column(lambda pair: REASONS[pair[0]], _("What a payment tells")),
        Column(lambda pair: pair[1], pgettext_lazy("confidence", "Counts"), "number"),
    )
    facts = {
        "now": in_words(threshold(request.actor.organisation_id, today)),
        "table": Table(_("Decisions"), columns, list(thresholds(request.actor))),
        "reasons": Table(_("What the confidence is made of"), reasons, list(WEIGHTS.items())),
    }
    return render(request, "backoffice/money/automatic.html", facts)


def in_words(confidence: int) -> Text:
    """A threshold in words."""
    if confidence >= CONFIDENCE_MAX:
        return gettext("never without a person")
    return gettext("from a confidence of {figure}").format(figure=number_text(confidence))


class ThresholdForm(Form):
    """From which confidence on, and from which day."""

    valid_from = DateField(label=_("Valid from"))
    threshold = CountField(
        label=_("Settle alone from a confidence of"), at_least=1, at_most=CERTAIN, required=False,
        help_text=_("100: only what was paid to the account of one contract. Lower figures settle more, and err more."),
    )  # fmt: skip
    never = forms.BooleanField(label=_("Never settle without a person"), required=False)

    def clean(self) -> dict[str, Any]:
        """A figure, or never."""
        told: dict[str, Any] = super().clean() or {}
        if not told.get("never") and told.get("threshold") is None and "threshold" not in self.errors:
            self.add_error("threshold", _("Enter a number from 1 to 100, or tick “Never settle without a person”."))
        return told

    def arguments(self) -> dict[str, Any]:
        """Arguments of the command."""
        told = self.cleaned_data
        return {
            "valid_from": told["valid_from"],
            "threshold": CONFIDENCE_MAX if told["never"] else told["threshold"],
        }


@staff_page(DEFINE)
def decide(request: ActorRequest) -> HttpResponse:
    """Decide anew, from a day on."""
    today = business_day(request)
    now = threshold(request.actor.organisation_id, today)
    initial = {"valid_from": today, "threshold": min(now, THRESHOLD), "never": now >= CONFIDENCE_MAX}
    form = ThresholdForm(request.POST or None, on=today, initial=initial)
    back, title = reverse("backoffice:automatic"), _("Decide how sure the machine must be")
    page = FormPage(title, [(TITLE, back), (title, "")], _("Save"), back, _("Saved."))
    return form_page(request, form, page, lambda: set_threshold(by=request.actor, **form.arguments()))
